import type { Tx } from "@/lib/db";
import type { Webhook } from "@/prisma/generated/client";

export async function lockWebhook(tx: Tx, id: string): Promise<Webhook | null> {
  await tx.$queryRaw`SELECT 1 FROM webhook WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.webhook.findUnique({ where: { id } });
}
