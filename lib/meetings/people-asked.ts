import { db } from "@/lib/db";
import { invited } from "@/lib/meetings/invited";

/** The names of those who are asked to the next meeting, for whoever ticks who is there. */
export async function peopleAsked() {
  return db.person.findMany({
    where: { id: { in: await invited() } },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
  });
}
