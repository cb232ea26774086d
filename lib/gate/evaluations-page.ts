// The last questions of pipelines, newest first, as they were answered when they came.

import { db } from "@/lib/db";
import type { Context } from "@/lib/gate/schemas";
import { Prisma } from "@/prisma/generated/client";
import type { Environment, GateDecision } from "@/prisma/generated/enums";

export const evaluationViews = ["all", "violation", "indeterminate", "exception", "compliant"] as const;
export type EvaluationView = (typeof evaluationViews)[number];

export type EvaluationRow = {
  id: string;
  receivedAt: Date;
  environment: Environment;
  context: Context;
  system: { key: string; name: string };
  pipeline: { id: string; name: string };
  /** Null where the answer never came to be, because the register stopped in between. */
  answer: { decision: GateDecision; findings: number; violations: number; exceptions: number } | null;
};

const pageSize = 50;
/** Counting stops here: nobody turns to page twenty. */
const mostCounted = 1000;

type Ask = { view: EvaluationView; q: string; page: number };

export async function evaluationsPage({ view, q, page }: Ask) {
  const chosen = await chosenBy(view, q);
  const [rows, counted] = await Promise.all([
    db.$queryRaw<Found[]>`
      SELECT ${columns} ${chosen}
      ORDER BY e.received_at DESC, e.id DESC LIMIT ${pageSize + 1} OFFSET ${(page - 1) * pageSize}`,
    db.$queryRaw<{ total: number }[]>`
      SELECT count(*)::int AS total FROM (SELECT 1 ${chosen} LIMIT ${mostCounted + 1}) AS counted`,
  ]);
  const total = counted[0]?.total ?? 0;
  return {
    rows: rows.slice(0, pageSize).map(asRow),
    total: Math.min(total, mostCounted),
    capped: total > mostCounted,
    more: rows.length > pageSize,
    pageSize,
  };
}

/** The last question in each environment of a system. */
export async function lastEvaluationsOf(systemId: string): Promise<EvaluationRow[]> {
  const rows = await db.$queryRaw<Found[]>`
    SELECT ${columns}
    FROM unnest(enum_range(NULL::environment)) AS place
    CROSS JOIN LATERAL (
      SELECT * FROM evaluation
      WHERE system_id = ${systemId}::uuid AND environment = place
      ORDER BY received_at DESC LIMIT 1
    ) e
    ${joins}
    ORDER BY place`;
  return rows.map(asRow);
}

/** The last ten questions of one pipeline. */
export async function lastEvaluationsBy(tokenId: string): Promise<EvaluationRow[]> {
  const rows = await db.$queryRaw<Found[]>`
    SELECT ${columns} ${sources}
    WHERE e.token_id = ${tokenId}::uuid
    ORDER BY e.received_at DESC, e.id DESC LIMIT 10`;
  return rows.map(asRow);
}

const columns = Prisma.sql`
  e.id, e.received_at AS "receivedAt", e.environment::text, e.context,
  y.key AS "systemKey", y.name AS "systemName", t.id AS "tokenId", t.name AS "tokenName",
  a.decision::text, a.findings, a.violations, a.exceptions`;

const joins = Prisma.sql`
  JOIN system y ON y.id = e.system_id
  JOIN api_token t ON t.id = e.token_id
  LEFT JOIN first_answer a ON a.evaluation_id = e.id`;

const sources = Prisma.sql`FROM evaluation e ${joins}`;

/** Searching reads the newest; a system that is named by its key, however long ago it asked. */
const mostSearched = 10_000;

/** What is searched: the system, the pipeline, and what the pipeline said of itself. */
async function chosenBy(view: EvaluationView, q: string): Promise<Prisma.Sql> {
  const conditions = view === "all" ? [] : [Prisma.sql`a.decision = ${view}::gate_decision`];
  const words = q.split(/\s+/).filter(Boolean).slice(0, 8);
  if (words.length === 0) return Prisma.sql`${sources} ${where(conditions)}`;

  const named = await db.system.findFirst({ where: { key: { in: words } }, select: { id: true, key: true } });
  const ofSystem = named ? [Prisma.sql`system_id = ${named.id}::uuid`] : [];
  const searched = words.filter((word) => word !== named?.key).map(holding);
  return Prisma.sql`
    FROM (
      SELECT * FROM evaluation ${where(ofSystem)} ORDER BY received_at DESC LIMIT ${mostSearched}
    ) e
    ${joins} ${where([...conditions, ...searched])}`;
}

function holding(word: string): Prisma.Sql {
  const like = `%${word.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return Prisma.sql`(y.key ILIKE ${like} OR y.name ILIKE ${like} OR t.name ILIKE ${like}
    OR e.context->>'repository' ILIKE ${like} OR e.context->>'ref' ILIKE ${like}
    OR e.context->>'commit' ILIKE ${like} OR e.environment::text ILIKE ${like})`;
}

function where(conditions: Prisma.Sql[]): Prisma.Sql {
  return conditions.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join(conditions, " AND ")}`;
}

type Found = {
  id: string;
  receivedAt: Date;
  environment: Environment;
  context: Context;
  systemKey: string;
  systemName: string;
  tokenId: string;
  tokenName: string;
  decision: GateDecision | null;
  findings: number | null;
  violations: number | null;
  exceptions: number | null;
};

function asRow({ decision, findings, violations, exceptions, ...row }: Found): EvaluationRow {
  const { id, receivedAt, environment, context } = row;
  return {
    id,
    receivedAt,
    environment,
    context,
    system: { key: row.systemKey, name: row.systemName },
    pipeline: { id: row.tokenId, name: row.tokenName },
    answer: decision && {
      decision,
      findings: findings ?? 0,
      violations: violations ?? 0,
      exceptions: exceptions ?? 0,
    },
  };
}
