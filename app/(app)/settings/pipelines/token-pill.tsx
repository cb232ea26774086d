import { Pill } from "@/components/ui/pill";
import type { TokenState } from "@/lib/gate/token-life";

const words: Record<TokenState, string> = {
  "issuer retired": "Its issuer is retired",
  alive: "May ask",
  ended: "Ended",
  expired: "Past its end",
  "maker left": "Its maker has left",
};

export function TokenPill({ state }: { state: TokenState }) {
  return state === "alive" ? (
    <Pill tone="good" icon="circle-check">
      {words[state]}
    </Pill>
  ) : (
    <Pill tone="over" icon="ban">
      {words[state]}
    </Pill>
  );
}
