import { Plus } from "lucide-react";
import type { Metadata } from "next";

import { Count } from "@/components/directory/count";
import { DirectoryList } from "@/components/directory/directory-list";
import { listQuery, type SearchParams } from "@/components/directory/list-query";
import { requireReader } from "@/components/directory/require-reader";
import { LinkButton } from "@/components/ui/link-button";
import { RowLink, Td, Th, Tr } from "@/components/ui/table";
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
  return (
    <DirectoryList
      path={path}
      title="Systems"
      rows={systems}
      total={total}
      query={query}
      usual={usual}
      views={systemViews}
      viewName={(view) => viewWords[view]}
      sentence={inWords}
      counts={["inForce", "expired", "pending"]}
      add={
        <LinkButton href={`${path}/new`} icon={Plus} reason={whyCannotAdminister(actor)?.message}>
          Add a system
        </LinkButton>
      }
      empty={{
        title: "There is no system yet.",
        words:
          "Systems are the places where a rule is broken: applications, vendors, models, data sets, processes. A request names at least one.",
      }}
      nothing="there is no such system"
      head={(sort) => (
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
      )}
      row={(system) => (
        <Tr key={system.id}>
          <Td>
            <RowLink href={`${path}/${system.key}`}>{system.name}</RowLink>
            <span className="block font-mono text-xs text-muted max-sm:ml-2 max-sm:inline">{system.key}</span>
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
      )}
    />
  );
}

function inWords(view: SystemView): string {
  if (view === "used") return "Systems in use";
  return view === "retired" ? "Retired systems" : `${viewWords[view]} in use`;
}
