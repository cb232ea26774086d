import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-sprite";
import { type Tone, toneText } from "@/components/ui/tone";
import type { Safeguard, SafeguardState } from "@/lib/exceptions/footprint";

const looks: Record<SafeguardState, { word: string; tone: Tone; icon: IconName }> = {
  holds: { word: "Holds", tone: "good", icon: "circle-check" },
  broken: { word: "Broken", tone: "bad", icon: "circle-x" },
  stale: { word: "No fresh reading", tone: "soon", icon: "clock" },
  late: { word: "Late", tone: "soon", icon: "clock" },
  "not proven": { word: "Not proven", tone: "soon", icon: "clock" },
  "not due": { word: "Not due", tone: "wait", icon: "circle-dashed" },
};

/** What must hold while the rule is broken, each with whether it does. */
export function Safeguards({ safeguards }: { safeguards: Safeguard[] }) {
  if (safeguards.length === 0) return <span className="text-muted">None agreed</span>;
  return (
    <ul className="grid gap-1 sm:min-w-44">
      {safeguards.map(({ statement, state }) => {
        const { word, tone, icon } = looks[state];
        return (
          <li key={statement}>
            <span className={`mark font-medium ${toneText[tone]}`}>
              <Icon name={icon} className="size-3.5!" />
              {word}
            </span>{" "}
            <span className="text-xs text-muted">{statement}</span>
          </li>
        );
      })}
    </ul>
  );
}
