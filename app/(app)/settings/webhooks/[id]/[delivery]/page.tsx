import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { InlineLink } from "@/components/directory/inline-link";
import { Instant } from "@/components/instant";
import { Page } from "@/components/page";
import { Section } from "@/components/section";
import { DescriptionList, Fact } from "@/components/ui/description-list";
import { EmptyState } from "@/components/ui/empty-state";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { requireRole } from "@/lib/auth/session";
import { organisation } from "@/lib/organisation";
import { type Outgoing, subjectOf } from "@/lib/outgoing/message";
import { sentOf } from "@/lib/outgoing/prepare";
import { whyCannotSendAgain } from "@/lib/outgoing/send-again";
import { oneDelivery } from "@/lib/outgoing/webhooks";
import { isUuid } from "@/lib/uuid";
import { SendAgain } from "../../../send-again";
import { sendDeliveryAgain } from "../../actions";
import { DeliveryPill } from "../../webhook-pill";

export const metadata: Metadata = { title: "Delivery" };

type Props = { params: Promise<{ id: string; delivery: string }> };

export default async function DeliveryPage({ params }: Props) {
  const actor = await requireRole("administrator", "auditor");
  const { id, delivery: deliveryId } = await params;
  const delivery = isUuid(deliveryId) ? await oneDelivery(deliveryId) : null;
  if (delivery?.webhook.id !== id) notFound();

  const { zone } = await organisation();
  const { event, webhook, state, nextAt, sentAt, log } = delivery;
  const { page, name } = subjectOf(event as Pick<Outgoing, "data">);
  const title = (event.exception ?? event.policy)?.title;
  const { webhookId, body } = sentOf(delivery);
  return (
    <Page
      title={event.type}
      breadcrumbs={[
        { href: "/settings/webhooks", label: "Webhooks" },
        { href: `/settings/webhooks/${id}`, label: webhook.address },
      ]}
      facts={<DeliveryPill state={state} />}
      actions={
        <SendAgain
          send={sendDeliveryAgain}
          what={{ deliveryId: deliveryId }}
          reason={whyCannotSendAgain(delivery, actor)?.message}
        />
      }
    >
      <DescriptionList>
        <Fact term="About">
          <InlineLink href={page}>{`${name} ${title}`}</InlineLink>
        </Fact>
        <Fact term="Happened">
          <Instant at={event.at} zone={zone} />
        </Fact>
        {sentAt && (
          <Fact term="Taken">
            <Instant at={sentAt} zone={zone} />
          </Fact>
        )}
        {state === "due" && !webhook.offAt && (
          <Fact term={log.length > 0 ? "Tried again" : "Sent"}>
            <Instant at={nextAt} zone={zone} />
          </Fact>
        )}
        {state === "moot" && <Fact term="Not sent">It was no longer true when it was to be sent.</Fact>}
        {webhook.kind === "standard" && (
          <Fact term="webhook-id">
            <span className="font-mono text-xs break-all">{webhookId}</span>
          </Fact>
        )}
      </DescriptionList>
      <Section title="Attempts" count={log.length}>
        {log.length === 0 ? (
          <EmptyState title="It was not tried yet." />
        ) : (
          <Table
            caption="Attempts, newest first"
            head={
              <>
                <Th>When</Th>
                <Th>Outcome</Th>
                <Th>What it said</Th>
                <Th numeric>Took</Th>
              </>
            }
          >
            {log.map((attempt) => (
              <Tr key={attempt.id}>
                <Td label="When" nowrap>
                  <Instant at={attempt.at} zone={zone} />
                </Td>
                <Td label="Outcome" nowrap>
                  {attempt.failure ? (
                    <span className="text-bad">{attempt.failure}</span>
                  ) : (
                    <span className="text-good">{`Taken, ${attempt.status}`}</span>
                  )}
                </Td>
                <Td label="What it said" grow>
                  {attempt.answer ? (
                    <span className="font-mono text-xs break-all">{attempt.answer}</span>
                  ) : (
                    <span className="text-muted">Nothing</span>
                  )}
                </Td>
                <Td label="Took" numeric nowrap>
                  {`${attempt.milliseconds.toLocaleString("en")} ms`}
                </Td>
              </Tr>
            ))}
          </Table>
        )}
      </Section>
      <Section title="What is sent">
        <pre className="overflow-x-auto rounded-lg border border-line bg-panel p-4 font-mono text-xs whitespace-pre-wrap">
          {JSON.stringify(JSON.parse(body), null, 2)}
        </pre>
        {webhook.startsRechecks && event.type === "recheck.requested" && (
          <p className="text-sm text-muted">
            With it goes a callback, an address and a one-time token, which is kept nowhere.
          </p>
        )}
      </Section>
    </Page>
  );
}
