import { EmergencyMark } from "@/components/emergency-mark";
import { Ends } from "@/components/ends";
import { ExceptionNumber } from "@/components/exception-number";
import { KeyList } from "@/components/keys/key-list";
import { Person } from "@/components/person";
import { RiskMark } from "@/components/risk-mark";
import { StatusPill } from "@/components/status-pill";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import { isSuspended } from "@/lib/exceptions/lifecycle";
import type { ExceptionRow } from "@/lib/people/exception-rows";

type Props = {
  caption: string;
  exceptions: ExceptionRow[];
  now: Date;
  zone: string;
  actorId: string;
  /** Where they all have the same owner. */
  withoutOwner?: boolean;
};

const shown = 100;

/** The exceptions under a policy, a system or a person. */
export function ExceptionTable({ caption, exceptions, now, zone, actorId, withoutOwner = false }: Props) {
  const hidden = exceptions.length - shown;
  return (
    <KeyList className="grid gap-2">
      <Table
        caption={caption}
        head={
          <>
            <Th>No.</Th>
            <Th>What</Th>
            <Th>Risk</Th>
            <Th>Status</Th>
            {!withoutOwner && <Th>Owner</Th>}
            <Th>Ends</Th>
          </>
        }
      >
        {exceptions.slice(0, shown).map((exception) => (
          <Tr key={exception.id}>
            <Td nowrap>
              <RowLink href={`/exceptions/EX-${exception.number}`}>
                <ExceptionNumber number={exception.number} />
              </RowLink>
            </Td>
            <Td>
              <span className="flex flex-wrap items-center gap-x-2">
                {exception.title}
                {exception.emergency && <EmergencyMark />}
              </span>
            </Td>
            <Td>
              <RiskMark risk={exception.risk} />
            </Td>
            <Td nowrap>
              <StatusPill {...exception} suspended={isSuspended(exception, now)} now={now} />
            </Td>
            {!withoutOwner && (
              <Td label="Owner">
                <Person person={exception.owner} isMe={exception.owner.id === actorId} />
              </Td>
            )}
            <Td label="Ends" nowrap>
              {exception.endsAt && (
                <Ends
                  at={exception.endsAt}
                  now={now}
                  zone={zone}
                  dense
                  over={exception.status === "closed"}
                />
              )}
            </Td>
          </Tr>
        ))}
      </Table>
      {hidden > 0 && <p className="text-sm text-muted">{`${hidden} older ones are in the register.`}</p>}
    </KeyList>
  );
}
