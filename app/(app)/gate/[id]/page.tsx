import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";

import type { SearchParams } from "@/components/directory/list-query";
import { requireReader } from "@/components/directory/require-reader";
import { DecisionPill } from "@/components/gate/decision-pill";
import { RunLink } from "@/components/gate/run-link";
import { Instant } from "@/components/instant";
import { Page } from "@/components/page";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import { whyCannotAsk } from "@/lib/exceptions/file-request";
import { evaluationIdIn } from "@/lib/gate/evaluation-id";
import { choosablePolicies, nextAct } from "@/lib/gate/next-act";
import { type OneEvaluation, oneEvaluation } from "@/lib/gate/one-evaluation";
import { shortCommit, shortRef } from "@/lib/gate/run-of";
import { organisation } from "@/lib/organisation";
import { environmentNames } from "@/lib/words";

import { Decision } from "./decision";
import { Findings } from "./findings";
import { Policies } from "./policies";
import { Reports } from "./reports";

export const metadata: Metadata = { title: "Evaluation" };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

const pageSize = 100;

export default async function EvaluationPage({ params, searchParams }: Props) {
  const actor = await requireReader();
  const now = new Date();
  const [{ id: name }, search, { zone }] = await Promise.all([params, searchParams, organisation()]);
  const id = evaluationIdIn(name);
  const evaluation = id ? await oneEvaluation(id, now) : null;
  if (!evaluation) notFound();

  const { system, environment, findings } = evaluation;
  const page = Math.max(1, Math.floor(Number(search.page)) || 1);
  const cannotAsk = whyCannotAsk(actor)?.message;

  return (
    <Page
      title={`${system.name}, ${environmentNames[environment].toLowerCase()}`}
      breadcrumbs={[{ href: "/gate", label: "Gate" }]}
      facts={<Facts evaluation={evaluation} zone={zone} />}
      actions={
        <LinkButton
          kind="filled"
          icon={Plus}
          href={`/exceptions/new?evaluation=${name}`}
          reason={cannotAsk ?? whyNothingToAsk(evaluation)}
        >
          Ask for an exception
        </LinkButton>
      }
    >
      <Decision evaluation={evaluation} now={now} />
      {findings.length === 0 ? (
        <EmptyState title="No findings.">
          {evaluation.reports.some(({ status }) => status === "evaluated")
            ? "What was checked broke no rule."
            : "Nothing that was sent shows that a check ran."}
        </EmptyState>
      ) : (
        <Findings
          evaluation={evaluation}
          from={(page - 1) * pageSize}
          to={page * pageSize}
          zone={zone}
          cannotAsk={cannotAsk}
        />
      )}
      <Pagination
        page={page}
        pageSize={pageSize}
        total={findings.length}
        hrefFor={(next) => `/gate/${name}?page=${next}`}
      />
      <Policies evaluation={evaluation} />
      <Reports reports={evaluation.reports} />
    </Page>
  );
}

function Facts({ evaluation, zone }: { evaluation: OneEvaluation; zone: string }) {
  const { first, current, context, pipeline, receivedAt, verified, starter } = evaluation;
  const [commit, ref] = [shortCommit(context), shortRef(context)];
  return (
    <>
      <DecisionPill decision={first?.decision ?? current.decision} />
      <span>
        Asked <Instant at={receivedAt} zone={zone} />
      </span>
      <span>{pipeline.name}</span>
      <RunLink context={context} />
      {commit && (
        <span>
          <span className="font-mono text-xs">{commit}</span>
          {ref && <span className="text-muted">{` on ${ref}`}</span>}
        </span>
      )}
      {verified ? (
        <span className="text-muted">
          {`Verified: ${verified}${starter ? `, started by ${starter.name}` : ""}`}
        </span>
      ) : (
        context.repository && <span className="text-muted">{context.repository}</span>
      )}
    </>
  );
}

function whyNothingToAsk(evaluation: OneEvaluation): string | undefined {
  const choosable = choosablePolicies(evaluation);
  const acts = evaluation.findings.map((one) => nextAct(one, choosable));
  if (acts.some((act) => act?.kind === "ask")) return undefined;
  if (acts.some((act) => act?.kind === "no policy")) {
    return "The policies that these findings break take no requests.";
  }
  return acts.some((act) => act?.kind === "open")
    ? "Each finding is covered or asked for already."
    : "There is nothing here that needs an exception.";
}
