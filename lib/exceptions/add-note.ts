// A remark on the record. It changes nothing, so it makes no revision and needs no new decision.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction, type Tx } from "@/lib/db";
import type { Note } from "@/lib/exceptions/schemas";
import { auditorsWriteNothing, type Outcome, type Refusal, refuse } from "@/lib/refusal";

export function addNote({ exceptionId, note }: Note, actor: Actor, now: Date): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    if (!(await isReadable(tx, exceptionId, actor)))
      return refuse("not-found", "There is no such exception.");
    const refusal = whyCannotNote(actor);
    if (refusal) return refusal;

    await tx.reviewNote.create({ data: { exceptionId, byId: actor.id, body: note }, select: { id: true } });
    await record(tx, { action: "note.added", exceptionId, actor, body: { note } });
    return { ok: true };
  });
}

/** Outside approvers write on what is put to a group of theirs, and learn of nothing else. */
async function isReadable(tx: Tx, id: string, { id: personId, role }: Actor): Promise<boolean> {
  const putToThem = { steps: { some: { group: { memberships: { some: { personId, untilAt: null } } } } } };
  return (await tx.exception.count({ where: { id, ...(role === "outside_approver" && putToThem) } })) === 1;
}

export function whyCannotNote(actor: { role: Actor["role"] }): Refusal | null {
  return actor.role === "auditor" ? auditorsWriteNothing : null;
}
