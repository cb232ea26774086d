// A person has a delivery sent once more, under the same webhook-id, with all its attempts before it.

import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { whyCannotAdminister } from "@/lib/people/administration";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";
import type { DeliveryState, Role } from "@/prisma/generated/enums";

export function whyCannotSendAgain(
  delivery: { state: DeliveryState; webhook: { offAt: Date | null } },
  actor: { role: Role },
): Refusal | null {
  const refusal = whyCannotAdminister(actor);
  if (refusal) return refusal;
  if (delivery.webhook.offAt) return refuse("wrong-status", "The webhook is off. Switch it on first.");
  if (delivery.state === "due") return refuse("wrong-status", "It is on its way.");
  if (delivery.state === "moot") return refuse("wrong-status", "It is no longer true.");
  return null;
}

export function sendAgain({ deliveryId }: { deliveryId: string }, actor: Actor, now: Date): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM delivery WHERE id = ${deliveryId}::uuid FOR UPDATE`;
    const delivery = await tx.delivery.findUnique({
      where: { id: deliveryId },
      select: { state: true, webhook: { select: { offAt: true } } },
    });
    if (!delivery) return refuse("not-found", "There is no such delivery.");
    const refusal = whyCannotSendAgain(delivery, actor);
    if (refusal) return refusal;

    await tx.delivery.update({
      where: { id: deliveryId },
      data: { state: "due", sentAt: null, nextAt: now, attempts: 0, leaseUntil: null },
    });
    return { ok: true };
  });
}
