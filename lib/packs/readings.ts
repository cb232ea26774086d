// What was measured of the conditions in a pack: the readings that had come by its instant. They are rows that only grow and
// no events; what they changed stands in the trail.

import { db } from "@/lib/db";
import { isStale } from "@/lib/exceptions/readings";
import type { Chosen } from "@/lib/packs/chosen";
import type { StoredCondition } from "@/lib/packs/stored";

export type PackedReading = {
  stream: string;
  condition: string;
  position: number;
  at: Date;
  source: string;
  value: number | null;
  holds: boolean;
  token: string;
  receivedAt: Date;
};

export function readingsIn(chosen: Chosen[], asOf: Date): Promise<PackedReading[]> {
  return db.$queryRaw<PackedReading[]>`
    SELECT 'exception/' || x.id AS stream, c.id AS condition, coalesce(c.position, 0) AS position, r.at, r.source, r.value,
      r.holds, t.name AS token, r.received_at AS "receivedAt"
    FROM exception x JOIN condition c ON c.exception_id = x.id
    JOIN reading r ON r.condition_id = c.id JOIN api_token t ON t.id = r.token_id
    WHERE x.number = ANY(${chosen.map(({ number }) => number)}::int[]) AND c.kind = 'monitored' AND r.received_at <= ${asOf}
    ORDER BY x.number, c.revision, c.position, r.at, r.source`;
}

/** Whether what held was not read any more at the instant of the pack. */
export function isStaleIn(readings: PackedReading[], condition: StoredCondition, asOf: Date): boolean {
  const { id, state, fresh_seconds: freshSeconds = null } = condition;
  const lastReading = readings.findLast((reading) => reading.condition === id) ?? null;
  return isStale({ state, freshSeconds, lastReading }, asOf);
}
