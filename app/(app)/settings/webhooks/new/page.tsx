import type { Metadata } from "next";

import { Page } from "@/components/page";
import { requireRole } from "@/lib/auth/session";

import { NewWebhookForm } from "./new-webhook-form";

export const metadata: Metadata = { title: "Add a webhook" };

export default async function NewWebhookPage() {
  await requireRole("administrator");
  return (
    <Page title="Add a webhook" breadcrumbs={[{ href: "/settings/webhooks", label: "Webhooks" }]} narrow>
      <NewWebhookForm />
    </Page>
  );
}
