import type { Metadata } from "next";

import { requireReader } from "@/components/directory/require-reader";
import { KeyList } from "@/components/keys/key-list";
import { Page } from "@/components/page";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import { organisation } from "@/lib/organisation";
import { gapsNow } from "@/lib/reviews/gap-of-policy";
import { figuresInWords } from "@/lib/reviews/policy-gaps";
import { quarterAt, quarterName } from "@/lib/reviews/quarter";
import { gapChoiceNames } from "@/lib/words";

export const metadata: Metadata = { title: "Policy gaps" };

/** The rules that do not fit reality this quarter, in one list (R26). */
export default async function PolicyGapsPage() {
  await requireReader();
  const now = new Date();
  const { zone } = await organisation();
  const gaps = await gapsNow(zone, now);
  const quarter = quarterAt(now, zone);

  return (
    <Page
      title="Policy gaps"
      count={gaps.length}
      breadcrumbs={[{ href: "/policies", label: "Policies" }]}
      facts={
        <span className="text-muted">
          {`${quarterName(quarter)} so far. A gap asks the group that owns the rule to keep it, change it or fund a fix.`}
        </span>
      }
    >
      <KeyList>
        {gaps.length === 0 ? (
          <EmptyState
            title="No rule shows a gap."
            action={<LinkButton href={`/quarter?q=${quarter}#policies`}>The quarter</LinkButton>}
          >
            A rule shows one when several teams break it, it is broken again and again or renewed, or what it
            forbade comes back.
          </EmptyState>
        ) : (
          <Table
            caption="Policies with a gap, most excepted first"
            head={
              <>
                <Th>Policy</Th>
                <Th>Gap</Th>
                <Th>Figures</Th>
                <Th>Decided this quarter</Th>
              </>
            }
          >
            {gaps.map(({ policy, title, signals, decision, ...use }) => (
              <Tr key={policy}>
                <Td>
                  <RowLink href={`/policies/${policy}`}>
                    <span className="font-mono">{policy}</span>
                  </RowLink>{" "}
                  {title}
                </Td>
                <Td label="Gap">{signals.join(", ")}</Td>
                <Td label="Figures">{figuresInWords(use)}</Td>
                <Td label="Decided">
                  {decision ? (
                    `${gapChoiceNames[decision.choice]}, ${decision.by.name}`
                  ) : (
                    <span className="text-soon">Nobody yet</span>
                  )}
                </Td>
              </Tr>
            ))}
          </Table>
        )}
      </KeyList>
    </Page>
  );
}
