// The webhooks and what was sent to them, for those who run the register. Secrets are in none of it.

import { db } from "@/lib/db";
import { switchedOffByHand } from "@/lib/outgoing/switch-webhook";
import type { DeliveryState, WebhookKind } from "@/prisma/generated/enums";

export type ListedWebhook = {
  id: string;
  kind: WebhookKind;
  address: string;
  events: string[];
  offAt: Date | null;
  offWhy: string;
  failures: number;
  lastAt: Date | null;
  lastState: DeliveryState | null;
};

/** Those that are on come first. */
export function webhookList(): Promise<ListedWebhook[]> {
  return db.$queryRaw<ListedWebhook[]>`
    SELECT w.id, w.kind, w.address, w.events, w.off_at AS "offAt", w.off_why AS "offWhy", w.failures,
           last.written_at AS "lastAt", last.state AS "lastState"
    FROM webhook w
    LEFT JOIN LATERAL (SELECT d.written_at, d.state FROM delivery d WHERE d.webhook_id = w.id
                       ORDER BY d.written_at DESC LIMIT 1) last ON true
    ORDER BY w.off_at IS NOT NULL, w.address, w.id`;
}

/** Switched off because they failed, and not on again: somebody has to look. */
export function countSilencedWebhooks(): Promise<number> {
  return db.webhook.count({ where: { offAt: { not: null }, offWhy: { not: switchedOffByHand } } });
}

export async function oneWebhook(id: string) {
  const webhook = await db.webhook.findUnique({
    where: { id },
    include: {
      madeBy: { select: { id: true, name: true, deactivatedAt: true } },
      secret: { select: { previousUntil: true } },
    },
  });
  if (!webhook) return null;
  const { secret, ...rest } = webhook;
  const systems = await db.system.findMany({
    where: { id: { in: webhook.systemIds } },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
  });
  return { ...rest, systems, bothUntil: secret?.previousUntil ?? null };
}

const pageSize = 50;

export async function deliveriesOf(webhookId: string, page: number) {
  const [deliveries, total] = await Promise.all([
    db.delivery.findMany({
      where: { webhookId },
      select: {
        id: true,
        state: true,
        attempts: true,
        writtenAt: true,
        nextAt: true,
        event: { select: { type: true, data: true } },
        log: { orderBy: { at: "desc" }, take: 1, select: { failure: true } },
      },
      orderBy: [{ writtenAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    db.delivery.count({ where: { webhookId } }),
  ]);
  return { deliveries, total, pageSize };
}

export function oneDelivery(id: string) {
  return db.delivery.findUnique({
    where: { id },
    include: {
      event: {
        include: { exception: { select: { title: true } }, policy: { select: { title: true } } },
      },
      webhook: {
        select: { id: true, address: true, kind: true, branch: true, offAt: true, startsRechecks: true },
      },
      log: { orderBy: [{ at: "desc" }, { id: "desc" }] },
    },
  });
}
