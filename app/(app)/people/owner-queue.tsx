import { peopleOptions } from "@/components/directory/people-options";
import { Ends } from "@/components/ends";
import { ExceptionNumber } from "@/components/exception-number";
import { Person } from "@/components/person";
import { RiskMark } from "@/components/risk-mark";
import { StatusPill } from "@/components/status-pill";
import { Callout } from "@/components/ui/callout";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import type { Actor } from "@/lib/auth/actor";
import { isSuspended } from "@/lib/exceptions/lifecycle";
import { whyCannotReassign } from "@/lib/exceptions/reassign";
import { organisation } from "@/lib/organisation";
import { choosablePeople } from "@/lib/people/choosable-people";
import type { Ownerless } from "@/lib/people/exceptions-without-owner";

import { HandOver } from "./hand-over";

/** R3: what belongs to nobody any more, until somebody takes it over. The end of each does not move. */
export async function OwnerQueue({ exceptions, actor }: { exceptions: Ownerless[]; actor: Actor }) {
  const [{ zone }, people] = await Promise.all([organisation(), choosablePeople()]);
  const options = peopleOptions(people);
  const now = new Date();

  return (
    <section aria-labelledby="owner-queue" className="grid gap-3">
      <Callout
        tone="bad"
        title={
          <span id="owner-queue">
            {exceptions.length === 1
              ? "1 exception needs an owner."
              : `${exceptions.length} exceptions need an owner.`}
          </span>
        }
      >
        Their owners have left. Each ends as agreed, and somebody has to close it.
      </Callout>
      <Table
        caption="Exceptions that need an owner"
        head={
          <>
            <Th>No.</Th>
            <Th>What</Th>
            <Th>Risk</Th>
            <Th>Status</Th>
            <Th>Owner</Th>
            <Th>Manager</Th>
            <Th>Ends</Th>
            <Th hideLabel>Hand over</Th>
          </>
        }
      >
        {exceptions.map((exception) => (
          <Tr key={exception.id}>
            <Td nowrap>
              <RowLink href={`/exceptions/EX-${exception.number}`}>
                <ExceptionNumber number={exception.number} />
              </RowLink>
            </Td>
            <Td>{exception.title}</Td>
            <Td>
              <RiskMark risk={exception.risk} />
            </Td>
            <Td nowrap>
              <StatusPill {...exception} suspended={isSuspended(exception, now)} now={now} />
            </Td>
            <Td label="Owner" nowrap>
              <Person person={exception.owner} />
            </Td>
            <Td label="Manager" nowrap>
              <Person person={exception.manager} isMe={exception.manager.id === actor.id} />
            </Td>
            <Td label="Ends" nowrap>
              {exception.endsAt && <Ends at={exception.endsAt} now={now} zone={zone} dense />}
            </Td>
            <Td>
              <div className="relative z-1 sm:text-right">
                <HandOver
                  exception={{ id: exception.id, number: exception.number, title: exception.title }}
                  people={options}
                  reason={whyCannotReassign(exception, actor)?.message}
                />
              </div>
            </Td>
          </Tr>
        ))}
      </Table>
    </section>
  );
}
