// An administrator changes what the messages are signed with. For a day both secrets sign, so that the other side can
// change without refusing any.

import { addHours } from "date-fns";

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { lockWebhook } from "@/lib/outgoing/lock-webhook";
import { newSecret } from "@/lib/outgoing/signature";
import { whyCannotAdminister } from "@/lib/people/administration";
import { type Outcome, refuse } from "@/lib/refusal";

export type ChangedSecret = { secret: string; bothUntil: Date };

const hoursOfBoth = 24;

export function changeSecret(
  { webhookId }: { webhookId: string },
  actor: Actor,
  now: Date,
): Promise<Outcome<ChangedSecret>> {
  return inTransaction<Outcome<ChangedSecret>>(now, async (tx) => {
    const refusal = whyCannotAdminister(actor);
    if (refusal) return refusal;
    const webhook = await lockWebhook(tx, webhookId);
    if (!webhook) return refuse("not-found", "There is no such webhook.");
    if (webhook.kind !== "standard") return refuse("wrong-status", "Only messages to a program are signed.");

    const { secret: previous } = await tx.webhookSecret.findUniqueOrThrow({ where: { webhookId } });
    const secret = newSecret();
    const bothUntil = addHours(now, hoursOfBoth);
    await tx.webhookSecret.update({
      where: { webhookId },
      data: { secret, previous, previousUntil: bothUntil },
    });
    const body = { address: webhook.address, bothUntil: bothUntil.toISOString() };
    await record(tx, { stream: `webhook/${webhookId}`, action: "webhook.secret_changed", actor, body });
    return { ok: true, secret, bothUntil };
  });
}
