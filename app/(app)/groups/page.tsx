import { Plus, TriangleAlert } from "lucide-react";
import type { Metadata } from "next";

import { Count } from "@/components/directory/count";
import { DirectoryList } from "@/components/directory/directory-list";
import { InlineLink } from "@/components/directory/inline-link";
import { listQuery, type SearchParams } from "@/components/directory/list-query";
import { requireReader } from "@/components/directory/require-reader";
import { WhoDecidesTabs } from "@/components/directory/who-decides-tabs";
import { Person } from "@/components/person";
import { LinkButton } from "@/components/ui/link-button";
import { RowLink, Td, Th, Tr } from "@/components/ui/table";
import { whyCannotAdminister } from "@/lib/people/administration";
import { groupList, groupOrders, groupViews } from "@/lib/people/group-list";

export const metadata: Metadata = { title: "Groups" };

const path = "/groups";
const usual = { view: "used", order: "name" } as const;
const viewWords = { used: "In use", retired: "Retired" };

export default async function GroupsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireReader();
  const query = listQuery(await searchParams, groupViews, groupOrders);
  const { groups, total } = await groupList(query);
  return (
    <DirectoryList
      path={path}
      title="Groups"
      rows={groups}
      total={total}
      query={query}
      usual={usual}
      views={groupViews}
      viewName={(view) => viewWords[view]}
      sentence={(view) => (view === "used" ? "Groups in use" : "Retired groups")}
      counts={["members", "policies", "waiting"]}
      add={
        <LinkButton href={`${path}/new`} icon={Plus} reason={whyCannotAdminister(actor)?.message}>
          Add a group
        </LinkButton>
      }
      empty={{
        title: "There is no group yet.",
        words:
          "Groups decide: each policy has one that answers for it, and each group has one above it that is told when a decision is late.",
      }}
      nothing="there is no such group"
      head={(sort) => (
        <>
          <Th sort={sort("name")}>Group</Th>
          <Th>Lead</Th>
          <Th>Group above</Th>
          <Th numeric sort={sort("members")}>
            Members
          </Th>
          <Th numeric sort={sort("policies")}>
            Policies
          </Th>
          <Th numeric sort={sort("waiting")}>
            Waiting
          </Th>
          <Th>To look at</Th>
        </>
      )}
      row={(group) => (
        <Tr key={group.id}>
          <Td>
            <div>
              <RowLink href={`${path}/${group.key}`}>{group.name}</RowLink>
              {group.isForum && <span className="ml-2 text-xs text-muted">Forum</span>}
              <span className="block max-w-md text-xs text-muted">{group.purpose}</span>
            </div>
          </Td>
          <Td label="Lead">
            {group.lead ? <Person person={group.lead} /> : <span className="text-muted">Nobody</span>}
          </Td>
          <Td label="Group above">
            {group.above ? (
              <InlineLink href={`${path}/${group.above.key}`}>{group.above.name}</InlineLink>
            ) : (
              <span className="text-muted">None</span>
            )}
          </Td>
          <Td label="Members" numeric>
            <Count value={group.members} />
          </Td>
          <Td label="Policies" numeric>
            <Count value={group.policies} />
          </Td>
          <Td label="Waiting" numeric>
            <Count value={group.waiting} />
          </Td>
          <Td label="To look at">{group.warnings.length > 0 && <Warnings warnings={group.warnings} />}</Td>
        </Tr>
      )}
    >
      <WhoDecidesTabs current="groups" />
    </DirectoryList>
  );
}

function Warnings({ warnings }: { warnings: string[] }) {
  return (
    <ul className="grid max-w-xs gap-0.5 text-xs">
      {warnings.map((warning) => (
        <li key={warning} className="flex items-start gap-1.5">
          <TriangleAlert aria-hidden className="mt-0.5 size-3.5! text-soon" />
          {warning}
        </li>
      ))}
    </ul>
  );
}
