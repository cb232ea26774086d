import { DeadEnd } from "@/components/dead-end";
import { LinkButton } from "@/components/ui/link-button";

export default function PageNotFound() {
  return (
    <DeadEnd
      title="There is nothing at this address"
      action={
        <LinkButton kind="filled" href="/register">
          Search the register
        </LinkButton>
      }
    >
      The number may be mistyped, or it names something you may not know of.
    </DeadEnd>
  );
}
