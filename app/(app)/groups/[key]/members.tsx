import { InlineLink } from "@/components/directory/inline-link";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { Actor } from "@/lib/auth/actor";
import { formatDay } from "@/lib/dates";
import type { GroupPage } from "@/lib/people/group-page";
import { strandedWithout } from "@/lib/people/open-steps";
import { whyCannotEndSeat } from "@/lib/people/seats";
import { roleNames } from "@/lib/words";

import { EndSeat } from "./seats";

type Props = { group: GroupPage; actor: Actor; zone: string };

export function Members({ group, actor, zone }: Props) {
  const { name, seats, waiting, pastSeats } = group;
  return (
    <>
      {seats.length === 0 ? (
        <p className="text-sm text-muted">{`Nobody sits in ${name}.`}</p>
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
                  <span className="inline-flex flex-wrap items-center gap-x-2">
                    <InlineLink href={`/people/${person.id}`}>{person.name}</InlineLink>
                    <span className="text-xs text-muted">{marks(person, group.leadId)}</span>
                  </span>
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

function marks({ id, role }: GroupPage["seats"][number]["person"], leadId: string | null): string {
  return [role === "outside_approver" && roleNames[role], id === leadId && "Lead"].filter(Boolean).join(", ");
}

function follows(name: string, left: number): string {
  if (left === 0) return `Then nobody sits in ${name}, and nobody could decide what is put to it.`;
  if (left === 1)
    return `Then one person sits in ${name}, and nobody could decide that person's own requests.`;
  return `Then ${left} people sit in ${name}. What was decided stays.`;
}
