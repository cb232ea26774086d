// One page of the register, and how many rows there are. Counting stops at a thousand: beyond that the exact number
// would cost a walk through the register at every click, and the export tells it.

import { db, plannedOnce } from "@/lib/db";
import { type Footprint, footprintsOf } from "@/lib/exceptions/footprint";
import { type Asking, orderOf, whereOf } from "@/lib/exceptions/register-conditions";
import {
  type Column,
  type Grouping,
  isNarrowed,
  type RegisterFilter,
  type View,
  views,
  wholeView,
} from "@/lib/exceptions/register-filter";
import { type Groups, registerGroups } from "@/lib/exceptions/register-groups";
import { Prisma } from "@/prisma/generated/client";
import type { ClosedReason, RecheckOutcome, Risk, Status } from "@/prisma/generated/enums";

export const pageSize = 50;
export const countedUpTo = 1000;

/** `capped`: there are more than `count`. */
export type Count = { count: number; capped: boolean };

export type RegisterRow = {
  id: string;
  number: number;
  title: string;
  risk: Risk;
  emergency: boolean;
  /** The incident or launch that cannot wait. */
  urgent: string | null;
  status: Status;
  sentBack: boolean;
  closedReason: ClosedReason | null;
  startsAt: Date | null;
  endsAt: Date | null;
  /** Approved, begun and not ended, and yet the gate says no: a condition is broken, or nobody ratified in time. */
  suspended: boolean;
  renewal: number;
  filedAt: Date;
  owner: string;
  ownerGoneAt: Date | null;
  requester: string;
  requesterGoneAt: Date | null;
  policies: string[];
  systems: string[];
  /** Who approved the current revision, in order. Empty where nobody did: never guessed. */
  approvedBy: string[];
  recheck: RecheckOutcome | null;
  /** The day by which what ends it for good is done (R17). */
  planBy: string | null;
  conditions: number;
  conditionsHolding: number;
  /** Only where a column shows it. */
  footprint?: Footprint;
};

export type RegisterPage = {
  /** Where the list is cut into groups: those of all open groups. */
  rows: RegisterRow[];
  groups: Groups | null;
  /** Whether there is a page after this one. */
  more: boolean;
  found: Count;
  inView: Record<View, Count>;
};

export async function registerPage(filter: RegisterFilter, asking: Asking): Promise<RegisterPage> {
  const where = await whereOf(filter, asking);
  const page = filter.groupBy ? groupsOf(filter, filter.groupBy, asking) : pageOf(filter, where, asking);
  const [found, counts] = await Promise.all([page, countsOf(filter, where, asking)]);
  return { ...found, ...counts };
}

type Found = Pick<RegisterPage, "rows" | "groups" | "more">;

async function pageOf(filter: RegisterFilter, where: Prisma.Sql, { now }: Asking): Promise<Found> {
  const numbers = await numbersOnPage(filter, where);
  const rows = await rowsShown(numbers.slice(0, pageSize), filter.columns, now);
  return { rows, groups: null, more: numbers.length > pageSize };
}

async function groupsOf(filter: RegisterFilter, by: Grouping, asking: Asking): Promise<Found> {
  const groups = await registerGroups(filter, by, asking);
  const numbers = [...new Set(groups.groups.flatMap((group) => group.numbers))];
  return { rows: await rowsShown(numbers, filter.columns, asking.now), groups, more: false };
}

/** The newest that the filter finds, below a number: for a reader who comes back for the rest. */
export async function newestNumbers(
  filter: RegisterFilter,
  asking: Asking,
  { below, most }: { below: number | null; most: number },
): Promise<number[]> {
  const found = await db.$queryRaw<{ number: number }[]>`
    SELECT x.number FROM (SELECT x.* FROM exception x ${await whereOf(filter, asking)}) x
    WHERE x.number < ${below ?? 2_147_483_647} ORDER BY x.number DESC LIMIT ${most}`;
  return found.map(({ number }) => number);
}

/** All numbers that the filter finds, in its order: four bytes each, so that a million of them are no burden. */
export async function allNumbers(filter: RegisterFilter, asking: Asking): Promise<Int32Array> {
  const [{ packed } = { packed: new Uint8Array() }] = await db.$queryRaw<{ packed: Uint8Array }[]>`
    SELECT coalesce(string_agg(int4send(x.number), ''::bytea ${orderOf(filter.sort)}), '') AS packed
    FROM exception x ${await whereOf(filter, asking)}`;
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  return Int32Array.from({ length: packed.byteLength / 4 }, (_, index) => view.getInt32(index * 4));
}

const ofFootprint: Column[] = ["model", "vendor", "data", "facing", "safeguards"];

/** The rows of these numbers with what these columns show of them. */
export async function rowsShown(numbers: number[], columns: Column[], now: Date): Promise<RegisterRow[]> {
  if (!columns.some((column) => ofFootprint.includes(column))) return registerRows(numbers, now);
  const [rows, footprints] = await Promise.all([registerRows(numbers, now), footprintsOf(numbers, now)]);
  return rows.map((row) => ({ ...row, footprint: footprints.get(row.number) }));
}

