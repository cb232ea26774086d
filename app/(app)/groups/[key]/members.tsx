import { InlineLink } from "@/components/directory/inline-link";
import { roleWords } from "@/components/directory/words";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { Actor } from "@/lib/auth/actor";
import { formatDay } from "@/lib/dates";
import type { GroupPage } from "@/lib/people/group-page";
import { strandedWithout } from "@/lib/people/open-steps";
import { whyCannotEndSeat } from "@/lib/people/seats";

import { EndSeat } from "./seats";

type Props = { group: GroupPage; actor: Actor; zone: string };

export function Members({ group, actor, zone }: Props) {
  const { name, seats, waiting, pastSeats } = group;
  return (
    <>
      {seats.length === 0 ? (
        <EmptyState title={`Nobody sits in ${name}.`} />
      ) : (
        <Table
          caption={`Members of ${name}`}
          head={
            <>
              <Th>Person</Th>
              <Th>Title</Th>
              <Th>Since</Th>
              <Th>Granted by</Th>
              <Th hideLabel>End the seat</Th>
            </>
          }
        >
          {seats.map((seat) => {
            const { person, grantedBy } = seat;
            const stranded = strandedWithout(person.sameAsId ?? person.id, waiting);
            return (
              <Tr key={seat.id}>
                <Td>
                  <InlineLink href={`/people/${person.id}`}>{person.name}</InlineLink>
                  {person.role === "outside_approver" && (
                    <span className="ml-2 text-xs text-muted">{roleWords[person.role]}</span>
                  )}
                  {person.id === group.leadId && <span className="ml-2 text-xs text-muted">Lead</span>}
                </Td>
                <Td label="Title">{[person.title, person.team].filter(Boolean).join(", ")}</Td>
                <Td label="Since" nowrap>
                  {formatDay(seat.fromAt, zone)}
                </Td>
                <Td label="Granted by">
                  {grantedBy ? grantedBy.name : <span className="text-muted">Set-up</span>}
                </Td>
                <Td>
                  <div className="relative z-1 sm:text-right">
                    <EndSeat
                      membershipId={seat.id}
                      title={`End ${person.name}'s seat in ${name}?`}
                      follows={follows(name, seats.length - 1)}
                      reason={whyCannotEndSeat({ ...seat, group }, actor, stranded)?.message}
                    />
                  </div>
                </Td>
              </Tr>
            );
          })}
        </Table>
      )}
      {pastSeats.length > 0 && (
        <details className="text-sm">
          <summary className="min-h-6 cursor-default text-muted">{`Sat here before: ${pastSeats.length}`}</summary>
          <ul className="grid gap-1 pt-2 pl-4">
            {pastSeats.map(({ id, person, fromAt, untilAt }) => (
              <li key={id}>
                <InlineLink href={`/people/${person.id}`}>{person.name}</InlineLink>
                <span className="text-muted">{` · ${formatDay(fromAt, zone)} to ${untilAt ? formatDay(untilAt, zone) : ""}`}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function follows(name: string, left: number): string {
  if (left === 0) return `Then nobody sits in ${name}, and nobody could decide what is put to it.`;
  if (left === 1)
    return `Then one person sits in ${name}, and nobody could decide that person's own requests.`;
  return `Then ${left} people sit in ${name}. What was decided stays.`;
}
