// One page of the register, and how many rows there are. Counting stops at a thousand: beyond that the exact number
// would cost a walk through the register at every click, and the export tells it.

import { db } from "@/lib/db";
import { type Asking, orderOf, whereOf } from "@/lib/exceptions/register-conditions";
import {
  columnsByDefault,
  isNarrowed,
  type RegisterFilter,
  type View,
  views,
  wholeView,
} from "@/lib/exceptions/register-filter";
import { Prisma } from "@/prisma/generated/client";
import type { ClosedReason, Risk, Status } from "@/prisma/generated/enums";

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
  conditions: number;
  conditionsHolding: number;
};

export type RegisterPage = {
  rows: RegisterRow[];
  /** Whether there is a page after this one. */
  more: boolean;
  found: Count;
  inView: Record<View, Count>;
};

export async function registerPage(filter: RegisterFilter, asking: Asking): Promise<RegisterPage> {
  const where = await whereOf(filter, asking);
  const [numbers, inView, found] = await Promise.all([
    numbersOnPage(filter, where),
    countsOfViews(asking),
    isNarrowed(filter) ? countOf(where) : null,
  ]);
  const rows = await registerRows(numbers.slice(0, pageSize), asking.now);
  return { rows, more: numbers.length > pageSize, found: found ?? inView[filter.view], inView };
}

/** All numbers that the filter finds, in its order: four bytes each, so that a million of them are no burden. */
export async function allNumbers(filter: RegisterFilter, asking: Asking): Promise<Int32Array> {
  const [{ packed } = { packed: new Uint8Array() }] = await db.$queryRaw<{ packed: Uint8Array }[]>`
    SELECT coalesce(string_agg(int4send(x.number), ''::bytea ${orderOf(filter.sort)}), '') AS packed
    FROM exception x ${await whereOf(filter, asking)}`;
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  return Int32Array.from({ length: packed.byteLength / 4 }, (_, index) => view.getInt32(index * 4));
}

/** The rows of these numbers, in the order of the numbers. */
export async function registerRows(numbers: number[], now: Date): Promise<RegisterRow[]> {
  if (numbers.length === 0) return [];
  return db.$queryRaw<RegisterRow[]>`
    SELECT x.id, x.number, x.title, x.risk, x.emergency, x.status,
      (SELECT r.content -> 'urgent' ->> 'what' FROM revision r WHERE (r.exception_id, r.number) = (x.id, x.revision)) AS urgent,
      x.sent_back AS "sentBack", x.closed_reason AS "closedReason",
      x.starts_at AS "startsAt", x.ends_at AS "endsAt", x.renewal, x.filed_at AS "filedAt",
      x.status = 'active' AND x.starts_at <= ${now} AND ${now} < x.ends_at AND NOT in_force(x, ${now}) AS suspended,
      owner.name AS owner, owner.deactivated_at AS "ownerGoneAt",
      requester.name AS requester, requester.deactivated_at AS "requesterGoneAt",
      ARRAY(SELECT DISTINCT p.key FROM scope s JOIN policy p ON p.id = s.policy_id
            WHERE (s.exception_id, s.revision) = (x.id, x.revision) ORDER BY p.key) AS policies,
      ARRAY(SELECT DISTINCT y.key FROM scope s JOIN system y ON y.id = s.system_id
            WHERE (s.exception_id, s.revision) = (x.id, x.revision) ORDER BY y.key) AS systems,
      ARRAY(SELECT q.name FROM decision d JOIN person q ON q.id = d.person_id
            WHERE (d.exception_id, d.revision, d.verdict) = (x.id, x.revision, 'approve')
              AND NOT EXISTS (SELECT FROM retraction t WHERE t.decision_id = d.id) ORDER BY d.at, d.id) AS "approvedBy",
      (SELECT count(*)::int FROM condition c WHERE (c.exception_id, c.revision) = (x.id, x.revision)) AS conditions,
      (SELECT count(*)::int FROM condition c WHERE (c.exception_id, c.revision) = (x.id, x.revision) AND c.state = 'holds') AS "conditionsHolding"
    FROM unnest(${numbers}::int[]) WITH ORDINALITY AS asked(number, place)
    JOIN exception x ON x.number = asked.number
    JOIN person owner ON owner.id = x.owner_id
    JOIN person requester ON requester.id = x.requester_id
    ORDER BY asked.place`;
}

/** One more than a page holds tells whether there is another. */
async function numbersOnPage(filter: RegisterFilter, where: Prisma.Sql): Promise<number[]> {
  const found = await db.$queryRaw<{ number: number }[]>`
    SELECT x.number FROM exception x ${where} ${orderOf(filter.sort)}
    LIMIT ${pageSize + 1} OFFSET ${(filter.page - 1) * pageSize}`;
  return found.map(({ number }) => number);
}

async function countOf(where: Prisma.Sql): Promise<Count> {
  const [row] = await db.$queryRaw<{ count: number }[]>`SELECT ${counted(where)} AS count`;
  return capped(row?.count ?? 0);
}

async function countsOfViews(asking: Asking): Promise<Record<View, Count>> {
  const conditions = views.map((view) => whereOf(wholeView(view, { columns: columnsByDefault }), asking));
  const counts = (await Promise.all(conditions)).map(counted);
  const [row] = await db.$queryRaw<{ counts: number[] }[]>`SELECT ARRAY[${Prisma.join(counts)}] AS counts`;
  return Object.fromEntries(views.map((view, index) => [view, capped(row?.counts[index] ?? 0)])) as Record<
    View,
    Count
  >;
}

function counted(where: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT count(*)::int FROM (SELECT FROM exception x ${where} LIMIT ${countedUpTo + 1}) found)`;
}

function capped(count: number): Count {
  return { count: Math.min(count, countedUpTo), capped: count > countedUpTo };
}
