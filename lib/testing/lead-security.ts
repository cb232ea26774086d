import { db } from "@/lib/db";
import { editGroup } from "@/lib/people/edit-group";
import { type Cast, filled, noon } from "@/lib/testing/cast";

/** Ada leads Security, which answers for a security rule: she reviews quarters and leads meetings. */
export async function leadSecurity(cast: Cast): Promise<void> {
  const { id, name, purpose, aboveId, isForum } = await db.group.findUniqueOrThrow({
    where: { id: cast.group.security },
  });
  const edit = { groupId: id, name, purpose, aboveId, isForum, leadId: cast.actor.Ada.id };
  await filled(editGroup(edit as never, cast.actor.Root, noon));
}
