import { Plus } from "lucide-react";
import type { Metadata } from "next";

import { Instant } from "@/components/instant";
import { KeyList } from "@/components/keys/key-list";
import { Page } from "@/components/page";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import { requireRole } from "@/lib/auth/session";
import { relative } from "@/lib/dates";
import { organisation } from "@/lib/organisation";
import { eventChoices, kindWords } from "@/lib/outgoing/event-types";
import { type ListedWebhook, webhookList } from "@/lib/outgoing/webhooks";
import { whyCannotAdminister } from "@/lib/people/administration";

import { SettingsTabs } from "../settings-tabs";
import { DeliveryPill, WebhookPill } from "./webhook-pill";

export const metadata: Metadata = { title: "Webhooks" };

const path = "/settings/webhooks";

export default async function WebhooksPage() {
  const actor = await requireRole("administrator", "auditor");
  const now = new Date();
  const [webhooks, { zone }] = await Promise.all([webhookList(), organisation()]);
  const add = (
    <LinkButton kind="filled" href={`${path}/new`} icon={Plus} reason={whyCannotAdminister(actor)?.message}>
      Add a webhook
    </LinkButton>
  );

  return (
    <Page title="Webhooks" actions={webhooks.length > 0 && add}>
      <SettingsTabs current={path} />
      {webhooks.length === 0 ? (
        <EmptyState title="No other system is told." action={add}>
          A webhook tells a pipeline, a ticket system or a chat when an exception is asked for, decided, ends
          or is closed. It carries ids, status and a link, and no reasons.
        </EmptyState>
      ) : (
        <KeyList>
          <Table
            caption="Webhooks, those that are on first"
            head={
              <>
                <Th>Address</Th>
                <Th>Kind</Th>
                <Th>Told of</Th>
                <Th>State</Th>
                <Th>Last delivery</Th>
              </>
            }
          >
            {webhooks.map((webhook) => (
              <Row key={webhook.id} webhook={webhook} now={now} zone={zone} />
            ))}
          </Table>
        </KeyList>
      )}
    </Page>
  );
}

function Row({ webhook, now, zone }: { webhook: ListedWebhook; now: Date; zone: string }) {
  const { id, kind, address, events, lastAt, lastState } = webhook;
  return (
    <Tr>
      <Td grow>
        <RowLink href={`${path}/${id}`}>{address}</RowLink>
      </Td>
      <Td label="Kind" nowrap>
        {kindWords[kind]}
      </Td>
      <Td label="Told of" nowrap>
        {events.length === eventChoices.length
          ? "All events"
          : `${events.length} of ${eventChoices.length} events`}
      </Td>
      <Td label="State" nowrap>
        <WebhookPill {...webhook} />
      </Td>
      <Td label="Last delivery" nowrap>
        {lastAt && lastState ? (
          <span className="inline-flex items-center gap-2">
            <DeliveryPill state={lastState} />
            <Instant at={lastAt} zone={zone} className="relative z-1">
              {relative(lastAt, now)}
            </Instant>
          </span>
        ) : (
          <span className="text-muted">None yet</span>
        )}
      </Td>
    </Tr>
  );
}
