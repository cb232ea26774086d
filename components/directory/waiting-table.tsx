import { DecideBy } from "@/components/decide-by";
import { ExceptionNumber } from "@/components/exception-number";
import { KeyList } from "@/components/keys/key-list";
import { RiskMark } from "@/components/risk-mark";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import type { OpenStep } from "@/lib/people/open-steps";

type Props = { caption: string; steps: OpenStep[]; now: Date; zone: string };

/** Steps that wait for a group or a person, the earliest due first. */
export function WaitingTable({ caption, steps, now, zone }: Props) {
  return (
    <KeyList>
      <Table
        caption={caption}
        head={
          <>
            <Th>No.</Th>
            <Th>What</Th>
            <Th>Risk</Th>
            <Th>Turn</Th>
            <Th>Decide by</Th>
          </>
        }
      >
        {steps.map((step) => (
          <Tr key={step.stepId}>
            <Td nowrap>
              <RowLink href={`/exceptions/EX-${step.number}`}>
                <ExceptionNumber number={step.number} />
              </RowLink>
            </Td>
            <Td>{step.title}</Td>
            <Td>
              <RiskMark risk={step.risk} />
            </Td>
            <Td label="Turn">{turn(step)}</Td>
            <Td nowrap>
              <DecideBy at={step.dueAt} now={now} zone={zone} dense />
            </Td>
          </Tr>
        ))}
      </Table>
    </KeyList>
  );
}

function turn({ isItsTurn, deciderIds, missing }: OpenStep): string {
  if (!isItsTurn) return "After another group";
  const count = deciderIds.length;
  if (count < missing) return "Now, and nobody could";
  return missing === 1 ? `Now, ${count} could decide` : `Now, ${missing} more of ${count}`;
}
