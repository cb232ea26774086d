// The register's filter and order as SQL, over the table `exception` called x. Everything that was typed is a parameter.

import { db } from "@/lib/db";
import {
  noTeam,
  type RegisterFilter,
  type Sort,
  type StatusWord,
  type View,
} from "@/lib/exceptions/register-filter";
import { Prisma } from "@/prisma/generated/client";
import type { Environment } from "@/prisma/generated/enums";

/** Who asks, the instant at which statuses are told, and for a pipeline the places that it may look at. */
export type Asking = { actorId: string; now: Date; within?: Places };
export type Places = { systemIds: string[]; environments: Environment[] };

export async function whereOf(filter: RegisterFilter, { actorId, now, within }: Asking): Promise<Prisma.Sql> {
  const {
    view,
    q,
    numbers,
    status,
    risk,
    recheck,
    policy,
    domain,
    system,
    model,
    vendor,
    data,
    team,
    owner,
    requester,
    endsWithinHours,
    urgent,
  } = filter;
  const conditions = [
    ...viewConditions(view, now),
    ...searchConditions(q),
    numbers.length > 0 && Prisma.sql`x.number = ANY(${numbers}::int[])`,
    status.length > 0 && either(status.map((word) => statusCondition(word, now))),
    risk.length > 0 && Prisma.sql`x.risk = ANY(${risk}::risk[])`,
    recheck.length > 0 && Prisma.sql`x.recheck = ANY(${recheck}::recheck_outcome[])`,
    policy.length > 0 &&
      inScope(Prisma.sql`s.policy_id = ANY(${await policyIds({ key: { in: policy } })}::uuid[])`),
    domain.length > 0 &&
      inScope(Prisma.sql`s.policy_id = ANY(${await policyIds({ domain: { in: domain } })}::uuid[])`),
    system.length > 0 && inScope(Prisma.sql`s.system_id = ANY(${await systemIds(system)}::uuid[])`),
    model.length > 0 &&
      inScope(Prisma.sql`s.system_id = ANY(${await systemIdsSaying("model", model)}::uuid[])`),
    vendor.length > 0 &&
      inScope(Prisma.sql`s.system_id = ANY(${await systemIdsSaying("vendor", vendor)}::uuid[])`),
    data.length > 0 && inScope(await onData(data)),
    team.length > 0 &&
      Prisma.sql`x.owner_id IN (SELECT p.id FROM person p WHERE coalesce(nullif(p.team, ''), ${noTeam}) = ANY(${team}::text[]))`,
    owner !== null && Prisma.sql`x.owner_id = ${owner === "me" ? actorId : owner}::uuid`,
    requester !== null && Prisma.sql`x.requester_id = ${requester === "me" ? actorId : requester}::uuid`,
    endsWithinHours !== null && endsWithin(endsWithinHours, now),
    urgent && askedUrgently,
    within !== undefined && standsIn(within),
  ].filter((condition) => condition !== false);

  return conditions.length > 0 ? Prisma.sql`WHERE ${Prisma.join(conditions, " AND ")}` : Prisma.empty;
}

// Looked up beforehand: with the ids in hand the planner knows how rare they are, and need not guess.
async function policyIds(where: Prisma.PolicyWhereInput): Promise<string[]> {
  return (await db.policy.findMany({ where, select: { id: true } })).map(({ id }) => id);
}

async function systemIds(keys: string[]): Promise<string[]> {
  return (await db.system.findMany({ where: { key: { in: keys } }, select: { id: true } })).map(
    ({ id }) => id,
  );
}

async function systemIdsSaying(field: "model" | "vendor", words: string[]): Promise<string[]> {
  const said = words.map((word) => ({ [field]: { contains: word, mode: "insensitive" as const } }));
  return (await db.system.findMany({ where: { OR: said }, select: { id: true } })).map(({ id }) => id);
}

/** On the data sets that the request names; where it names none, on those of the system. */
async function onData(words: string[]): Promise<Prisma.Sql> {
  const systems = await systemsWithData(words);
  const names = [...words, ...systems.map(({ name }) => name)];
  const ids = systems.map(({ id }) => id);
  return Prisma.sql`(s.data_sets && ${names}::text[] OR s.data_sets IS NULL AND s.system_id = ANY(${ids}::uuid[]))`;
}

