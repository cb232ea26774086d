import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { peopleOptions } from "@/components/directory/people-options";
import { Page } from "@/components/page";
import { requireRole } from "@/lib/auth/session";
import { choosablePeople } from "@/lib/people/choosable-people";
import { personPage } from "@/lib/people/person-page";

import { PersonForm } from "../../person-form";

type Props = { params: Promise<{ id: string }> };

export const metadata: Metadata = { title: "Edit a person" };

export default async function EditPersonPage({ params }: Props) {
  await requireRole("administrator");
  const person = await personPage((await params).id);
  if (!person) notFound();

  const others = (await choosablePeople()).filter(({ id }) => id !== person.id);
  return (
    <Page
      title={person.name}
      breadcrumbs={[
        { href: "/people", label: "People" },
        { href: `/people/${person.id}`, label: person.name },
      ]}
      narrow
    >
      <PersonForm person={person} people={peopleOptions(others, person.manager)} />
    </Page>
  );
}
