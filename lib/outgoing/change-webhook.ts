// An administrator chooses anew what another system is told of. Where it goes does not change: that is another webhook.

import { changeBetween, record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { isJob } from "@/lib/outgoing/jobs";
import { keysOf } from "@/lib/outgoing/keys-of";
import { lockWebhook } from "@/lib/outgoing/lock-webhook";
import type { ChangedWebhook } from "@/lib/outgoing/schemas";
import { whyCannotAdminister } from "@/lib/people/administration";
import { type Outcome, refuse, refuseField } from "@/lib/refusal";

export function changeWebhook(
  { webhookId, ...asked }: ChangedWebhook,
  actor: Actor,
  now: Date,
): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    const refusal = whyCannotAdminister(actor);
    if (refusal) return refusal;
    const webhook = await lockWebhook(tx, webhookId);
    if (!webhook) return refuse("not-found", "There is no such webhook.");
    const { kind, events, startsRechecks, systemIds } = webhook;
    if (asked.startsRechecks && (kind === "slack" || kind === "teams"))
      return refuseField("startsRechecks", "A chat starts no re-check.");

    const wished = isJob(kind) ? { events, startsRechecks, systemIds: asked.systemIds } : asked;
    const changed = changeBetween<object>(
      { events, startsRechecks, systems: await keysOf(tx, systemIds) },
      {
        events: wished.events,
        startsRechecks: wished.startsRechecks,
        systems: await keysOf(tx, wished.systemIds),
      },
    );
    if (Object.keys(changed).length === 0) return { ok: true };
    await tx.webhook.update({ where: { id: webhookId }, data: wished });
    const body = { address: webhook.address, changed };
    await record(tx, { stream: `webhook/${webhookId}`, action: "webhook.changed", actor, body });
    return { ok: true };
  });
}
