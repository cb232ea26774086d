// Evidence is added by who has to do with the exception, and never changes (R2). Evidence of a condition proves it: the
// condition holds from then on. Each is one event with the file's hash; it makes no revision and needs no new decision.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction, type Tx } from "@/lib/db";
import { megabyte } from "@/lib/evidence/accepted-files";
import type { Checked, NewEvidence } from "@/lib/evidence/new-evidence";
import { whyCannotAddEvidence, whyCannotAttest } from "@/lib/exceptions/conditions";
import { statusAt } from "@/lib/exceptions/lifecycle";
import { type LockedException, lockException } from "@/lib/exceptions/lock-exception";
import { hex } from "@/lib/exceptions/revisions";
import { type Outcome, type Refusal, refuse, refuseField } from "@/lib/refusal";

const mostPerException = 50 * megabyte;

type Added = { number: number; evidenceId: string; holds: boolean };

export function addEvidence(given: NewEvidence, actor: Actor, now: Date): Promise<Outcome<Added>> {
  return inTransaction<Outcome<Added>>(now, async (tx) => {
    const locked = await lockException(tx, given.exceptionId);
    if (!locked) return refuse("not-found", "There is no such exception.");
    const exception = { ...locked, status: statusAt(locked, now) };

    const conditions = await conditionsOf(tx, exception);
    const condition = conditions.find(({ id }) => id === given.conditionId);
    if (given.conditionId && !condition) return refuse("not-found", "There is no such condition.");

    const refusal =
      (condition
        ? whyCannotAttest(condition, exception, actor)
        : whyCannotAddEvidence(
            { ...exception, conditionOwnerIds: conditions.map(({ ownerId }) => ownerId) },
            actor,
          )) ?? (await whyTooMuch(tx, exception.id, given.evidence));
    if (refusal) return refusal;

    const evidenceId = await store(tx, given, actor);
    const proves = condition !== undefined && condition.state !== "holds";
    if (proves) {
      await tx.condition.update({
        where: { id: condition.id },
        data: { state: "holds", reason: null },
        select: { id: true },
      });
    }
    const { version, number } = await tx.exception.update({
      where: { id: exception.id },
      data: { version: { increment: 1 } },
      select: { version: true, number: true },
    });
    const about = { exceptionId: exception.id, version, actor };
    const { name, sha256 } = given.evidence;
    const body = { evidence: evidenceId, name, sha256: hex(sha256), note: given.note };
    const position = condition?.position ?? undefined;
    if (proves) {
      await record(tx, {
        ...about,
        action: "condition.attested",
        body: { ...body, condition: condition.id, position: position ?? 0 },
      });
    } else {
      await record(tx, { ...about, action: "evidence.added", body: { ...body, condition: position } });
    }
    return { ok: true, number, evidenceId, holds: condition !== undefined };
  });
}

function conditionsOf(tx: Tx, { id: exceptionId, revision }: Pick<LockedException, "id" | "revision">) {
  return tx.condition.findMany({
    where: { exceptionId, revision },
    select: { id: true, kind: true, position: true, ownerId: true, state: true },
  });
}

async function whyTooMuch(tx: Tx, exceptionId: string, { size }: Checked): Promise<Refusal | null> {
  const { _sum } = await tx.evidence.aggregate({ where: { exceptionId }, _sum: { bytes: true } });
  if ((_sum.bytes ?? 0) + size <= mostPerException) return null;
  return refuseField("file", "The evidence of one exception has at most 50 MB.", "too-long");
}

async function store(tx: Tx, { exceptionId, conditionId, evidence }: NewEvidence, actor: Actor) {
  const { name, link, sha256, bytes, size } = evidence;
  if (bytes)
    await tx.$executeRaw`INSERT INTO evidence_file (sha256, bytes) VALUES (${sha256}, ${bytes}) ON CONFLICT DO NOTHING`;
  const { id } = await tx.evidence.create({
    data: { exceptionId, conditionId, byId: actor.id, name, link, sha256, bytes: size },
    select: { id: true },
  });
  return id;
}
