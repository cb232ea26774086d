import type { Metadata } from "next";

import { peopleOptions } from "@/components/directory/people-options";
import { Page } from "@/components/page";
import { requireRole } from "@/lib/auth/session";
import { choosablePeople } from "@/lib/people/choosable-people";

import { PersonForm } from "../person-form";

export const metadata: Metadata = { title: "Add a person" };

export default async function NewPersonPage() {
  await requireRole("administrator");
  return (
    <Page title="Add a person" breadcrumbs={[{ href: "/people", label: "People" }]} narrow>
      <PersonForm people={peopleOptions(await choosablePeople())} />
    </Page>
  );
}
