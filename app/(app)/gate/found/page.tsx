import type { Metadata } from "next";

import { ListBar } from "@/components/directory/list-bar";
import { keptBySearch, listHref, listQuery, type SearchParams } from "@/components/directory/list-query";
import { requireReader } from "@/components/directory/require-reader";
import { FoundTable } from "@/components/gate/found-table";
import { Page } from "@/components/page";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import { whyCannotAsk } from "@/lib/exceptions/file-request";
import {
  countFoundEntries,
  type FoundView,
  foundEntriesPage,
  foundViews,
} from "@/lib/gate/imports/found-entries";
import { unmappedRules } from "@/lib/gate/unmapped-rules";
import { organisation } from "@/lib/organisation";

import { GateTabs } from "../gate-tabs";

export const metadata: Metadata = { title: "Found in code" };

const path = "/gate/found";
const usual = { view: "there", order: "seen" } as const;
const names: Record<FoundView, string> = { there: "In the code", gone: "Gone" };

export default async function FoundInCodePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireReader();
  const now = new Date();
  const params = await searchParams;
  const query = listQuery(params, foundViews, ["seen"]);
  const page = Math.min(1000, Math.max(1, Math.floor(Number(params.page)) || 1));
  const [found, there, unmapped, { zone }] = await Promise.all([
    foundEntriesPage({ ...query, page }),
    countFoundEntries(),
    unmappedRules(now),
    organisation(),
  ]);

  const { view, q } = query;
  const href = (changes: Partial<typeof query>) => listHref(path, { ...query, ...changes }, usual);
  const words = `Found in code, approved by nobody${view === "gone" ? ", gone by now" : ""}${q ? `, with “${q}”` : ""}`;
  const address = href({});
  const isNarrowed = view !== "there" || q !== "";

  return (
    <Page title="Gate" actions={<LinkButton href="/docs/api">API</LinkButton>}>
      <GateTabs current="found" unmapped={unmapped.length} found={there} />
      {found.total === 0 && !isNarrowed ? (
        <EmptyState title="No waiver was found in code.">
          A pipeline sends the files that make its scanners keep silent, such as .trivyignore or .snyk.
          Whatever nobody approved here is listed, and opens nothing.
        </EmptyState>
      ) : (
        <>
          <p className="max-w-read text-sm text-muted">
            Files in the code make scanners keep silent here. The gate does not read them: ask for an
            exception, or remove the line.
          </p>
          <ListBar
            path={path}
            searchLabel="Search file, rule or system"
            q={q}
            kept={keptBySearch(query, usual)}
            chips={foundViews.map((one) => ({
              href: href({ view: one }),
              label: names[one],
              current: one === view,
            }))}
            words={words}
            shown={found.rows.length}
            total={found.total}
            unknown={query.unknown}
          />
          {found.rows.length === 0 ? (
            <EmptyState title="Nothing matches." action={<LinkButton href={path}>Clear filters</LinkButton>}>
              {`${words}: there is none.`}
            </EmptyState>
          ) : (
            <FoundTable
              caption={words}
              entries={found.rows}
              cannotAsk={whyCannotAsk(actor)?.message}
              now={now}
              zone={zone}
            />
          )}
          <Pagination
            page={page}
            pageSize={found.pageSize}
            total={found.total}
            hrefFor={(next) => `${address}${address.includes("?") ? "&" : "?"}page=${next}`}
          />
        </>
      )}
    </Page>
  );
}
