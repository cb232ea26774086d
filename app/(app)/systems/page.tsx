import { Plus } from "lucide-react";
import type { Metadata } from "next";

import { Count } from "@/components/directory/count";
import { ListBar } from "@/components/directory/list-bar";
import { keptBySearch, listHref, listQuery, type SearchParams } from "@/components/directory/list-query";
import { requireReader } from "@/components/directory/require-reader";
import { sortLinks } from "@/components/directory/sort-links";
import { KeyList } from "@/components/keys/key-list";
import { Page } from "@/components/page";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import { whyCannotAdminister } from "@/lib/people/administration";
import { type SystemView, systemList, systemOrders, systemViews } from "@/lib/systems/system-list";
import { environmentNames, exposureNames, sensitivityNames, systemKindNames } from "@/lib/words";

export const metadata: Metadata = { title: "Systems" };

const path = "/systems";
const usual = { view: "used", order: "name" } as const;
const viewWords: Record<SystemView, string> = {
  used: "In use",
  application: "Applications",
  infrastructure: "Infrastructure",
  vendor: "Vendors",
  ai_model: "AI models",
  data_set: "Data sets",
  process: "Processes",
  retired: "Retired",
};

export default async function SystemsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireReader();
  const query = listQuery(await searchParams, systemViews, systemOrders);
  const { systems, total } = await systemList(query);
  const href = (changes: Partial<typeof query>) => listHref(path, { ...query, ...changes }, usual);
  const sort = sortLinks(query, ["inForce", "expired", "pending"], href);
  const add = (
    <LinkButton href={`${path}/new`} icon={Plus} reason={whyCannotAdminister(actor)?.message}>
      Add a system
    </LinkButton>
  );

  return (
    <Page title="Systems" count={systems.length} actions={add}>
      <ListBar
        path={path}
        searchLabel="Search systems"
        q={query.q}
        kept={keptBySearch(query, usual)}
        chips={systemViews.map((view) => ({
          href: href({ view }),
          label: viewWords[view],
          current: view === query.view,
        }))}
        words={inWords(query.view, query.q)}
        shown={systems.length}
        total={total}
        unknown={query.unknown}
      />
      <KeyList>
        {total === 0 ? (
          <EmptyState title="There is no system yet." action={add}>
            Systems are the places where a rule is broken: applications, vendors, models, data sets,
            processes. A request names at least one.
          </EmptyState>
        ) : systems.length === 0 ? (
          <EmptyState title="Nothing matches." action={<LinkButton href={path}>Clear filters</LinkButton>}>
            {inWords(query.view, query.q)}: there is no such system.
          </EmptyState>
        ) : (
          <Table
            caption="Systems"
            head={
              <>
                <Th sort={sort("name")}>System</Th>
                <Th>Kind</Th>
                <Th>Runs in</Th>
                <Th>Data</Th>
                <Th>Reached by</Th>
                <Th sort={sort("team")}>Team</Th>
                <Th numeric sort={sort("inForce")}>
                  In force
                </Th>
                <Th numeric sort={sort("expired")}>
                  Past its end
                </Th>
                <Th numeric sort={sort("pending")}>
                  Pending
                </Th>
              </>
            }
          >
            {systems.map((system) => (
              <Tr key={system.id}>
                <Td>
                  <RowLink href={`${path}/${system.key}`}>{system.name}</RowLink>
                  <span className="block font-mono text-xs text-muted max-sm:ml-2 max-sm:inline">
                    {system.key}
                  </span>
                </Td>
                <Td label="Kind">{systemKindNames[system.kind]}</Td>
                <Td label="Runs in">
                  {system.environments.map((environment) => environmentNames[environment]).join(", ")}
                </Td>
                <Td label="Data">{sensitivityNames[system.sensitivity]}</Td>
                <Td label="Reached by">{exposureNames[system.exposure]}</Td>
                <Td label="Team">{system.team}</Td>
                <Td label="In force" numeric>
                  <Count value={system.inForce} />
                </Td>
                <Td label="Past its end" numeric>
                  <Count value={system.expired} asks />
                </Td>
                <Td label="Pending" numeric>
                  <Count value={system.pending} />
                </Td>
              </Tr>
            ))}
          </Table>
        )}
      </KeyList>
    </Page>
  );
}

function inWords(view: SystemView, q: string): string {
  const which =
    view === "used" ? "Systems in use" : view === "retired" ? "Retired systems" : `${viewWords[view]} in use`;
  return q ? `${which} with “${q}”` : which;
}
