// The readings of a condition, for its record: the latest ones, oldest first, and how many were ever kept.

import { db } from "@/lib/db";
import type { Reading } from "@/lib/exceptions/readings";

export type KeptReading = Reading & { token: string };

/** A day of one every quarter of an hour, and a bit. */
const shown = 120;

export async function readingsOf(conditionId: string): Promise<{ latest: KeptReading[]; kept: number }> {
  const [latest, kept] = await Promise.all([
    db.reading.findMany({
      where: { conditionId },
      orderBy: [{ at: "desc" }, { holds: "desc" }, { source: "desc" }],
      take: shown,
      include: { token: { select: { name: true } } },
    }),
    db.reading.count({ where: { conditionId } }),
  ]);
  return {
    latest: latest.map(({ token, ...reading }) => ({ ...reading, token: token.name })).reverse(),
    kept,
  };
}
