import { ExceptionNumber } from "@/components/exception-number";
import { Instant } from "@/components/instant";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import { formatShortDay } from "@/lib/dates";
import type { PersonPage } from "@/lib/people/person-page";
import type { Verdict } from "@/prisma/generated/enums";

const words: Record<Verdict, string> = { approve: "Approved", reject: "Rejected", send_back: "Sent back" };

/** What a person decided, the latest first. It stays for ever, also after they have left. */
export function Decided({ person, zone }: { person: PersonPage; zone: string }) {
  const { decisions, _count: counts } = person;
  return (
    <>
      <Table
        caption={`What ${person.name} decided`}
        head={
          <>
            <Th>No.</Th>
            <Th>What</Th>
            <Th>Decision</Th>
            <Th>For</Th>
            <Th>On</Th>
          </>
        }
      >
        {decisions.map(({ id, verdict, at, exception, step }) => (
          <Tr key={id}>
            <Td nowrap>
              <RowLink href={`/exceptions/EX-${exception.number}`}>
                <ExceptionNumber number={exception.number} />
              </RowLink>
            </Td>
            <Td>{exception.title}</Td>
            <Td label="Decision">{words[verdict]}</Td>
            <Td label="For">{step.group.name}</Td>
            <Td label="On" nowrap>
              <Instant at={at} zone={zone}>
                {formatShortDay(at, zone)}
              </Instant>
            </Td>
          </Tr>
        ))}
      </Table>
      {counts.decisions > decisions.length && (
        <p className="text-sm text-muted">{`The latest ${decisions.length} of ${counts.decisions}.`}</p>
      )}
    </>
  );
}
