import type { Metadata } from "next";

import { Page } from "@/components/page";
import { requireRole } from "@/lib/auth/session";

import { SystemForm } from "../system-form";

export const metadata: Metadata = { title: "Add a system" };

export default async function NewSystemPage() {
  await requireRole("administrator");
  return (
    <Page title="Add a system" breadcrumbs={[{ href: "/systems", label: "Systems" }]} narrow>
      <SystemForm />
    </Page>
  );
}
