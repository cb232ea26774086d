import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { Page } from "@/components/page";
import { requireRole } from "@/lib/auth/session";
import { oneWebhook } from "@/lib/outgoing/webhooks";
import { isUuid } from "@/lib/uuid";

import { WebhookForm } from "./webhook-form";

export const metadata: Metadata = { title: "Change a webhook" };

export default async function ChangeWebhookPage({ params }: { params: Promise<{ id: string }> }) {
  await requireRole("administrator");
  const { id } = await params;
  const webhook = isUuid(id) ? await oneWebhook(id) : null;
  if (!webhook) notFound();

  const { address, kind, events, startsRechecks } = webhook;
  return (
    <Page
      title="Change what it is told of"
      breadcrumbs={[
        { href: "/settings/webhooks", label: "Webhooks" },
        { href: `/settings/webhooks/${id}`, label: address },
      ]}
      narrow
    >
      <WebhookForm webhook={{ id, events, startsRechecks }} isSigned={kind === "standard"} />
    </Page>
  );
}
