// What a pack is of: one exception, the list of a filter, or a quarter; with how far the story of each goes at the
// instant of the pack. Events are never changed and each stream grows at its end, so that this bound alone makes
// every reading of it the same.

import type { End } from "@/lib/audit/links";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { type Known, knownSentence } from "@/lib/exceptions/register-known";
import { allNumbers } from "@/lib/exceptions/register-page";
import { type Period, quarterName } from "@/lib/reviews/quarter";
import { Prisma } from "@/prisma/generated/client";

export type AskedPack = (
  | { of: "exception"; number: number }
  | { of: "list"; known: Known }
  | { of: "quarter"; period: Period }
) & {
  /** Of all that, only what was asked for in this month. */
  month?: Month;
};

/** "2026-11", "November 2026", and the instants between which it lies; its end is not in it. */
export type Month = { key: string; name: string; from: Date; until: Date };

export type Chosen = End & { number: number; requesterId: string; filedById: string };

/** "EX-1042"; "Active, high or critical"; "Q4 2026". */
export function packSentence(asked: AskedPack): string {
  return `${wholeSentence(asked)}${asked.month ? `, asked for in ${asked.month.name}` : ""}`;
}

function wholeSentence(asked: AskedPack): string {
  if (asked.of === "exception") return `EX-${asked.number}`;
  return asked.of === "list" ? knownSentence(asked.known) : quarterName(asked.period.quarter);
}

/** "EX-1042", "2026-Q4", or the day of the pack, with the month where it is of one: for the file's name. */
export function packName(asked: AskedPack, day: string): string {
  const month = asked.month ? `${asked.month.key}-` : "";
  if (asked.of === "list") return `pack-${month}${day}`;
  return `pack-${asked.of === "exception" ? wholeSentence(asked) : asked.period.quarter}-${month}${day}`;
}

/** By number. What did not exist at that instant is not in it. */
export async function chosenFor(asked: AskedPack, actor: Actor, now: Date): Promise<Chosen[]> {
  const numbers = await numbersOf(asked, actor, now);
  const filed = asked.month
    ? Prisma.sql`AND x.filed_at >= ${asked.month.from} AND x.filed_at < ${asked.month.until}`
    : Prisma.empty;
  return db.$queryRaw<Chosen[]>`
    SELECT * FROM (
      SELECT x.number, x.requester_id AS "requesterId", x.filed_by_id AS "filedById", 'exception/' || x.id AS stream,
        (SELECT coalesce(min(e.seq) FILTER (WHERE e.at > ${now}) - 1, max(e.seq))
         FROM audit_event e WHERE e.stream = 'exception/' || x.id) AS seq
      FROM exception x WHERE x.number = ANY(${numbers}::int[]) ${filed}
    ) told WHERE seq > 0 ORDER BY number`;
}

async function numbersOf(asked: AskedPack, actor: Actor, now: Date): Promise<number[]> {
  if (asked.of === "exception") return [asked.number];
  if (asked.of === "list") return [...(await allNumbers(asked.known.filter, { actorId: actor.id, now }))];
  return numbersIn(asked.period);
}

/** Whatever something happened to in the quarter, and whatever was approved before its end and not closed before its beginning. */
async function numbersIn({ from, asOf }: Period): Promise<number[]> {
  const found = await db.$queryRaw<{ number: number }[]>`
    SELECT x.number FROM exception x
    WHERE x.activated_at < ${asOf} AND (x.closed_at IS NULL OR x.closed_at >= ${from})
       OR x.id IN (SELECT e.exception_id FROM audit_event e WHERE e.at >= ${from} AND e.at < ${asOf} AND e.exception_id IS NOT NULL)
    ORDER BY x.number`;
  return found.map(({ number }) => number);
}
