// What is in exception on a system: which resource, for which policy, until when, and which pipeline run saw it last.

import { db } from "@/lib/db";
import type { Context } from "@/lib/gate/schemas";
import type { Environment } from "@/prisma/generated/enums";

export type ResourceInException = {
  resource: string;
  place: string;
  rule: string;
  wholeResource: boolean;
  environment: Environment;
  policy: string;
  number: number;
  endsAt: Date;
  seenAt: Date | null;
  seenBy: { evaluationId: string; pipeline: string; context: Context } | null;
};

type Found = Omit<ResourceInException, "seenBy"> & {
  evaluationId: string | null;
  pipeline: string | null;
  context: Context | null;
};

/** Of exceptions in force only. The finding stands in the revision as it was approved; a sighting of its resource is newer. */
export async function resourcesInException(systemId: string): Promise<ResourceInException[]> {
  const rows = await db.$queryRaw<Found[]>`
    SELECT f->>'resource' AS resource, f->>'place' AS place, f->>'rule' AS rule,
           (f->>'wholeResource')::boolean AS "wholeResource",
           c.environment::text, p.key AS policy, x.number,
           least(x.ends_at, CASE WHEN x.ratified_at IS NULL THEN x.ratify_by END) AS "endsAt",
           seen.at AS "seenAt", seen.evaluation_id AS "evaluationId", seen.pipeline, seen.context
    FROM in_force_now v
    JOIN exception x ON x.id = v.id
    JOIN (SELECT DISTINCT exception_id, revision, policy_id, system_id, environment FROM scope) c
      ON (c.exception_id, c.revision) = (x.id, x.revision)
    JOIN policy p ON p.id = c.policy_id
    JOIN revision r ON (r.exception_id, r.number) = (x.id, x.revision)
    CROSS JOIN json_array_elements(coalesce(r.content->'findings', '[]')) AS f
    LEFT JOIN LATERAL (
      SELECT e.received_at AS at, e.id AS evaluation_id, t.name AS pipeline, e.context
      FROM sighting s
      JOIN evaluation e ON e.id = s.evaluation_id
      JOIN api_token t ON t.id = e.token_id
      WHERE s.exception_id = x.id AND s.resource_key = f->>'resourceKey'
        AND e.system_id = c.system_id AND e.environment = c.environment
      ORDER BY e.received_at DESC LIMIT 1
    ) seen ON true
    WHERE c.system_id = ${systemId}::uuid AND c.policy_id = (f->>'policy')::uuid
    ORDER BY "endsAt", x.number, resource`;
  return rows.map(({ evaluationId, pipeline, context, ...row }) => ({
    ...row,
    seenBy: evaluationId && pipeline && context ? { evaluationId, pipeline, context } : null,
  }));
}
