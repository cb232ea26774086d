import type { Metadata } from "next";

import { Page } from "@/components/page";
import { requireRole } from "@/lib/auth/session";

import { choosableSystems } from "@/lib/systems/choosable-systems";
import { NewWebhookForm } from "./new-webhook-form";

export const metadata: Metadata = { title: "Add a webhook" };

export default async function NewWebhookPage() {
  await requireRole("administrator");
  const systems = (await choosableSystems()).map(({ id, key, name }) => ({ id, key, name }));
  return (
    <Page title="Add a webhook" breadcrumbs={[{ href: "/settings/webhooks", label: "Webhooks" }]} narrow>
      <NewWebhookForm systems={systems} />
    </Page>
  );
}
