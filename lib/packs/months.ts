// What is too much for one pack is taken month by month: each exception stands in the pack of the month in which it was
// asked for, and in no other, so that the packs together hold what the one would have held.

import { TZDate } from "@date-fns/tz";

import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { type AskedPack, type Chosen, chosenFor, type Month } from "@/lib/packs/chosen";

const written = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** "2026-11" in the organisation's zone; null when it is none. */
export function readMonth(key: string, zone: string): Month | null {
  const [, year, month] = written.exec(key) ?? [];
  if (!year || !month) return null;
  const beginning = (months: number) =>
    new Date(new TZDate(Number(year), Number(month) - 1 + months, 1, zone).getTime());
  const name = new Date(`${key}-01T12:00:00Z`).toLocaleDateString("en-GB", {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  return { key, name, from: beginning(0), until: beginning(1) };
}

export type MonthOfPack = { month: Month; exceptions: number; files: number; bytes: number };

/** Oldest first, with what is in each; and all of it, so that whoever asks can be told whether they may. */
export async function monthsOf(
  asked: AskedPack,
  actor: Actor,
  zone: string,
  now: Date,
): Promise<{ chosen: Chosen[]; months: MonthOfPack[] }> {
  const chosen = await chosenFor(asked, actor, now);
  const rows = await db.$queryRaw<{ key: string; exceptions: number; files: number; bytes: number }[]>`
    SELECT to_char(x.filed_at AT TIME ZONE ${zone}, 'YYYY-MM') AS key, count(*)::int AS exceptions,
      sum(held.files)::int AS files, sum(held.bytes)::float8 AS bytes
    FROM exception x, LATERAL (
      SELECT count(*) AS files, coalesce(sum(v.bytes), 0) AS bytes FROM evidence v
      WHERE v.exception_id = x.id AND v.link IS NULL) held
    WHERE x.number = ANY(${chosen.map(({ number }) => number)}::int[])
    GROUP BY 1 ORDER BY 1`;
  const months = rows.flatMap(({ key, ...held }) => {
    const month = readMonth(key, zone);
    return month ? { month, ...held } : [];
  });
  return { chosen, months };
}
