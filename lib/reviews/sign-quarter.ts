// Signing freezes a quarter that has ended: figures and comments as one text, with its SHA-256, once and for ever (R27).

import { createHash } from "node:crypto";

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { organisation } from "@/lib/organisation";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";
import { periodOf, type Quarter, quarterName } from "@/lib/reviews/quarter";
import { readReview } from "@/lib/reviews/review";
import { leadsSecurity, whyCannotReview } from "@/lib/reviews/reviewers";
import type { SignQuarter } from "@/lib/reviews/schemas";
import { commentsOn, type Signed } from "@/lib/reviews/signed-quarter";

export async function signQuarter(
  { quarter, seen }: SignQuarter,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ sha256: string }>> {
  const { zone } = await organisation();
  const period = periodOf(quarter, zone, now);
  const refusal =
    whyCannotReview(actor, await leadsSecurity(actor.id)) ??
    whyCannotSign({ quarter, until: period.until }, now);
  if (refusal) return refusal;

  // A quarter that has ended gives the same figures whenever they are computed, so this needs no lock.
  const review = await readReview(period);
  if (sha256(JSON.stringify(review)) !== seen)
    return refuse("outdated-revision", "These figures are not the ones you saw. Read them again, then sign.");

  return inTransaction<Outcome<{ sha256: string }>>(now, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`quarter ${quarter}`}, 0))`;
    if (await tx.quarterSnapshot.findUnique({ where: { quarter }, select: { id: true } }))
      return refuse("conflict", "This quarter is signed already.");

    const signed: Signed = { review, comments: await commentsOn(quarter, tx) };
    const figures = JSON.stringify(signed);
    const [id, hash] = [crypto.randomUUID(), sha256(figures)];
    await tx.$executeRaw`
      INSERT INTO quarter_snapshot (id, quarter, until_at, figures, hash, by_id)
      VALUES (${id}::uuid, ${quarter}, ${period.until}, ${figures}::json, decode(${hash}, 'hex'), ${actor.id}::uuid)`;
    await record(tx, {
      action: "quarter.signed",
      stream: `quarter_snapshot/${id}`,
      actor,
      body: { quarter, sha256: hash },
    });
    return { ok: true, sha256: hash };
  });
}

export function whyCannotSign(
  { quarter, until }: { quarter: Quarter; until: Date },
  now: Date,
): Refusal | null {
  if (until <= now) return null;
  return refuse("conflict", `${quarterName(quarter)} has not ended. It is signed when it has.`);
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
