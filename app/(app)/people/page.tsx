import { Plus } from "lucide-react";
import type { Metadata } from "next";

import { Count } from "@/components/directory/count";
import { DirectoryList } from "@/components/directory/directory-list";
import { InlineLink } from "@/components/directory/inline-link";
import { listQuery, type SearchParams } from "@/components/directory/list-query";
import { requireReader } from "@/components/directory/require-reader";
import { Person } from "@/components/person";
import { LinkButton } from "@/components/ui/link-button";
import { RowLink, Td, Th, Tr } from "@/components/ui/table";
import { whyCannotAdminister } from "@/lib/people/administration";
import { exceptionsWithoutOwner } from "@/lib/people/exceptions-without-owner";
import { type PeopleView, peopleList, peopleOrders, peopleViews } from "@/lib/people/people-list";
import { roleNames } from "@/lib/words";

import { OwnerQueue } from "./owner-queue";

export const metadata: Metadata = { title: "People" };

const path = "/people";
const usual = { view: "active", order: "name" } as const;
const viewWords: Record<PeopleView, string> = {
  active: "Active",
  approvers: "In a group",
  administrators: "Administrators",
  auditors: "Auditors",
  outside: "Outside approvers",
  leaving: "Leaving",
  left: "Left",
};
const sentences: Record<PeopleView, string> = {
  active: "Active people",
  approvers: "Active people in a group",
  administrators: "Active administrators",
  auditors: "Active auditors",
  outside: "Active outside approvers",
  leaving: "People whose last day is known",
  left: "People who have left",
};

export default async function PeoplePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireReader();
  const query = listQuery(await searchParams, peopleViews, peopleOrders);
  const [{ people, total }, ownerless] = await Promise.all([peopleList(query), exceptionsWithoutOwner()]);
  return (
    <DirectoryList
      path={path}
      title="People"
      rows={people}
      total={total}
      query={query}
      usual={usual}
      views={peopleViews}
      viewName={(view) => viewWords[view]}
      sentence={(view) => sentences[view]}
      counts={["owns", "decides"]}
      add={
        <LinkButton href={`${path}/new`} icon={Plus} reason={whyCannotAdminister(actor)?.message}>
          Add a person
        </LinkButton>
      }
      nothing="there is nobody"
      head={(sort) => (
        <>
          <Th sort={sort("name")}>Name</Th>
          <Th>Title</Th>
          <Th sort={sort("team")}>Team</Th>
          <Th>Role</Th>
          <Th>Manager</Th>
          <Th>Groups</Th>
          <Th numeric sort={sort("owns")}>
            Owns
          </Th>
          <Th numeric sort={sort("decides")}>
            To decide
          </Th>
        </>
      )}
      row={(person) => (
        <Tr key={person.id}>
          <Td>
            <RowLink href={`${path}/${person.id}`}>
              <Person person={person} isMe={person.id === actor.id} />
            </RowLink>
          </Td>
          <Td label="Title">{person.title}</Td>
          <Td label="Team">{person.team}</Td>
          <Td label="Role">{person.role === "member" ? "" : roleNames[person.role]}</Td>
          <Td label="Manager">{person.manager && <Person person={person.manager} />}</Td>
          <Td label="Groups">
            {person.groups.length > 0 && (
              <span className="flex flex-wrap gap-x-3">
                {person.groups.map(({ key, name }) => (
                  <InlineLink key={key} href={`/groups/${key}`}>
                    {name}
                  </InlineLink>
                ))}
              </span>
            )}
          </Td>
          <Td label="Owns" numeric>
            <Count value={person.owns} />
          </Td>
          <Td label="To decide" numeric>
            <Count value={person.decides} />
          </Td>
        </Tr>
      )}
    >
      {ownerless.length > 0 && <OwnerQueue exceptions={ownerless} actor={actor} />}
    </DirectoryList>
  );
}
