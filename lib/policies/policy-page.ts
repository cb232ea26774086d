import { db } from "@/lib/db";
import { byUrgency, exceptionRowSelect } from "@/lib/people/exception-rows";

/** What was asked for a third time or more: a design problem by now, with the plan that is to end it (R17). */
export type DesignProblem = { number: number; plan: string; by: string };

export type PolicyPage = NonNullable<Awaited<ReturnType<typeof policyPage>>>;

/** A policy with the exceptions that break it in their current revision; null when there is none with this key. */
export async function policyPage(key: string) {
  const policy = await db.policy.findUnique({
    where: { key },
    include: {
      controlOwner: {
        select: {
          id: true,
          key: true,
          name: true,
          retiredAt: true,
          memberships: { where: { untilAt: null }, select: { personId: true } },
        },
      },
    },
  });
  if (!policy) return null;

  const breaking = await db.$queryRaw<{ id: string; inForce: boolean }[]>`
    SELECT DISTINCT x.id, x.id IN (SELECT f.id FROM in_force_now f) AS "inForce"
    FROM exception x JOIN scope s ON (s.exception_id, s.revision) = (x.id, x.revision)
    WHERE s.policy_id = ${policy.id}::uuid`;
  const exceptions = await db.exception.findMany({
    where: { id: { in: breaking.map(({ id }) => id) } },
    ...exceptionRowSelect,
  });

  const designProblems = await db.$queryRaw<DesignProblem[]>`
    SELECT DISTINCT x.number, r.content->'remediation'->>'plan' AS plan, r.content->'remediation'->>'by' AS by
    FROM exception x
    JOIN scope s ON (s.exception_id, s.revision) = (x.id, x.revision)
    JOIN revision r ON (r.exception_id, r.number) = (x.id, x.revision)
    WHERE s.policy_id = ${policy.id}::uuid AND x.renewal >= 3 AND x.status IN ('pending', 'active', 'expired')
    ORDER BY x.number`;

  const { memberships, ...controlOwner } = policy.controlOwner;
  return {
    ...policy,
    controlOwner: { ...controlOwner, memberIds: memberships.map(({ personId }) => personId) },
    exceptions: exceptions.sort(byUrgency),
    designProblems,
    inForce: breaking.filter(({ inForce }) => inForce).length,
  };
}
