// One setting, with its event. The same value again changes nothing and writes nothing.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db";
import type { Prisma } from "@/prisma/generated/client";

export async function setSetting(
  tx: Tx,
  key: string,
  value: Prisma.InputJsonValue,
  actor: Actor | "operator",
): Promise<void> {
  const before = await tx.setting.findUnique({ where: { key } });
  if (JSON.stringify(before?.value) === JSON.stringify(value)) return;
  const { id } = await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
  const body = { key, before: before?.value ?? null, after: value };
  await record(tx, { stream: `setting/${id}`, action: "setting.changed", actor, body });
}
