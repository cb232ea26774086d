import { db } from "@/lib/db";
import { byUrgency, exceptionRowSelect } from "@/lib/people/exception-rows";

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

  const { memberships, ...controlOwner } = policy.controlOwner;
  return {
    ...policy,
    controlOwner: { ...controlOwner, memberIds: memberships.map(({ personId }) => personId) },
    exceptions: exceptions.sort(byUrgency),
    inForce: breaking.filter(({ inForce }) => inForce).length,
  };
}
