// An administrator makes a token for a pipeline, bound to systems and environments. It is shown once, ends within
// 90 days, and no right to decide exists (R6).

import { addDays } from "date-fns";

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import type { NewToken } from "@/lib/gate/schemas";
import { newSecret, secretHash } from "@/lib/gate/token-secret";
import { whyUnknownSystems } from "@/lib/gate/why-unknown-systems";
import { whyCannotAdminister } from "@/lib/people/administration";
import type { Outcome } from "@/lib/refusal";

export function makeToken(
  { days, ...token }: NewToken,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ id: string; secret: string }>> {
  return inTransaction<Outcome<{ id: string; secret: string }>>(now, async (tx) => {
    const refusal = whyCannotAdminister(actor) ?? (await whyUnknownSystems(tx, token.systemIds));
    if (refusal) return refusal;

    const secret = newSecret();
    const expiresAt = addDays(now, days);
    const { id } = await tx.apiToken.create({
      data: { ...token, hash: new Uint8Array(secretHash(secret) as Buffer), byId: actor.id, expiresAt },
      select: { id: true },
    });
    const { name, rights } = token;
    await record(tx, {
      stream: `api_token/${id}`,
      action: "token.made",
      actor,
      body: { name, rights, expiresAt: expiresAt.toISOString() },
    });
    return { ok: true, id, secret };
  });
}
