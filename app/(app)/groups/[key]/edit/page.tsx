import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { peopleOptions } from "@/components/directory/people-options";
import { Page } from "@/components/page";
import { requireRole } from "@/lib/auth/session";
import { choosableGroups } from "@/lib/people/choosable-groups";
import { choosablePeople } from "@/lib/people/choosable-people";
import { groupPage } from "@/lib/people/group-page";

import { GroupForm } from "../../group-form";

type Props = { params: Promise<{ key: string }> };

export const metadata: Metadata = { title: "Edit a group" };

export default async function EditGroupPage({ params }: Props) {
  await requireRole("administrator");
  const group = await groupPage(decodeURIComponent((await params).key));
  if (!group) notFound();

  const [groups, people] = await Promise.all([choosableGroups(), choosablePeople()]);
  const { id, key, name, above } = group;
  const others = groups.filter(({ value }) => value !== id);
  // A group above that is retired is still named in the box.
  const retiredAbove = above?.retiredAt ? [{ value: above.id, label: above.name, detail: "retired" }] : [];

  return (
    <Page
      title={name}
      facts={<span className="font-mono text-muted">{key}</span>}
      breadcrumbs={[
        { href: "/groups", label: "Groups" },
        { href: `/groups/${key}`, label: name },
      ]}
      narrow
    >
      <GroupForm
        group={group}
        groups={[...others, ...retiredAbove]}
        people={peopleOptions(people, group.lead)}
      />
    </Page>
  );
}
