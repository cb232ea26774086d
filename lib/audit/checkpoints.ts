// What was signed, held against what is there.

import { type Checkpoint, readNote } from "@/lib/audit/checkpoint";
import { countLeaves, leavesBetween } from "@/lib/audit/leaves";
import { GrowingTree } from "@/lib/audit/merkle";
import { db } from "@/lib/db";

export type KeptCheckpoint = { size: number; at: Date; note: string; key: string };

/** A signer that runs signs what is new within a minute. */
const patience = 10 * 60_000;

/** The newest checkpoint, and whether whoever signs has left what is new lying for too long. */
export async function signedSoFar(
  now: Date,
): Promise<{ latest: KeptCheckpoint | null; waitsTooLong: boolean }> {
  const latest = await latestCheckpoint(now);
  const [row] = await db.$queryRaw<{ late: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM audit_event e
      WHERE e.id > coalesce((SELECT l.event_id FROM audit_leaf l WHERE l.idx = ${(latest?.size ?? 0) - 1}), 0)
        AND e.at < ${new Date(now.getTime() - patience)}) AS late`;
  return { latest, waitsTooLong: row?.late ?? false };
}

/** The newest one by that instant that the register has been handed by whoever signs, or null. */
export async function latestCheckpoint(now: Date): Promise<KeptCheckpoint | null> {
  const row = await db.auditCheckpoint.findFirst({
    where: { at: { lte: now } },
    orderBy: { size: "desc" },
  });
  return row && { ...row, size: Number(row.size) };
}

/** Those that the register keeps itself, which whoever owns the database could have taken away, but not forged. */
export async function keptNotes(): Promise<{ notes: string[]; key: string | null }> {
  const rows = await db.auditCheckpoint.findMany({
    orderBy: { size: "asc" },
    select: { note: true, key: true },
  });
  return { notes: rows.map(({ note }) => note), key: rows.at(-1)?.key ?? null };
}

/** The first of the signed notes that does not fit what is there, in one sentence; null: all of them do. */
export async function firstForgery(notes: string[], publicKey: string): Promise<string | null> {
  const signed: Checkpoint[] = [];
  for (const note of notes) {
    const checkpoint = readNote(note, publicKey);
    if (!checkpoint)
      return `The checkpoint “${note.split("\n").slice(0, 2).join(", ")}” is not signed with this key.`;
    signed.push(checkpoint);
  }

  signed.sort((a, b) => a.size - b.size);
  const [largest, leaves] = [signed.at(-1), await countLeaves()];
  if (largest && largest.size > leaves)
    return `${largest.size} events were signed on ${largest.at.toISOString()}, and ${leaves} are there: events were taken away.`;
  const tree = new GrowingTree();
  for (const { size, root, at } of signed) {
    for await (const leaf of leavesBetween(tree.size, size)) tree.add(leaf);
    if (!tree.root().equals(root))
      return `The first ${size} events are not those signed on ${at.toISOString()}.`;
  }
  return null;
}
