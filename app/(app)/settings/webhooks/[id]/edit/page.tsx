import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { Page } from "@/components/page";
import { requireRole } from "@/lib/auth/session";
import { oneWebhook } from "@/lib/outgoing/webhooks";
import { choosableSystems } from "@/lib/systems/choosable-systems";
import { isUuid } from "@/lib/uuid";

import { WebhookForm } from "./webhook-form";

export const metadata: Metadata = { title: "Change a webhook" };

export default async function ChangeWebhookPage({ params }: { params: Promise<{ id: string }> }) {
  await requireRole("administrator");
  const { id } = await params;
  const [webhook, systems] = await Promise.all([isUuid(id) ? oneWebhook(id) : null, choosableSystems()]);
  if (!webhook) notFound();

  const { address, kind, events, startsRechecks, systemIds } = webhook;
  return (
    <Page
      title="Change what it is told of"
      breadcrumbs={[
        { href: "/settings/webhooks", label: "Webhooks" },
        { href: `/settings/webhooks/${id}`, label: address },
      ]}
      narrow
    >
      <WebhookForm
        webhook={{ id, events, startsRechecks, systemIds }}
        kind={kind}
        systems={systems.map(({ id, key, name }) => ({ id, key, name }))}
      />
    </Page>
  );
}
