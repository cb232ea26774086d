import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";

import { newSigningKey, notesIn, readNote, signedNote, signingKey } from "@/lib/audit/checkpoint";
import { GrowingTree, inclusionProof, joinedRoot, type RootOf } from "@/lib/audit/merkle";

const leafOf = (hex: string) =>
  createHash("sha256").update(Buffer.of(0)).update(Buffer.from(hex, "hex")).digest();
const nodeOf = (left: Buffer, right: Buffer) =>
  createHash("sha256").update(Buffer.of(1)).update(left).update(right).digest();

function treeOf(leaves: Buffer[]): GrowingTree {
  const tree = new GrowingTree();
  for (const leaf of leaves) tree.add(leaf);
  return tree;
}

describe("the tree of Certificate Transparency's own test vectors", () => {
  const leaves = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
  ].map(leafOf);

  test.each([
    [0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    [1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"],
    [2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    [3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"],
    [4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"],
    [5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"],
    [6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"],
    [7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"],
    [8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"],
  ])("over %i leaves", (size, root) => {
    expect(treeOf(leaves.slice(0, size)).root().toString("hex")).toBe(root);
  });
});

test("of every leaf in trees of every size up to 70 the proof leads to the root, and no other leaf's does", async () => {
  const leaves = Array.from({ length: 70 }, (_, n) => leafOf(n.toString(16).padStart(4, "0")));
  const rootOf: RootOf = async (from, to) =>
    to - from === 1 ? (leaves[from] as Buffer) : joinedRoot(from, to, rootOf);

  for (let size = 1; size <= 70; size++) {
    const root = treeOf(leaves.slice(0, size)).root();
    expect(await rootOf(0, size)).toEqual(root);
    for (let index = 0; index < size; index++) {
      const proof = await inclusionProof(index, size, rootOf);
      expect(rootFrom(leaves[index] as Buffer, index, size, proof)).toEqual(root);
      expect(rootFrom(leaves[(index + 1) % 70] as Buffer, index, size, proof)).not.toEqual(root);
    }
  }
});

/** As RFC 9162, 2.1.3.2 checks a proof: written after the text and not after our code. */
function rootFrom(leaf: Buffer, index: number, size: number, proof: Buffer[]): Buffer | null {
  let [fn, sn, hash] = [index, size - 1, leaf];
  for (const beside of proof) {
    if (sn === 0) return null;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeOf(beside, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else hash = nodeOf(hash, beside);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  return sn === 0 ? hash : null;
}

describe("a signed note", () => {
  const key = newSigningKey("exceptions.example.com/audit");
  const checkpoint = {
    origin: "exceptions.example.com/audit",
    size: 48_211,
    root: leafOf("00"),
    at: new Date("2026-11-20T05:00:00Z"),
  };
  const note = signedNote(checkpoint, key);

  test("has the lines of a checkpoint, and its signature", () => {
    expect(note.split("\n")).toEqual([
      "exceptions.example.com/audit",
      "48211",
      leafOf("00").toString("base64"),
      "2026-11-20T05:00:00.000Z",
      "",
      expect.stringMatching(/^— exceptions\.example\.com\/audit [A-Za-z0-9+/]{91}=$/),
      "",
    ]);
  });

  test("is read with the key that signed it", () => {
    expect(readNote(note, key.publicKey)).toEqual(checkpoint);
    expect(readNote(note, signingKey(key.name, key.secret).publicKey)).toEqual(checkpoint);
  });

  test("and not with another key, nor with one byte changed anywhere", () => {
    expect(readNote(note, newSigningKey(key.name).publicKey)).toBeNull();
    for (let at = 0; at < note.length; at++) {
      const changed = `${note.slice(0, at)}${note[at] === "1" ? "2" : "1"}${note.slice(at + 1)}`;
      expect(readNote(changed, key.publicKey), `byte ${at}`).toBeNull();
    }
  });

  test("a file of them is read note by note", () => {
    expect(notesIn(`${note}\n${note}\n`)).toEqual([note, note]);
  });

  test("what is no public key is refused in words", () => {
    expect(() => readNote(note, "secret")).toThrow("This is no public key");
  });
});
