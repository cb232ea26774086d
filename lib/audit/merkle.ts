// The Merkle tree over all events, as in RFC 6962, 2.1: a root stands for every leaf and their order, and a handful of
// hashes prove that one leaf is among them. A leaf is made by the database (audit_leaf).

import { createHash } from "node:crypto";

const nodePrefix = Buffer.of(1);

function nodeOf(left: Buffer, right: Buffer): Buffer {
  return createHash("sha256").update(nodePrefix).update(left).update(right).digest();
}

/** A tree to which leaves are added at its end. It keeps the roots of its whole subtrees and no leaf. */
export class GrowingTree {
  size = 0;
  /** The largest first; as many as the size has ones in binary. */
  readonly #subtrees: Buffer[] = [];

  add(leaf: Buffer): void {
    this.#subtrees.push(leaf);
    for (let whole = this.size; whole % 2 === 1; whole = (whole - 1) / 2) {
      const [left, right] = this.#subtrees.splice(-2) as [Buffer, Buffer];
      this.#subtrees.push(nodeOf(left, right));
    }
    this.size += 1;
  }

  /** 32 bytes. A tree without leaves has the hash of nothing. */
  root(): Buffer {
    return (
      this.#subtrees.reduceRight<Buffer | null>(
        (right, left) => (right ? nodeOf(left, right) : left),
        null,
      ) ?? createHash("sha256").digest()
    );
  }
}

/** The root over the leaves from one place up to another, which is not in it. */
export type RootOf = (from: number, to: number) => Promise<Buffer>;

/** Where a tree of so many leaves is cut in two: the largest power of two below its size. */
export function cutOf(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}

/** The root of a range that is put together of two that are smaller. */
export async function joinedRoot(from: number, to: number, rootOf: RootOf): Promise<Buffer> {
  const middle = from + cutOf(to - from);
  return nodeOf(await rootOf(from, middle), await rootOf(middle, to));
}

/** The hashes beside the way from a leaf to the root over `size` leaves, the nearest to the leaf first. */
export async function inclusionProof(index: number, size: number, rootOf: RootOf): Promise<Buffer[]> {
  const beside: Buffer[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + cutOf(to - from);
    if (index < middle) {
      beside.unshift(await rootOf(middle, to));
      to = middle;
    } else {
      beside.unshift(await rootOf(from, middle));
      from = middle;
    }
  }
  return beside;
}
