// The rules that pipelines reported in the last three months and that no policy is named for, most often reported first.

import { db } from "@/lib/db";
import type { UnmappedRule } from "@/lib/gate/first-answer";
import { mapper } from "@/lib/gate/rule-map";
import { ruleMap } from "@/lib/gate/rule-rows";
import { unmapped } from "@/lib/unmapped";

export type SeenRule = UnmappedRule & {
  evaluations: number;
  systems: string[];
  lastSeenAt: Date;
  lastEvaluationId: string;
};

const days = 90;
const most = 500;
/** Of a busy register the newest: what is still reported is among them. */
const mostAnswers = 1000;

export async function unmappedRules(now: Date): Promise<SeenRule[]> {
  const since = new Date(now.getTime() - days * 86_400_000);
  const [seen, map] = await Promise.all([
    db.$queryRaw<SeenRule[]>`
      SELECT (array_agg(r->'rule' ORDER BY a.at DESC))[1] AS rule,
             (array_agg(r->'aliases' ORDER BY a.at DESC))[1] AS aliases,
             r->>'kind' AS kind,
             (array_agg(r->>'severity' ORDER BY a.at DESC))[1] AS severity,
             sum((r->>'findings')::int)::int AS findings,
             count(*)::int AS evaluations,
             array_agg(DISTINCT y.key) AS systems,
             max(a.at) AS "lastSeenAt",
             (array_agg(a.evaluation_id ORDER BY a.at DESC))[1] AS "lastEvaluationId"
      FROM (
        SELECT evaluation_id, at, unmapped_rules FROM first_answer
        WHERE at >= ${since} AND unmapped_rules IS NOT NULL
        ORDER BY at DESC LIMIT ${mostAnswers}
      ) a
      JOIN evaluation e ON e.id = a.evaluation_id
      JOIN system y ON y.id = e.system_id
      CROSS JOIN json_array_elements(a.unmapped_rules) AS r
      GROUP BY r->'rule'->>'tool', r->'rule'->>'id', r->>'kind'
      ORDER BY count(*) DESC, max(a.at) DESC
      LIMIT ${most}`,
    ruleMap(db),
  ]);
  const policyOf = mapper(map);
  return seen.filter((rule) => policyOf(rule) === unmapped);
}
