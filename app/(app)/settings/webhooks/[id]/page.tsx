import { Pencil } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { ActDialog } from "@/components/directory/act-dialog";
import type { SearchParams } from "@/components/directory/list-query";
import { Instant } from "@/components/instant";
import { Page } from "@/components/page";
import { Person } from "@/components/person";
import { Section } from "@/components/section";
import { Callout } from "@/components/ui/callout";
import { DescriptionList, Fact } from "@/components/ui/description-list";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import { requireRole } from "@/lib/auth/session";
import { organisation } from "@/lib/organisation";
import { eventChoices, kindWords } from "@/lib/outgoing/event-types";
import { switchedOffByHand } from "@/lib/outgoing/switch-webhook";
import { deliveriesOf, oneWebhook } from "@/lib/outgoing/webhooks";
import { whyCannotAdminister } from "@/lib/people/administration";
import { isUuid } from "@/lib/uuid";

import { switchItOff, switchItOn } from "../actions";
import { WebhookPill } from "../webhook-pill";
import { DeliveryTable } from "./delivery-table";
import { SecretDialog } from "./secret-dialog";

export const metadata: Metadata = { title: "Webhook" };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default async function WebhookPage({ params, searchParams }: Props) {
  const actor = await requireRole("administrator", "auditor");
  const now = new Date();
  const { id } = await params;
  const webhook = isUuid(id) ? await oneWebhook(id) : null;
  if (!webhook) notFound();

  const page = Math.max(1, Math.floor(Number((await searchParams).page)) || 1);
  const [{ deliveries, total, pageSize }, { zone }] = await Promise.all([
    deliveriesOf(id, page),
    organisation(),
  ]);
  const { kind, address, events, systems, branch, startsRechecks, madeBy, madeAt, offAt, offWhy, bothUntil } =
    webhook;
  const reason = whyCannotAdminister(actor)?.message;
  const path = `/settings/webhooks/${id}`;

  return (
    <Page
      title={<span className="wrap-anywhere">{address}</span>}
      breadcrumbs={[{ href: "/settings/webhooks", label: "Webhooks" }]}
      facts={
        <>
          <WebhookPill {...webhook} />
          <span className="text-muted">{kindWords[kind]}</span>
        </>
      }
      actions={
        <>
          {kind === "standard" && <SecretDialog webhookId={id} reason={reason} />}
          <LinkButton href={`${path}/edit`} icon={Pencil} reason={reason}>
            Change
          </LinkButton>
          {!offAt && (
            <ActDialog
              label="Switch off"
              reason={reason}
              title={`Switch off the webhook to ${address}?`}
              confirm="Switch off"
              done="The webhook is off."
              act={switchItOff.bind(null, { webhookId: id })}
            >
              <p>It is told nothing more. What happens meanwhile is not kept for it.</p>
            </ActDialog>
          )}
        </>
      }
    >
      {offAt && (
        <Callout
          tone={offWhy === switchedOffByHand ? "neutral" : "bad"}
          title={`Nothing is sent there: ${offWhy}.`}
          action={
            <ActDialog
              label="Switch on"
              kind="filled"
              reason={reason}
              title={`Switch on the webhook to ${address}?`}
              confirm="Switch on"
              keep="Leave it off"
              done="The webhook is on."
              act={switchItOn.bind(null, { webhookId: id })}
            >
              <p>What waited goes out now. What happened while it was off was not kept for it.</p>
            </ActDialog>
          }
        >
          Off since <Instant at={offAt} zone={zone} />. What happens meanwhile is not kept for it.
        </Callout>
      )}
      <DescriptionList>
        <Fact term="Told of">
          <ul>
            {eventChoices
              .filter(({ type }) => events.includes(type))
              .map(({ type, words }) => (
                <li key={type}>
                  {words} <span className="ml-1 font-mono text-xs text-muted">{type}</span>
                </li>
              ))}
          </ul>
        </Fact>
        <Fact term="Systems">
          {systems.length === 0 ? "All" : systems.map(({ name }) => name).join(", ")}
        </Fact>
        {branch && <Fact term="Branch">{branch}</Fact>}
        {startsRechecks && (
          <Fact term="Re-checks">
            {branch
              ? "It is started to answer them, with a one-time token."
              : "It starts them: recheck.requested carries a one-time token."}
          </Fact>
        )}
        {bothUntil && now < bothUntil && (
          <Fact term="Secret">
            Changed. The one from before signs, too, until <Instant at={bothUntil} zone={zone} />.
          </Fact>
        )}
        <Fact term="Made">
          By <Person person={madeBy} />, <Instant at={madeAt} zone={zone} />
        </Fact>
      </DescriptionList>
      <Section title="Deliveries" count={total}>
        {deliveries.length === 0 ? (
          <EmptyState title="Nothing was sent yet.">
            The next of its events goes out within seconds, and stands here with every attempt.
          </EmptyState>
        ) : (
          <DeliveryTable webhookId={id} {...{ deliveries, now, zone }} />
        )}
        <Pagination
          page={page}
          pageSize={pageSize}
          total={total}
          hrefFor={(next) => `${path}?page=${next}`}
        />
      </Section>
    </Page>
  );
}
