// That events stand under a checkpoint, for whoever has neither this database nor its leaves.

import { latestCheckpoint } from "@/lib/audit/checkpoints";
import { rootOfLeaves } from "@/lib/audit/leaves";
import type { End } from "@/lib/audit/links";
import { inclusionProof } from "@/lib/audit/merkle";
import { db } from "@/lib/db";

/** The last event of a stream that was signed: by its chain it proves all events of the stream before it. */
export type Proof = {
  stream: string;
  seq: number;
  index: number;
  /** The hashes beside its way to the root, in hex, the nearest first. */
  beside: string[];
};

export type Proofs = { note: string; key: string; proofs: Proof[] };

/** Of these streams up to their ends, in their order. What is newer than the checkpoint has no proof yet; null: nothing is signed. */
export async function proofsOf(ends: End[], now: Date): Promise<Proofs | null> {
  const checkpoint = await latestCheckpoint(now);
  if (!checkpoint) return null;
  const { size, note, key } = checkpoint;

  const [streams, last] = [ends.map(({ stream }) => stream), ends.map(({ seq }) => seq)];
  const signed = await db.$queryRaw<{ stream: string; seq: number; index: bigint }[]>`
    SELECT asked.stream, found.seq, found.idx AS index
    FROM unnest(${streams}::text[], ${last}::int[]) WITH ORDINALITY AS asked(stream, seq, place)
    CROSS JOIN LATERAL (
      SELECT e.seq, l.idx FROM audit_event e JOIN audit_leaf l ON l.event_id = e.id
      WHERE e.stream = asked.stream AND e.seq <= asked.seq AND l.idx < ${size} ORDER BY e.seq DESC LIMIT 1) found
    ORDER BY asked.place`;

  const proofs: Proof[] = [];
  for (const { stream, seq, index } of signed) {
    const beside = await inclusionProof(Number(index), size, rootOfLeaves);
    proofs.push({ stream, seq, index: Number(index), beside: beside.map((hash) => hash.toString("hex")) });
  }
  return { note, key, proofs };
}
