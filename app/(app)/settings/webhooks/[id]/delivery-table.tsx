import { Instant } from "@/components/instant";
import { KeyList } from "@/components/keys/key-list";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import { relative } from "@/lib/dates";
import { type Outgoing, subjectOf } from "@/lib/outgoing/message";
import type { deliveriesOf } from "@/lib/outgoing/webhooks";

import { DeliveryPill } from "../webhook-pill";

type Deliveries = Awaited<ReturnType<typeof deliveriesOf>>["deliveries"];
type Props = { webhookId: string; deliveries: Deliveries; now: Date; zone: string };

export function DeliveryTable({ webhookId, deliveries, now, zone }: Props) {
  return (
    <KeyList>
      <Table
        caption="Deliveries, newest first"
        head={
          <>
            <Th>Event</Th>
            <Th>About</Th>
            <Th>State</Th>
            <Th numeric>Attempts</Th>
            <Th>Happened</Th>
          </>
        }
      >
        {deliveries.map(({ id, event, state, attempts, writtenAt, log: [last] }) => (
          <Tr key={id}>
            <Td grow>
              <RowLink href={`/settings/webhooks/${webhookId}/${id}`}>{event.type}</RowLink>
              {state !== "sent" && last?.failure && (
                <span className="block text-xs text-bad">{last.failure}</span>
              )}
            </Td>
            <Td label="About" nowrap>
              <span className="font-mono text-xs">{subjectOf(event as Pick<Outgoing, "data">).name}</span>
            </Td>
            <Td label="State" nowrap>
              <DeliveryPill state={state} />
            </Td>
            <Td label="Attempts" numeric>
              {attempts}
            </Td>
            <Td label="Happened" nowrap>
              <Instant at={writtenAt} zone={zone} className="relative z-1">
                {relative(writtenAt, now)}
              </Instant>
            </Td>
          </Tr>
        ))}
      </Table>
    </KeyList>
  );
}
