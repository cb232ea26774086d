import type { Metadata } from "next";

import { requireReader } from "@/components/directory/require-reader";
import { ExceptionNumber } from "@/components/exception-number";
import { KeyList } from "@/components/keys/key-list";
import { Page } from "@/components/page";
import { RiskMark } from "@/components/risk-mark";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import { replayRules } from "@/lib/exceptions/replay-rules";
import { ruleSets } from "@/lib/exceptions/rule-sets";

import { chosenVersion } from "../chosen-version";

export const metadata: Metadata = { title: "Replay the last 50" };

export default async function ReplayPage() {
  await requireReader();
  const { draft, inForce } = chosenVersion(await ruleSets(), undefined);
  const breadcrumbs = [{ href: "/rules", label: "Routing rules" }];

  if (!draft) {
    return (
      <Page title="Replay the last 50" breadcrumbs={breadcrumbs}>
        <EmptyState
          title="There is no draft to replay."
          action={<LinkButton href="/rules">The rules</LinkButton>}
        >
          A replay shows whose steps a draft would change, before it is published.
        </EmptyState>
      </Page>
    );
  }
  const { of, changed } = await replayRules(inForce.rules, draft.rules, new Date());
  return (
    <Page
      title="Replay the last 50"
      breadcrumbs={breadcrumbs}
      facts={
        <span className="text-muted">
          {`Version ${draft.version}, the draft, would change the steps of ${changed.length} of the last ${of} requests. They themselves keep theirs.`}
        </span>
      }
      actions={<LinkButton href="/rules/draft">Open the draft</LinkButton>}
    >
      {changed.length === 0 ? (
        <EmptyState
          title="The draft would change none of them."
          action={<LinkButton href="/rules">The rules</LinkButton>}
        >
          Whoever decided them would decide them again.
        </EmptyState>
      ) : (
        <KeyList>
          <Table
            caption="Requests whose steps would change"
            head={
              <>
                <Th>No.</Th>
                <Th>What</Th>
                <Th>Risk</Th>
                <Th>{`By version ${inForce.version}`}</Th>
                <Th>{`By version ${draft.version}`}</Th>
              </>
            }
          >
            {changed.map(({ number, title, risk, was, now }) => (
              <Tr key={number}>
                <Td nowrap>
                  <RowLink href={`/rules/test?version=${draft.version}&exception=EX-${number}`}>
                    <ExceptionNumber number={number} />
                  </RowLink>
                </Td>
                <Td grow>{title}</Td>
                <Td label="Risk" nowrap>
                  <RiskMark risk={risk} />
                </Td>
                <Td label={`Version ${inForce.version}`}>
                  <Steps steps={was} others={now} />
                </Td>
                <Td label={`Version ${draft.version}`}>
                  <Steps steps={now} others={was} />
                </Td>
              </Tr>
            ))}
          </Table>
        </KeyList>
      )}
    </Page>
  );
}

/** What the other version does not have stands out. */
function Steps({ steps, others }: { steps: string[]; others: string[] }) {
  if (steps.length === 0) return <span className="text-muted">Nobody</span>;
  return (
    <ul className="grid gap-0.5">
      {steps.map((step) => (
        <li key={step} className={others.includes(step) ? "text-muted" : "font-medium"}>
          {step}
        </li>
      ))}
    </ul>
  );
}
