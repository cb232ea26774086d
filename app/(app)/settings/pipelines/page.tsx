import { Plus } from "lucide-react";
import type { Metadata } from "next";

import { Chips } from "@/components/directory/chips";
import { listHref, listQuery, type SearchParams } from "@/components/directory/list-query";
import { Ends } from "@/components/ends";
import { Instant } from "@/components/instant";
import { KeyList } from "@/components/keys/key-list";
import { Page } from "@/components/page";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import { requireRole } from "@/lib/auth/session";
import { relative } from "@/lib/dates";
import { issuerKinds } from "@/lib/gate/issuer-claims";
import { issuerList } from "@/lib/gate/issuers";
import { type Pipeline, pipelineList, pipelineViews } from "@/lib/gate/pipelines";
import { tokenState } from "@/lib/gate/token-life";
import { organisation } from "@/lib/organisation";
import { whyCannotAdminister } from "@/lib/people/administration";
import { environmentNames } from "@/lib/words";

import { SettingsTabs } from "../settings-tabs";
import { Issuers } from "./issuers";
import { TokenPill } from "./token-pill";

export const metadata: Metadata = { title: "Pipelines" };

const path = "/settings/pipelines";
const usual = { view: "alive", order: "made" } as const;

export default async function PipelinesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireRole("administrator", "auditor");
  const now = new Date();
  const params = await searchParams;
  const { view } = listQuery(params, pipelineViews, ["made"]);
  const page = Math.max(1, Math.floor(Number(params.page)) || 1);
  const [{ pipelines, total, ended, pageSize }, issuers, { zone }] = await Promise.all([
    pipelineList({ view, page }, now),
    issuerList(),
    organisation(),
  ]);
  const reason = whyCannotAdminister(actor)?.message;
  const href = (one: typeof view) =>
    listHref(path, { q: "", view: one, order: "made", reversed: false }, usual);
  const make = (
    <>
      <LinkButton href={`${path}/new`} reason={reason}>
        Make a token
      </LinkButton>
      <LinkButton kind="filled" href={`${path}/bind`} icon={Plus} reason={reason}>
        Bind a pipeline
      </LinkButton>
    </>
  );

  return (
    <Page title="Pipelines" actions={pipelines.length > 0 && make}>
      <SettingsTabs current="/settings/pipelines" />
      {ended > 0 && (
        <Chips
          label="Which pipelines"
          chips={[
            { href: href("alive"), label: "May ask", current: view === "alive" },
            { href: href("ended"), label: "Ended", count: ended, current: view === "ended" },
          ]}
        />
      )}
      {pipelines.length === 0 ? (
        <EmptyState title="No pipeline may ask." action={make}>
          A pipeline proves itself with what GitHub or GitLab says of its jobs, or with a token that ends
          within 90 days. It is bound to systems and environments, and never decides.
        </EmptyState>
      ) : (
        <KeyList>
          <Table
            caption={view === "alive" ? "Pipelines that may ask" : "Pipelines that have ended"}
            head={
              <>
                <Th>Pipeline</Th>
                <Th>Proves itself by</Th>
                <Th>Systems</Th>
                <Th>Environments</Th>
                <Th>May</Th>
                <Th>{view === "alive" ? "Ends" : "State"}</Th>
                <Th>Last used</Th>
              </>
            }
          >
            {pipelines.map((pipeline) => (
              <Row key={pipeline.id} pipeline={pipeline} now={now} zone={zone} />
            ))}
          </Table>
        </KeyList>
      )}
      <Pagination
        page={page}
        pageSize={pageSize}
        total={total}
        hrefFor={(next) => `${href(view)}${view === "alive" ? "?" : "&"}page=${next}`}
      />
      <Issuers issuers={issuers} zone={zone} reason={reason} />
    </Page>
  );
}

function Row({ pipeline, now, zone }: { pipeline: Pipeline; now: Date; zone: string }) {
  const { id, name, systems, environments, rights, issuer, expiresAt, lastUsedAt } = pipeline;
  const state = tokenState(pipeline, now);
  const [first, ...others] = systems;
  return (
    <Tr>
      <Td>
        <RowLink href={`${path}/${id}`}>{name}</RowLink>
      </Td>
      <Td label="Proves itself by" nowrap>
        {issuer ? issuerKinds[issuer.kind].name : "Its token"}
      </Td>
      <Td label="Systems">
        {first?.name}
        {others.length > 0 && <span className="text-muted">{` and ${others.length} more`}</span>}
      </Td>
      <Td label="Environments">
        {environments.map((environment) => environmentNames[environment]).join(", ")}
      </Td>
      <Td label="May">{rights.join(", ")}</Td>
      <Td label={state === "alive" ? "Ends" : "State"} nowrap>
        {state === "alive" ? (
          expiresAt ? (
            <Ends at={expiresAt} now={now} zone={zone} dense />
          ) : (
            <span className="text-muted">No end</span>
          )
        ) : (
          <TokenPill state={state} />
        )}
      </Td>
      <Td label="Last used" nowrap>
        {lastUsedAt ? (
          <Instant at={lastUsedAt} zone={zone} className="relative z-1">
            {relative(lastUsedAt, now)}
          </Instant>
        ) : (
          <span className="text-muted">Never</span>
        )}
      </Td>
    </Tr>
  );
}
