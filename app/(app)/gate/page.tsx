import type { Metadata } from "next";

import { ListBar } from "@/components/directory/list-bar";
import { keptBySearch, listHref, listQuery, type SearchParams } from "@/components/directory/list-query";
import { requireReader } from "@/components/directory/require-reader";
import { EvaluationTable } from "@/components/gate/evaluation-table";
import { Page } from "@/components/page";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import type { Actor } from "@/lib/auth/actor";
import { type EvaluationView, evaluationsPage, evaluationViews } from "@/lib/gate/evaluations-page";
import { countFoundEntries } from "@/lib/gate/imports/found-entries";
import { unmappedRules } from "@/lib/gate/unmapped-rules";
import { organisation } from "@/lib/organisation";
import { whyCannotAdminister } from "@/lib/people/administration";

import { GateTabs } from "./gate-tabs";

export const metadata: Metadata = { title: "Gate" };

const path = "/gate";
const usual = { view: "all", order: "asked" } as const;
const names: Record<EvaluationView, string> = {
  all: "All",
  violation: "Violation",
  indeterminate: "Indeterminate",
  exception: "Exception",
  compliant: "Compliant",
};

export default async function GatePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireReader();
  const now = new Date();
  const params = await searchParams;
  const query = listQuery(params, evaluationViews, ["asked"]);
  const page = Math.min(1000, Math.max(1, Math.floor(Number(params.page)) || 1));
  const [found, unmapped, inCode, { zone }] = await Promise.all([
    evaluationsPage({ ...query, page }),
    unmappedRules(now),
    countFoundEntries(),
    organisation(),
  ]);

  const { view, q } = query;
  const href = (changes: Partial<typeof query>) => listHref(path, { ...query, ...changes }, usual);
  const isNarrowed = view !== "all" || q !== "";
  const words = `${view === "all" ? "Last evaluations" : `Answered ${view}`}${q ? ` with “${q}”` : ""}`;
  const address = href({});

  return (
    <Page title="Gate" actions={<LinkButton href="/docs/api">API</LinkButton>}>
      <GateTabs current="evaluations" unmapped={unmapped.length} found={inCode} />
      {found.total === 0 && !isNarrowed ? (
        <NobodyHasAsked actor={actor} />
      ) : (
        <>
          <ListBar
            path={path}
            searchLabel="Search system, pipeline or commit"
            q={q}
            kept={keptBySearch(query, usual)}
            chips={evaluationViews.map((one) => ({
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
              {`${words}: no pipeline has asked like that.`}
            </EmptyState>
          ) : (
            <EvaluationTable caption={words} evaluations={found.rows} now={now} zone={zone} />
          )}
          <Pagination
            page={page}
            pageSize={found.pageSize}
            total={found.total}
            capped={found.capped}
            more={found.more}
            hrefFor={(next) => `${address}${address.includes("?") ? "&" : "?"}page=${next}`}
          />
        </>
      )}
    </Page>
  );
}

function NobodyHasAsked({ actor }: { actor: Actor }) {
  return (
    <EmptyState
      title="No pipeline has asked yet."
      action={
        <LinkButton href="/settings/pipelines/new" reason={whyCannotAdminister(actor)?.message}>
          Make a token for a pipeline
        </LinkButton>
      }
    >
      A pipeline sends what its scanners found and asks whether it may go on. Each question stands here with
      its answer.
    </EmptyState>
  );
}