export function systemsWithData(words: string[]): Promise<{ id: string; name: string }[]> {
  const lowered = words.map((word) => word.toLowerCase());
  return db.$queryRaw`
    SELECT y.id, held.name FROM system y, unnest(y.data_sets) AS held(name)
    WHERE EXISTS (SELECT FROM unnest(${lowered}::text[]) AS asked(word) WHERE position(asked.word IN lower(held.name)) > 0)`;
}

// Each order ends in the number, which is unique: no row stands on two pages. Each has an index that holds it;
// rows without an end come last either way.
export function orderOf({ by, descending }: Sort): Prisma.Sql {
  const [ascending, turned] = orders[by];
  return Prisma.sql`ORDER BY ${descending ? turned : ascending}`;
}

const orders: Record<Sort["by"], [ascending: Prisma.Sql, descending: Prisma.Sql]> = {
  number: [Prisma.sql`x.number`, Prisma.sql`x.number DESC`],
  title: [Prisma.sql`x.title, x.number`, Prisma.sql`x.title DESC, x.number DESC`],
  risk: [Prisma.sql`x.risk, x.number`, Prisma.sql`x.risk DESC, x.number DESC`],
  filed: [Prisma.sql`x.filed_at, x.number`, Prisma.sql`x.filed_at DESC, x.number DESC`],
  ends: [Prisma.sql`x.ends_at, x.number`, Prisma.sql`x.ends_at DESC NULLS LAST, x.number DESC`],
  // The latest end first, so that what the clock has ended and nobody has recorded yet stands beside the expired.
  status: [
    Prisma.sql`x.status, x.ends_at DESC, x.number`,
    Prisma.sql`x.status DESC, x.ends_at, x.number DESC`,
  ],
};

function viewConditions(view: View, now: Date): Prisma.Sql[] {
  switch (view) {
    case "in-force":
      return [inForce(now)];
    case "pending":
      return [Prisma.sql`x.status = 'pending'`];
    case "ended":
      return [Prisma.sql`x.status IN ('active', 'expired') AND x.ends_at <= ${now}`];
    case "not-holding":
      return [conditionsNotHolding(now)];
    case "sensitive":
      return [inForce(now), touchesRegulatedDataCustomersOrExternalModels];
    case "open":
      return [Prisma.sql`x.status IN ('active', 'expired')`];
    case "ai":
      return [Prisma.sql`x.status IN ('active', 'expired')`, touchesModels];
    case "all":
      return [];
  }
}

// `in_force(x, now)`, written out: called as a function it costs 30 µs a row and no index answers it. A test holds the two equal.
function inForce(now: Date): Prisma.Sql {
  return Prisma.sql`x.status = 'active' AND x.starts_at <= ${now} AND x.ends_at > ${now}
    AND (x.ratify_by IS NULL OR x.ratified_at IS NOT NULL OR x.ratify_by > ${now})
    AND NOT EXISTS (SELECT FROM condition c WHERE (c.exception_id, c.revision) = (x.id, x.revision)
      AND (c.state <> 'holds' AND c.state <> 'taken_back' AND (c.timing IS NOT DISTINCT FROM 'before' OR c.suspends AND (c.state = 'broken'
        OR coalesce(${now} >= coalesce(c.due_at, x.starts_at + make_interval(secs => c.due_seconds)), true)))
        OR c.suspends_stale IS TRUE AND is_stale(c, ${now})))`;
}

// Not over, and a condition of what is asked now is broken, late, without a fresh reading, or missing before the start (R28).
function conditionsNotHolding(now: Date): Prisma.Sql {
  return Prisma.sql`x.status = 'active' AND x.ends_at > ${now} AND EXISTS (
    SELECT FROM condition c WHERE (c.exception_id, c.revision) = (x.id, x.revision)
      AND (c.state = 'broken' OR c.kind = 'monitored' AND is_stale(c, ${now}) OR c.state = 'unknown' AND (c.timing = 'before'
        OR coalesce(c.due_at, x.starts_at + make_interval(secs => c.due_seconds)) <= ${now})))`;
}

