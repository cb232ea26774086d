// Two people on their way out, so that the queue of exceptions without an owner and the hand-over have something to show.

import { db } from "@/lib/db";
import { deactivatePerson } from "@/lib/people/deactivate-person";
import { editPerson } from "@/lib/people/edit-person";
import { personEditSchema } from "@/lib/people/schemas";
import { workdaysAgo } from "./calendar";
import type { Cast } from "./cast";
import type { Directory } from "./directory";
import { granted } from "./refused";

/** Mateo's last day is in nine days; Paul went yesterday, with a request still open. */
export async function somebodyLeaves({ personId }: Directory, cast: Cast, now: Date): Promise<void> {
  const at = workdaysAgo(1, "16:40")({ now, before: now, end: null });
  const bjarne = await cast.as("bjarne", at);

  const mateo = await db.person.findUniqueOrThrow({ where: { id: personId.get("mateo") } });
  const { name, email, title, team, role, managerId } = mateo;
  const leavesOn = new Date(now.getTime() + 9 * 86_400_000).toISOString().slice(0, 10);
  const edit = { personId: mateo.id, name, email, title, team, role, managerId, leavesOn };
  granted(await editPerson(personEditSchema.parse(edit), bjarne, at), "Mateo's last day");

  granted(await deactivatePerson({ personId: personId.get("paul") as string }, bjarne, at), "Paul leaves");
}
