// Which steps wait for a group, and who could still sign each of them (R4, R5, R6).

import { db, type Tx } from "@/lib/db";
import { Prisma } from "@/prisma/generated/client";
import type { Risk } from "@/prisma/generated/enums";

export type OpenStep = {
  stepId: string;
  groupId: string;
  exceptionId: string;
  number: number;
  title: string;
  risk: Risk;
  dueAt: Date;
  /** Sign-offs that are still missing. */
  missing: number;
  /** Whether the steps before it are signed. */
  isItsTurn: boolean;
  /** The humans (root persons) with a live seat who are no party and have not decided this revision. */
  deciderIds: string[];
};

export function openStepsOf(groupId: string, client: Tx | typeof db = db): Promise<OpenStep[]> {
  return openSteps(Prisma.sql`s.group_id = ${groupId}::uuid`, client);
}

/** Steps of requests that can be decided now, and of emergencies to ratify; the earliest due first. */
export function openSteps(where = Prisma.sql`true`, client: Tx | typeof db = db): Promise<OpenStep[]> {
  return client.$queryRaw<OpenStep[]>`
    WITH step_now AS (
      SELECT s.*, s.needed - (SELECT count(*) FROM decision d WHERE d.step_id = s.id AND d.verdict = 'approve'
               AND NOT EXISTS (SELECT FROM retraction t WHERE t.decision_id = d.id))::int AS missing
      FROM step s
      JOIN exception x ON (x.id, x.revision) = (s.exception_id, s.revision)
      WHERE x.status = 'pending' AND NOT x.sent_back
         OR x.status = 'active' AND x.ratified_at IS NULL AND register_now() < x.ratify_by
    )
    SELECT s.id AS "stepId", s.group_id AS "groupId", x.id AS "exceptionId", x.number, x.title, x.risk::text AS risk,
           s.due_at AS "dueAt", s.missing,
           x.emergency OR NOT EXISTS (SELECT FROM step_now b
                       WHERE b.exception_id = s.exception_id AND b.missing > 0
                         AND coalesce(b.stage, b.position) < coalesce(s.stage, s.position)) AS "isItsTurn",
           ARRAY(SELECT DISTINCT root_person(m.person_id)::text
                 FROM membership m JOIN person p ON p.id = m.person_id
                 WHERE m.group_id = s.group_id AND m.from_at <= register_now()
                   AND (m.until_at IS NULL OR m.until_at > register_now())
                   AND p.deactivated_at IS NULL AND p.role <> 'auditor'
                   AND NOT EXISTS (SELECT FROM party t
                                   WHERE t.exception_id = x.id AND root_person(t.person_id) = root_person(m.person_id))
                   AND NOT EXISTS (SELECT FROM decision d
                                   WHERE (d.exception_id, d.revision) = (x.id, x.revision)
                                     AND root_person(d.person_id) = root_person(m.person_id))) AS "deciderIds"
    FROM step_now s JOIN exception x ON x.id = s.exception_id
    WHERE s.missing > 0 AND ${where}
    ORDER BY s.due_at, x.number`;
}

/** Those that could not be signed any more without this human. */
export function strandedWithout(rootId: string, steps: OpenStep[]): OpenStep[] {
  return steps.filter(
    ({ deciderIds, missing }) => deciderIds.includes(rootId) && deciderIds.length - 1 < missing,
  );
}