// Word for word the predicate of the index revision_sensitive: the index holds the answer, no content is read.
const touchesRegulatedDataCustomersOrExternalModels = Prisma.sql`EXISTS (
  SELECT FROM revision r
  WHERE (r.exception_id, r.number) = (x.id, x.revision)
    AND (r.content -> 'classification' ->> 'dataSensitivity' = 'regulated'
      OR r.content -> 'classification' ->> 'exposure' = 'customers'
      OR r.content -> 'classification' -> 'facts' ->> 'usesExternalModel' = 'true'))`;

// A rule for models, a system that is one, or a request that says it uses one: word for word the predicate of the index
// revision_uses_model. OFFSET 0 has the few that are open looked up; else all that ever stood on a model are read.
const touchesModels = Prisma.sql`(EXISTS (
    SELECT FROM scope s WHERE (s.exception_id, s.revision) = (x.id, x.revision)
      AND (s.policy_id IN (SELECT p.id FROM policy p WHERE p.domain = 'ai')
        OR s.system_id IN (SELECT y.id FROM system y WHERE y.kind = 'ai_model')) OFFSET 0)
  OR EXISTS (
    SELECT FROM revision r
    WHERE (r.exception_id, r.number) = (x.id, x.revision)
      AND r.content -> 'classification' -> 'facts' ->> 'usesExternalModel' = 'true' OFFSET 0))`;

// Word for word the predicate of the index revision_urgent.
const askedUrgently = Prisma.sql`EXISTS (
  SELECT FROM revision r
  WHERE (r.exception_id, r.number) = (x.id, x.revision) AND r.content -> 'urgent' ->> 'what' <> '')`;

/** The status as the clock has it: the SQL twin of `statusAt`. */
function statusCondition(word: StatusWord, now: Date): Prisma.Sql {
  switch (word) {
    case "pending":
    case "rejected":
    case "closed":
      return Prisma.sql`x.status = ${word}::status`;
    case "sent-back":
      return Prisma.sql`x.status = 'pending' AND x.sent_back`;
    case "active":
      return Prisma.sql`x.status = 'active' AND x.ends_at > ${now}`;
    case "expired":
      return Prisma.sql`x.status IN ('active', 'expired') AND x.ends_at <= ${now}`;
    default:
      return Prisma.sql`x.status = 'closed' AND x.closed_reason = ${word}::closed_reason`;
  }
}

function endsWithin(hours: number, now: Date): Prisma.Sql {
  const until = new Date(now.getTime() + hours * 3_600_000);
  return Prisma.sql`x.status = 'active' AND x.ends_at > ${now} AND x.ends_at <= ${until}`;
}

const largestNumber = 2_147_483_647;

/** EX-1042 is that exception. All other words have to be there, the last one as a beginning. */
function searchConditions(q: string): Prisma.Sql[] {
  const typed = q.split(" ").filter(Boolean);
  const numbers = typed.flatMap((word) => /^ex-?(\d+)$/i.exec(word)?.[1] ?? []).map(Number);
  const words = typed.filter((word) => !/^ex-?\d+$/i.test(word));

  const conditions = numbers.map((number) =>
    number <= largestNumber ? Prisma.sql`x.number = ${number}` : Prisma.sql`false`,
  );
  if (words.length === 0) return conditions;

  const whole = words.slice(0, -1).join(" ");
  const beginning = `'${(words.at(-1) ?? "").replaceAll("\\", "\\\\").replaceAll("'", "''")}':*`;
  return [
    ...conditions,
    Prisma.sql`EXISTS (SELECT FROM search_text t WHERE t.exception_id = x.id
      AND t.words @@ (plainto_tsquery('simple', ${whole}) && to_tsquery('simple', ${beginning})))`,
  ];
}

function inScope(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM scope s WHERE (s.exception_id, s.revision) = (x.id, x.revision) AND ${condition})`;
}

/** At least one place of what is asked now is one of these. */
export function standsIn({ systemIds, environments }: Places): Prisma.Sql {
  return inScope(
    Prisma.sql`s.system_id = ANY(${systemIds}::uuid[]) AND s.environment = ANY(${environments}::environment[])`,
  );
}

function either(conditions: Prisma.Sql[]): Prisma.Sql {
  return Prisma.sql`(${Prisma.join(
    conditions.map((condition) => Prisma.sql`(${condition})`),
    " OR ",
  )})`;
}
