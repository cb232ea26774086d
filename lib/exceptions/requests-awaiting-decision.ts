import type { Actor } from "@/lib/auth/actor";
import { db, plannedOnce } from "@/lib/db";
import { Prisma } from "@/prisma/generated/client";
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
  emergency: boolean;
  /** By when an emergency that is in force has to be ratified; null: it waits to be decided. */
  ratifyBy: Date | null;
  /** The incident or launch that cannot wait. */
  urgent: string | null;
  /** Until when this person has snoozed it. */
  snoozedUntil: Date | null;
};

/**
 * What waits for this person's decision, emergencies first and then the soonest due: the open step's group has them in a seat, they are no party
 * (R4) and have not decided this revision (R5). What they snooze waits apart until its time. Inbox, badge, Home and mail all ask this one question, so they agree.
 */
export function requestsAwaitingDecision(
  actor: Pick<Actor, "id">,
  now: Date,
  snoozed = false,
): Promise<AwaitingDecision[]> {
  return db.$queryRaw<AwaitingDecision[]>`
    ${plannedOnce}
    SELECT * FROM (
    SELECT DISTINCT ON (x.id) x.id, x.number, x.title, x.risk, x.renewal, x.revision, requester.name AS "requesterName", owner.name AS "ownerName",
      open.position AS "stepPosition", (SELECT count(*)::int FROM step s WHERE (s.exception_id, s.revision) = (x.id, x.revision)) AS "stepsInAll",
      g.name AS "groupName", open.due_at AS "dueAt", x.filed_at AS "filedAt",
      x.emergency, x.ratify_by AS "ratifyBy", r.content -> 'urgent' ->> 'what' AS urgent,
      (SELECT t.snoozed_until FROM attention t
       WHERE (t.person_id, t.exception_id) = (${actor.id}::uuid, x.id) AND t.snoozed_until > ${now}) AS "snoozedUntil"
    FROM ${waitingFor(actor, now, snoozed)}
    JOIN revision r ON (r.exception_id, r.number) = (x.id, x.revision)
    JOIN approver_group g ON g.id = open.group_id
    JOIN person requester ON requester.id = x.requester_id
    JOIN person owner ON owner.id = x.owner_id
    ORDER BY x.id, open.due_at, open.position
    ) waiting ORDER BY "ratifyBy", NOT emergency, "dueAt", number`;
}

/** How many of them: what the badge on every page asks. */
export async function countAwaitingDecision(
  actor: Pick<Actor, "id">,
  now: Date,
  snoozed = false,
): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    ${plannedOnce} SELECT count(DISTINCT x.id)::int AS count FROM ${waitingFor(actor, now, snoozed)}`;
  return row?.count ?? 0;
}

// From the few that are pending, and the emergencies to ratify, to their step of one of my groups. Who I am, aliases and all, is asked once and not for
// each party and decision.
function waitingFor(actor: Pick<Actor, "id">, now: Date, snoozed: boolean): Prisma.Sql {
  const myGroups = Prisma.sql`SELECT m.group_id FROM membership m
    WHERE m.person_id = ${actor.id}::uuid AND m.from_at <= ${now} AND (m.until_at IS NULL OR m.until_at > ${now})`;
  const me = Prisma.sql`SELECT p.id FROM person p, root_person(${actor.id}::uuid) root WHERE root IN (p.id, p.same_as_id)`;
  const unsigned = (step: Prisma.Sql) =>
    Prisma.sql`${step}.needed > (SELECT count(*) FROM decision d WHERE d.step_id = ${step}.id AND d.verdict = 'approve'
      AND NOT EXISTS (SELECT FROM retraction t WHERE t.decision_id = d.id))`;

  return Prisma.sql`(
      SELECT * FROM exception x
      WHERE (x.status = 'pending' AND NOT x.sent_back
          OR x.status = 'active' AND x.ratified_at IS NULL AND x.ratify_by > ${now} AND x.ends_at > ${now})
        AND NOT EXISTS (SELECT FROM party p WHERE p.exception_id = x.id AND p.person_id = ANY (ARRAY(${me})))
        AND NOT EXISTS (SELECT FROM decision d
          WHERE (d.exception_id, d.revision) = (x.id, x.revision) AND d.person_id = ANY (ARRAY(${me})))
        AND ${snoozed} = EXISTS (SELECT FROM attention t
          WHERE (t.person_id, t.exception_id) = (${actor.id}::uuid, x.id) AND t.snoozed_until > ${now})
    ) x
    JOIN step open ON (open.exception_id, open.revision) = (x.id, x.revision)
      AND open.group_id = ANY (ARRAY(${myGroups}))
      AND ${unsigned(Prisma.sql`open`)}
      AND (x.emergency OR NOT EXISTS (SELECT FROM step earlier
        WHERE (earlier.exception_id, earlier.revision) = (x.id, x.revision)
          AND coalesce(earlier.stage, earlier.position) < coalesce(open.stage, open.position)
          AND ${unsigned(Prisma.sql`earlier`)}))`;
}
