// A condition that is measured, as our tests ask for it: fewer than 5 % of requests fail, read every quarter of an hour.

import { db } from "@/lib/db";
import type { AskedCondition, Request } from "@/lib/exceptions/schemas";
import { type Sent, takeReadings } from "@/lib/exceptions/take-readings";
import { activeFor } from "@/lib/testing/carry-on";
import { type Cast, filled, noon } from "@/lib/testing/cast";
import { pipelineOfPayroll } from "@/lib/testing/gate";

export const quarter = 900;

type Measured = AskedCondition & { measure: NonNullable<AskedCondition["measure"]> };

export function failures(changes: Partial<Measured["measure"]> = {}, suspends = true): Measured {
  return {
    statement: "Fewer than 5 % of requests fail.",
    suspends,
    due: { kind: "after", seconds: quarter },
    measure: {
      metric: "failed requests",
      comparator: "below",
      threshold: 5,
      unit: "%",
      freshSeconds: quarter,
      suspendsStale: true,
      ...changes,
    },
  };
}

/** An exception in force since `now` whose one condition is measured, with the token that measures it. */
export async function measurable(
  cast: Cast,
  condition = failures(),
  changes: Partial<Request> = {},
  now: Date = noon,
) {
  const { id } = await activeFor(cast, cast.actor.Cora, { conditions: [condition], ...changes }, now);
  const { id: conditionId } = await db.condition.findFirstOrThrow({ where: { exceptionId: id } });
  const pipeline = await pipelineOfPayroll(cast, now, { rights: ["measure"], name: "Metrics" });
  const token = { id: pipeline.tokenId, name: pipeline.name };
  const send = (readings: Sent[], at: Date = now) =>
    takeReadings({ conditionId, readings, token, within: pipeline }, at);
  const read = (value: number, at: Date = now) => filled(send([{ at, source: "prometheus", value }], at));
  return { id, conditionId, pipeline, send, read };
}