/** The rows of these numbers, in the order of the numbers. */
export async function registerRows(numbers: number[], now: Date): Promise<RegisterRow[]> {
  if (numbers.length === 0) return [];
  // What belongs to the rows is looked up for all of them at once: row by row, people and rules were read fifty times.
  return db.$queryRaw<RegisterRow[]>`
    ${plannedOnce}
    WITH asked AS MATERIALIZED (
      SELECT asked.place, x.id, x.revision
      FROM unnest(${numbers}::int[]) WITH ORDINALITY AS asked(number, place) JOIN exception x ON x.number = asked.number
    ), approvals AS (
      SELECT asked.id, array_agg(p.name ORDER BY d.at, d.id) AS names
      FROM asked JOIN decision d ON (d.exception_id, d.revision, d.verdict) = (asked.id, asked.revision, 'approve')
      JOIN person p ON p.id = d.person_id
      WHERE NOT EXISTS (SELECT FROM retraction t WHERE t.decision_id = d.id)
      GROUP BY asked.id
    ), scopes AS (
      SELECT asked.id, array_agg(DISTINCT p.key ORDER BY p.key) AS policies, array_agg(DISTINCT y.key ORDER BY y.key) AS systems
      FROM asked JOIN scope s ON (s.exception_id, s.revision) = (asked.id, asked.revision)
      JOIN policy p ON p.id = s.policy_id JOIN system y ON y.id = s.system_id
      GROUP BY asked.id
    ), held AS (
      SELECT asked.id, count(*)::int AS conditions, count(*) FILTER (WHERE c.state = 'holds' AND NOT is_stale(c, ${now}))::int AS holding
      FROM asked JOIN condition c ON (c.exception_id, c.revision) = (asked.id, asked.revision)
      WHERE c.state <> 'taken_back'
      GROUP BY asked.id
    )
    SELECT x.id, x.number, x.title, x.risk, x.emergency, x.status, r.content -> 'urgent' ->> 'what' AS urgent,
      r.content -> 'remediation' ->> 'by' AS "planBy",
      x.sent_back AS "sentBack", x.closed_reason AS "closedReason",
      x.starts_at AS "startsAt", x.ends_at AS "endsAt", x.renewal, x.recheck, x.filed_at AS "filedAt",
      x.status = 'active' AND x.starts_at <= ${now} AND ${now} < x.ends_at AND NOT in_force(x, ${now}) AS suspended,
      owner.name AS owner, owner.deactivated_at AS "ownerGoneAt",
      requester.name AS requester, requester.deactivated_at AS "requesterGoneAt",
      coalesce(scopes.policies, '{}') AS policies, coalesce(scopes.systems, '{}') AS systems,
      coalesce(approvals.names, '{}') AS "approvedBy",
      coalesce(held.conditions, 0) AS conditions, coalesce(held.holding, 0) AS "conditionsHolding"
    FROM asked
    JOIN exception x ON x.id = asked.id
    LEFT JOIN revision r ON (r.exception_id, r.number) = (x.id, x.revision)
    JOIN person owner ON owner.id = x.owner_id
    JOIN person requester ON requester.id = x.requester_id
    LEFT JOIN approvals ON approvals.id = asked.id
    LEFT JOIN scopes ON scopes.id = asked.id
    LEFT JOIN held ON held.id = asked.id
    ORDER BY asked.place`;
}

/** One more than a page holds tells whether there is another. */
async function numbersOnPage(filter: RegisterFilter, where: Prisma.Sql): Promise<number[]> {
  const found = await db.$queryRaw<{ number: number }[]>`
    SELECT x.number FROM exception x ${where} ${orderOf(filter.sort)}
    LIMIT ${pageSize + 1} OFFSET ${(filter.page - 1) * pageSize}`;
  return found.map(({ number }) => number);
}

/** How many are found, and how many stand behind each tile: one question. */
async function countsOf(
  filter: RegisterFilter,
  where: Prisma.Sql,
  asking: Asking,
): Promise<Pick<RegisterPage, "found" | "inView">> {
  const whole = views.map((view) => whereOf(wholeView(view), asking));
  const wheres = [...(await Promise.all(whole)), ...(isNarrowed(filter) ? [where] : [])];
  const [row] = await db.$queryRaw<{ counts: number[] }[]>`
    SELECT ARRAY[${Prisma.join(wheres.map(counted))}] AS counts`;
  const counts = (row?.counts ?? []).map(capped);
  const inView = Object.fromEntries(views.map((view, index) => [view, counts[index]])) as Record<View, Count>;
  return { inView, found: counts[views.length] ?? inView[filter.view] };
}

function counted(where: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT count(*)::int FROM (SELECT FROM exception x ${where} LIMIT ${countedUpTo + 1}) found)`;
}

function capped(count: number): Count {
  return { count: Math.min(count, countedUpTo), capped: count > countedUpTo };
}
