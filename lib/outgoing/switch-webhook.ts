// An administrator switches a webhook off or on again. What happens while it is off is not kept for it; what waited before
// goes on once it is on.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { lockWebhook } from "@/lib/outgoing/lock-webhook";
import { whyCannotAdminister } from "@/lib/people/administration";
import { type Outcome, refuse } from "@/lib/refusal";

export const switchedOffByHand = "an administrator wanted it so";

type Which = { webhookId: string };

export function switchOff({ webhookId }: Which, actor: Actor, now: Date): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const refusal = whyCannotAdminister(actor);
    if (refusal) return refusal;
    const webhook = await lockWebhook(tx, webhookId);
    if (!webhook) return refuse("not-found", "There is no such webhook.");
    if (webhook.offAt) return { ok: true };

    await tx.webhook.update({ where: { id: webhookId }, data: { offAt: now, offWhy: switchedOffByHand } });
    const body = { address: webhook.address, why: switchedOffByHand };
    await record(tx, { stream: `webhook/${webhookId}`, action: "webhook.switched_off", actor, body });
    return { ok: true };
  });
}

export function switchOn({ webhookId }: Which, actor: Actor, now: Date): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const refusal = whyCannotAdminister(actor);
    if (refusal) return refusal;
    const webhook = await lockWebhook(tx, webhookId);
    if (!webhook) return refuse("not-found", "There is no such webhook.");
    if (!webhook.offAt) return { ok: true };

    await tx.webhook.update({ where: { id: webhookId }, data: { offAt: null, offWhy: "", failures: 0 } });
    const body = { address: webhook.address };
    await record(tx, { stream: `webhook/${webhookId}`, action: "webhook.switched_on", actor, body });
    return { ok: true };
  });
}
