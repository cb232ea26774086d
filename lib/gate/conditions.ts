// The conditions of an exception as a program reads them: what has to hold, whether it does now, and where readings go.

import { dueOf } from "@/lib/exceptions/conditions";
import type { ConditionOnRecord } from "@/lib/exceptions/exception-with-history";
import { isInForce } from "@/lib/exceptions/lifecycle";
import { isStale, measureOf, staleAt } from "@/lib/exceptions/readings";
import { binds } from "@/lib/exceptions/taken-back";
import type { ConditionsAnswer } from "@/lib/gate/answers";
import type { Pipeline } from "@/lib/gate/pipeline";
import type { Problem } from "@/lib/gate/problem";
import { seen } from "@/lib/gate/register";

export async function conditionsFor(
  number: number | null,
  pipeline: Pipeline,
  now: Date,
): Promise<ConditionsAnswer | Problem> {
  const found = await seen(number, pipeline, now);
  if ("problem" in found) return found;
  return {
    exception: `EX-${found.number}`,
    inForce: isInForce(found, now),
    conditions: found.conditions.filter(binds).map((condition) => ({
      id: condition.id,
      position: condition.position ?? 0,
      statement: condition.statement,
      kind: condition.kind,
      state: isStale(condition, now) ? "stale" : condition.state,
      suspends: condition.suspends,
      dueAt: dueOf(condition, found)?.toISOString() ?? null,
      owner: condition.owner?.name ?? null,
      measure: measureOf(condition),
      lastReading: lastReadingOf(condition),
    })),
  };
}

function lastReadingOf(condition: ConditionOnRecord) {
  if (!condition.lastReading) return null;
  const { at, source, value, holds } = condition.lastReading;
  return { at: at.toISOString(), source, value, holds, staleAt: staleAt(condition)?.toISOString() ?? null };
}
