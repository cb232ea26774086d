// An administrator retires an issuer: from that instant none of its tokens is taken, and what they were swapped for ends.
// Its bindings stay as they are, and ask again once it is reinstated.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import type { IssuerId } from "@/lib/gate/schemas";
import { whyCannotAdminister } from "@/lib/people/administration";
import { type Outcome, refuse } from "@/lib/refusal";

export function retireIssuer(asked: IssuerId, actor: Actor, now: Date): Promise<Outcome> {
  return setRetired(asked, now, actor, now);
}

export function reinstateIssuer(asked: IssuerId, actor: Actor, now: Date): Promise<Outcome> {
  return setRetired(asked, null, actor, now);
}

function setRetired(
  { issuerId }: IssuerId,
  retiredAt: Date | null,
  actor: Actor,
  now: Date,
): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const refusal = whyCannotAdminister(actor);
    if (refusal) return refusal;
    await tx.$queryRaw`SELECT 1 FROM pipeline_issuer WHERE id = ${issuerId}::uuid FOR UPDATE`;
    const issuer = await tx.pipelineIssuer.findUnique({ where: { id: issuerId } });
    if (!issuer) return refuse("not-found", "There is no such issuer.");
    if ((issuer.retiredAt === null) === (retiredAt === null))
      return refuse("wrong-status", retiredAt ? "It is retired already." : "It is not retired.");

    await tx.pipelineIssuer.update({ where: { id: issuerId }, data: { retiredAt }, select: { id: true } });
    await record(tx, {
      stream: `pipeline_issuer/${issuerId}`,
      action: retiredAt ? "issuer.retired" : "issuer.reinstated",
      actor,
      body: { url: issuer.url },
    });
    return { ok: true };
  });
}
