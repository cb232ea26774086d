import { Page } from "@/components/page";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

import type { Directory } from "./directory";

/** A request names a rule and a system, and there are none to choose from. */
export function NothingToBreak({ title, directory }: { title: string; directory: Directory }) {
  const missing = directory.policies.length === 0 ? "policies" : "systems";
  return (
    <Page title={title}>
      <EmptyState
        title={`There are no ${missing} yet.`}
        action={
          <LinkButton href={`/${missing}`}>
            {missing === "policies" ? "Open policies" : "Open systems"}
          </LinkButton>
        }
      >
        {missing === "policies"
          ? "A request names the rule that has to be broken. An administrator adds the rules under Policies."
          : "A request names the system where a rule is broken. An administrator adds them under Systems."}
      </EmptyState>
    </Page>
  );
}
