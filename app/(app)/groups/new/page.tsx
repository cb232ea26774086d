import type { Metadata } from "next";

import { peopleOptions } from "@/components/directory/people-options";
import { Page } from "@/components/page";
import { requireRole } from "@/lib/auth/session";
import { choosableGroups } from "@/lib/people/choosable-groups";
import { choosablePeople } from "@/lib/people/choosable-people";

import { GroupForm } from "../group-form";

export const metadata: Metadata = { title: "Add a group" };

export default async function NewGroupPage() {
  await requireRole("administrator");
  const [groups, people] = await Promise.all([choosableGroups(), choosablePeople()]);
  return (
    <Page title="Add a group" breadcrumbs={[{ href: "/groups", label: "Groups" }]} narrow>
      <GroupForm groups={groups} people={peopleOptions(people)} />
    </Page>
  );
}
