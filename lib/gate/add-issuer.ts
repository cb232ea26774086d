// An administrator says whose tokens pipelines may show, by the issuer's exact address. Which of them ask for what is said
// by bindings.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { env } from "@/lib/env";
import type { NewIssuer } from "@/lib/gate/schemas";
import { allowedHosts, whyNotReachable } from "@/lib/network/allowed-hosts";
import { whyCannotAdminister } from "@/lib/people/administration";
import { type Outcome, refuseField } from "@/lib/refusal";

export function addIssuer(
  { url, kind }: NewIssuer,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ id: string }>> {
  return inTransaction<Outcome<{ id: string }>>(now, async (tx) => {
    const refusal = whyCannotAdminister(actor);
    if (refusal) return refusal;
    const unreachable = whyNotReachable(url, allowedHosts(env().WEBHOOK_ALLOWED_HOSTS));
    if (unreachable) return refuseField("url", unreachable);
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`issuer ${url}`}, 0))`;
    if (await tx.pipelineIssuer.findUnique({ where: { url } }))
      return refuseField("url", "This issuer is here already.");

    const { id } = await tx.pipelineIssuer.create({ data: { url, kind }, select: { id: true } });
    const body = { url, kind };
    await record(tx, { stream: `pipeline_issuer/${id}`, action: "issuer.added", actor, body });
    return { ok: true, id };
  });
}
