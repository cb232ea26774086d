// The re-checks that wait for an answer, for a pipeline that missed the call (gate.md 7): those of its places. It answers
// by evaluating the place, or with the one-time token of the call.

import { db } from "@/lib/db";
import type { RechecksAnswer } from "@/lib/gate/answers";
import { type Pipeline, whyLacksRight } from "@/lib/gate/pipeline";
import type { Problem } from "@/lib/gate/problem";

const mostAtOnce = 200;

/** Those to be answered first come first. */
export async function openRechecks(
  pipeline: Pipeline,
  address: string,
  now: Date,
): Promise<RechecksAnswer | Problem> {
  const lacking = whyLacksRight(pipeline, "recheck");
  if (lacking) return lacking;
  const bound = { systemId: { in: pipeline.systemIds }, environment: { in: pipeline.environments } };
  const found = await db.recheck.findMany({
    where: {
      outcome: null,
      deadline: { gt: now },
      exception: { status: "expired", scopes: { some: bound } },
    },
    select: {
      id: true,
      deadline: true,
      exception: {
        select: {
          number: true,
          endsAt: true,
          revision: true,
          scopes: {
            where: bound,
            select: {
              revision: true,
              environment: true,
              policy: { select: { key: true } },
              system: { select: { key: true, requiredTools: true } },
            },
          },
        },
      },
    },
    orderBy: [{ deadline: "asc" }, { id: "asc" }],
    take: mostAtOnce,
  });
  return {
    rechecks: found.flatMap(({ id, deadline, exception: { number, endsAt, revision, scopes } }) => {
      const current = scopes.filter((scope) => scope.revision === revision);
      if (current.length === 0) return [];
      return {
        recheck: id,
        exception: `EX-${number}`,
        endedAt: endsAt?.toISOString() ?? null,
        deadline: deadline.toISOString(),
        policies: distinct(current.map(({ policy }) => policy.key)),
        places: distinct(current.map(({ system, environment }) => `${system.key}/${environment}`)),
        tools: distinct(current.flatMap(({ system }) => system.requiredTools)),
        url: `${address}/exceptions/EX-${number}`,
      };
    }),
  };
}

const distinct = (words: string[]) => [...new Set(words)].sort();
