// The leaves as they stand in the database, and roots over any range of them.

import { GrowingTree, joinedRoot } from "@/lib/audit/merkle";
import { db } from "@/lib/db";

const hashLength = 32;
/** So many leaves are read at once; the roots of whole blocks are kept, since leaves never change. */
const block = 1024;
const blocks = new Map<number, Buffer>();

export async function countLeaves(): Promise<number> {
  const [row] = await db.$queryRaw<{ leaves: bigint }[]>`
    SELECT coalesce(max(idx) + 1, 0) AS leaves FROM audit_leaf`;
  return Number(row?.leaves ?? 0);
}

/** In their order, one after the other, a block at a time. The end is not in it. */
export async function* leavesBetween(from: number, to: number): AsyncGenerator<Buffer> {
  for (let at = from; at < to; at += block) {
    const end = Math.min(at + block, to);
    const [row] = await db.$queryRaw<{ hashes: Uint8Array | null }[]>`
      SELECT string_agg(hash, ''::bytea ORDER BY idx) AS hashes FROM audit_leaf WHERE idx >= ${at} AND idx < ${end}`;
    const hashes = Buffer.from(row?.hashes ?? []);
    if (hashes.length !== (end - at) * hashLength)
      throw new Error(`Leaves between ${at} and ${end} are missing.`);
    for (let place = 0; place < hashes.length; place += hashLength) {
      yield hashes.subarray(place, place + hashLength);
    }
  }
}

/** The root over the leaves from one place up to another, which is not in it. */
export async function rootOfLeaves(from: number, to: number): Promise<Buffer> {
  if (to - from > block) return joinedRoot(from, to, rootOfLeaves);
  const isWhole = to - from === block && from % block === 0;
  const known = isWhole && blocks.get(from);
  if (known) return known;

  const tree = new GrowingTree();
  for await (const leaf of leavesBetween(from, to)) tree.add(leaf);
  if (isWhole) blocks.set(from, tree.root());
  return tree.root();
}
