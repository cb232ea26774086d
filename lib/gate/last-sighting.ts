import { db } from "@/lib/db";

export type Sighting = { evaluationId: string; pipeline: string; at: Date };

/** When a pipeline last met what an exception covers, and which one it was; null: none has. */
export async function lastSightingOf(exceptionId: string): Promise<Sighting | null> {
  const found = await db.sighting.findFirst({
    where: { exceptionId },
    select: {
      evaluation: { select: { id: true, receivedAt: true, token: { select: { name: true } } } },
    },
    orderBy: { evaluation: { receivedAt: "desc" } },
  });
  if (!found) return null;
  const { id, receivedAt, token } = found.evaluation;
  return { evaluationId: id, pipeline: token.name, at: receivedAt };
}
