import type { Metadata } from "next";

import { Page } from "@/components/page";
import { requireRole } from "@/lib/auth/session";
import { choosableGroups } from "@/lib/people/choosable-groups";

import { PolicyForm } from "../policy-form";

export const metadata: Metadata = { title: "Add a policy" };

export default async function NewPolicyPage() {
  await requireRole("administrator");
  return (
    <Page title="Add a policy" breadcrumbs={[{ href: "/policies", label: "Policies" }]} narrow>
      <PolicyForm groups={await choosableGroups()} />
    </Page>
  );
}
