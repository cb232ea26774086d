import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { type ExceptionRow, exceptionRowSelect } from "@/lib/people/exception-rows";

/** What this person watches, whatever became of it, the youngest first. */
export function watchedBy({ id }: Pick<Actor, "id">): Promise<ExceptionRow[]> {
  return db.exception.findMany({
    where: { attention: { some: { personId: id, watching: true } } },
    ...exceptionRowSelect,
    orderBy: { number: "desc" },
  });
}

export async function isWatched({ id: personId }: Pick<Actor, "id">, exceptionId: string): Promise<boolean> {
  return (await db.attention.count({ where: { personId, exceptionId, watching: true } })) === 1;
}
