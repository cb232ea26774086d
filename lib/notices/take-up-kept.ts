// Mail that was written while no server was named is kept. Once there is one, its notices wait again: what still holds is
// written anew, few by themselves and many as one, and what has lost its sense or was read meanwhile stays away (R14).
// Letters go out as they are, while they are worth reading.

import { db, inTransaction, type Tx } from "@/lib/db";
import { serverFromEnvironment } from "@/lib/notices/send-mails";
import type { Server } from "@/lib/notices/transport";

export async function takeUpKept(
  now: Date,
  server: Server | null = serverFromEnvironment(),
): Promise<{ done: number; failed: [] }> {
  if (!server) return { done: 0, failed: [] };
  const readers = await db.mail.groupBy({ by: ["personId"], where: { state: "kept" } });
  let done = 0;
  for (const { personId } of readers) {
    const taken = await inTransaction(now, async (tx) => ({ mails: await takeUp(tx, personId, now) }));
    if ("mails" in taken) done += taken.mails;
  }
  return { done, failed: [] };
}

async function takeUp(tx: Tx, personId: string, now: Date): Promise<number> {
  const kept = await tx.$queryRaw<{ id: string; isLetter: boolean }[]>`
    SELECT id, NOT EXISTS (SELECT FROM notice n WHERE n.mail_id = m.id) AS "isLetter"
    FROM mail m WHERE person_id = ${personId}::uuid AND state = 'kept' FOR UPDATE SKIP LOCKED`;
  const idsOf = (isLetter: boolean) => kept.filter((mail) => mail.isLetter === isLetter).map(({ id }) => id);
  await tx.mail.updateMany({
    where: { id: { in: idsOf(true) } },
    data: { state: "due", sentAt: null, nextAt: now, attempts: 0 },
  });
  await tx.notice.updateMany({
    where: { mailId: { in: idsOf(false) }, state: "sent" },
    data: { state: "due", sentAt: null, mailId: null },
  });
  await tx.mail.updateMany({
    where: { id: { in: idsOf(false) } },
    data: { state: "moot", sentAt: null, attempts: 0 },
  });
  return kept.length;
}
