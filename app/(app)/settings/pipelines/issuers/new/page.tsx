import type { Metadata } from "next";

import { Page } from "@/components/page";
import { requireRole } from "@/lib/auth/session";

import { IssuerForm } from "./issuer-form";

export const metadata: Metadata = { title: "Add an issuer" };

export default async function NewIssuerPage() {
  await requireRole("administrator");
  return (
    <Page title="Add an issuer" breadcrumbs={[{ href: "/settings/pipelines", label: "Pipelines" }]} narrow>
      <IssuerForm />
    </Page>
  );
}
