import { db } from "@/lib/db";
import { byUrgency, exceptionRowSelect } from "@/lib/people/exception-rows";

export type SystemPage = NonNullable<Awaited<ReturnType<typeof systemPage>>>;

/** A system with the exceptions that stand on it in their current revision; null when there is none with this key. */
export async function systemPage(key: string) {
  const system = await db.system.findUnique({ where: { key } });
  if (!system) return null;

  const standing = await db.$queryRaw<{ id: string; inForce: boolean }[]>`
    SELECT DISTINCT x.id, x.id IN (SELECT f.id FROM in_force_now f) AS "inForce"
    FROM exception x JOIN scope s ON (s.exception_id, s.revision) = (x.id, x.revision)
    WHERE s.system_id = ${system.id}::uuid`;
  const exceptions = await db.exception.findMany({
    where: { id: { in: standing.map(({ id }) => id) } },
    ...exceptionRowSelect,
  });

  return {
    ...system,
    exceptions: exceptions.sort(byUrgency),
    inForce: standing.filter(({ inForce }) => inForce).length,
  };
}
