import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import type { Risk } from "@/prisma/generated/enums";

export type AwaitingDecision = {
  id: string;
  number: number;
  title: string;
  risk: Risk;
  renewal: number;
  revision: number;
  requesterName: string;
  ownerName: string;
  stepPosition: number;
  stepsInAll: number;
  groupName: string;
  dueAt: Date;
  filedAt: Date;
};

/**
 * What waits for this person's decision, soonest due first: the open step's group has them in a seat, they are no party
 * (R4) and have not decided this revision (R5). Inbox, badge, Home and mail all ask this one query, so they agree.
 */
export function requestsAwaitingDecision(actor: Pick<Actor, "id">, now: Date): Promise<AwaitingDecision[]> {
  return db.$queryRaw<AwaitingDecision[]>`
    WITH mine AS (
      SELECT m.group_id FROM membership m
      WHERE m.person_id = ${actor.id}::uuid AND m.from_at <= ${now} AND (m.until_at IS NULL OR m.until_at > ${now})
    )
    SELECT x.id, x.number, x.title, x.risk, x.renewal, x.revision, requester.name AS "requesterName", owner.name AS "ownerName",
      open.position AS "stepPosition", (SELECT count(*)::int FROM step s WHERE (s.exception_id, s.revision) = (x.id, x.revision)) AS "stepsInAll",
      g.name AS "groupName", open.due_at AS "dueAt", x.filed_at AS "filedAt"
    FROM exception x
    JOIN LATERAL (
      SELECT s.* FROM step s
      WHERE (s.exception_id, s.revision) = (x.id, x.revision)
        AND s.needed > (SELECT count(*) FROM decision d WHERE d.step_id = s.id AND d.verdict = 'approve')
      ORDER BY s.position LIMIT 1
    ) open ON open.group_id IN (SELECT group_id FROM mine)
    JOIN approver_group g ON g.id = open.group_id
    JOIN person requester ON requester.id = x.requester_id
    JOIN person owner ON owner.id = x.owner_id
    WHERE x.status = 'pending' AND NOT x.sent_back
      AND NOT EXISTS (SELECT FROM party p WHERE p.exception_id = x.id AND root_person(p.person_id) = root_person(${actor.id}::uuid))
      AND NOT EXISTS (SELECT FROM decision d WHERE (d.exception_id, d.revision) = (x.id, x.revision) AND root_person(d.person_id) = root_person(${actor.id}::uuid))
    ORDER BY open.due_at, x.number`;
}
