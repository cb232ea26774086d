// A token takes back what it asked for itself, as long as nobody has decided it.

import { inTransaction, type Tx } from "@/lib/db";
import { withdrawIn } from "@/lib/exceptions/withdraw";
import { remember, type Sending, sentBefore } from "@/lib/gate/idempotency";
import { type Pipeline, whyLacksRight } from "@/lib/gate/pipeline";
import { type Problem, problem } from "@/lib/gate/problem";

export type Withdrawn = { number: number; replayed: boolean };

export async function withdrawAsked(
  asked: { number: number; reason: string },
  idempotencyKey: string,
  pipeline: Pipeline,
  now: Date,
): Promise<Withdrawn | Problem> {
  const lacking = whyLacksRight(pipeline, "request");
  if (lacking) return lacking;

  const path = `requests/${asked.number}/withdraw`;
  const sending: Sending = { tokenId: pipeline.tokenId, path, key: idempotencyKey, content: asked };
  const withdrawn = await inTransaction<Withdrawn | Problem>(now, async (tx) => {
    const before = await sentBefore(tx, sending);
    if (before) return "problem" in before ? before : { ...before, replayed: true };

    const { holder } = pipeline;
    const exceptionId = await askedByToken(tx, asked.number, pipeline);
    if (!exceptionId || !holder) return problem("not_found", "This token has asked for no such request.");
    const outcome = await withdrawIn(tx, { exceptionId, reason: asked.reason }, holder, now);
    if (!outcome.ok) return problem("wrong_status", outcome.message);
    await remember(tx, sending, asked.number);
    return { number: asked.number, replayed: false };
  });
  return "ok" in withdrawn ? problem("unavailable", withdrawn.message) : withdrawn;
}

/** The trail tells which token asked, and in whose name. */
async function askedByToken(tx: Tx, number: number, pipeline: Pipeline): Promise<string | null> {
  const [found] = await tx.$queryRaw<{ id: string }[]>`
    SELECT x.id FROM exception x JOIN audit_event e ON (e.exception_id, e.version) = (x.id, 1)
    WHERE x.number = ${number} AND e.via = 'token' AND e.body ->> 'token' = ${pipeline.tokenId}
      AND x.filed_by_id = ${pipeline.holder?.id ?? null}::uuid`;
  return found?.id ?? null;
}
