// A remark on the record. It changes nothing, so it makes no revision and needs no new decision.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import type { Note } from "@/lib/exceptions/schemas";
import { auditorsWriteNothing, type Outcome, type Refusal, refuse } from "@/lib/refusal";

export function addNote({ exceptionId, note }: Note, actor: Actor, now: Date): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const exception = await tx.exception.findUnique({ where: { id: exceptionId }, select: { id: true } });
    if (!exception) return refuse("not-found", "There is no such exception.");
    const refusal = whyCannotNote(actor);
    if (refusal) return refusal;

    await tx.reviewNote.create({ data: { exceptionId, byId: actor.id, body: note }, select: { id: true } });
    await record(tx, { action: "note.added", exceptionId, actor, body: { note } });
    return { ok: true };
  });
}

export function whyCannotNote(actor: { role: Actor["role"] }): Refusal | null {
  return actor.role === "auditor" ? auditorsWriteNothing : null;
}
