// Each evaluation is a re-check of what has ended at its place (R15): it closes what holds again and enforces what does
// not, without anybody asking for it. It comes after the answer: what it finds changes no answer that was given.

import { db } from "@/lib/db";
import { type Report, recordRecheck, type Verdict } from "@/lib/exceptions/record-recheck";
import type { Content } from "@/lib/exceptions/revisions";
import type { Answered } from "@/lib/gate/answer-evaluation";
import type { StoredReport } from "@/lib/gate/evaluate";
import { type Covered, recheckBy, type Seen } from "@/lib/gate/recheck-rule";
import type { Context } from "@/lib/gate/schemas";
import type { Evaluation, Prisma } from "@/prisma/generated/client";

export async function recheckEnded(answered: Answered, pipelineId: string, now: Date): Promise<void> {
  const { system, environment, context, reports, findings } = answered;
  const asked: Seen = { pipeline: pipelineId, repository: context.repository, reports };
  for (const ended of await endedAt(system, environment)) {
    const { exceptionId, covered, evaluationId, recheck, isOpen } = ended;
    const outcome = recheckBy(covered, await seenIn(evaluationId), asked, findings);
    // That it is still violating was said; only a change, or an answer that is waited for, is recorded.
    if (!outcome || (outcome === recheck && !isOpen)) continue;
    await recordRecheck({ exceptionId, outcome, report: reportOf(answered, outcome) }, now);
  }
}

type Covering = {
  exceptionId: string;
  recheck: string | null;
  isOpen: boolean;
  evaluationId?: string;
  covered: Covered[];
};

const ofCovering = {
  id: true,
  revision: true,
  recheck: true,
  rechecks: { where: { outcome: null }, select: { id: true } },
  revisions: {
    select: { number: true, content: true, covers: { include: { policy: { select: { key: true } } } } },
  },
} satisfies Prisma.ExceptionSelect;

/** What has ended here, covered findings, and is not closed. */
async function endedAt(system: string, environment: Answered["environment"]): Promise<Covering[]> {
  const exceptions = await db.exception.findMany({
    where: { status: "expired", scopes: { some: { system: { key: system }, environment } } },
    select: ofCovering,
  });
  return exceptions.map(asCovering).filter(({ covered }) => covered.length > 0);
}

/** One exception, with the findings that it covers. */
export async function coveringOf(id: string): Promise<Covering> {
  return asCovering(await db.exception.findUniqueOrThrow({ where: { id }, select: ofCovering }));
}

function asCovering(found: Prisma.ExceptionGetPayload<{ select: typeof ofCovering }>): Covering {
  const { id, revision, recheck, rechecks, revisions } = found;
  const current = revisions.find(({ number }) => number === revision);
  const covered = (current?.covers ?? []).map(({ policy, ...cover }) => ({ ...cover, policy: policy.key }));
  const { evaluationId } = (current?.content ?? {}) as Partial<Content>;
  return { exceptionId: id, recheck, isOpen: rechecks.length > 0, evaluationId, covered };
}

export async function seenIn(evaluationId: string | undefined): Promise<Seen | null> {
  const evaluation = evaluationId && (await db.evaluation.findUnique({ where: { id: evaluationId } }));
  if (!evaluation) return null;
  return seenOf(evaluation);
}

export function seenOf({
  tokenId,
  context,
  reports,
}: Pick<Evaluation, "tokenId" | "context" | "reports">): Seen {
  return {
    pipeline: tokenId,
    repository: (context as Context).repository,
    reports: reports as unknown as StoredReport[],
  };
}

function reportOf({ evaluationId, at, context, reports }: Answered, outcome: Verdict): Report {
  const told = {
    evaluation: `ev_${evaluationId}`,
    at: at.toISOString(),
    outcome,
    repository: context.repository,
    commit: context.commit,
    run: context.run,
    reports: reportsRead(reports),
  };
  return { name: "re-check.json", text: `${JSON.stringify(told, null, 2)}\n` };
}

/** What is kept of each report: which it was, and what was found in it. */
export function reportsRead(reports: StoredReport[]) {
  return reports.map(({ name, sha256, format, status, found }) => ({ name, sha256, format, status, found }));
}
