// The evidence files of a pack, each once, named after the hash of its bytes. A link has no file. What is not there, or
// is not what its hash says, is listed, and the pack is not complete.

import { db } from "@/lib/db";
import type { StoredEvidence } from "@/lib/packs/stored";

/** With its hash in plain hex, and the place of its file in the pack. */
export type Evidence = Omit<StoredEvidence, "sha256"> & { sha256: string; path: string | null };

export type EvidenceFile = { path: string; sha256: string; bytes: number };
export type MissingFile = EvidenceFile & { exception: string; name: string; why: "is gone" | "was altered" };

export function evidenceIn(stored: StoredEvidence[]): Evidence[] {
  return stored.map((one) => {
    const sha256 = one.sha256.replace(/^\\x/, "");
    return { ...one, sha256, path: one.link === null ? pathOf(sha256, one.name) : null };
  });
}

function pathOf(sha256: string, name: string): string {
  return `files/${sha256}${/\.[a-z0-9]{1,8}$/i.exec(name)?.[0].toLowerCase() ?? ""}`;
}

/** A file as the first record that speaks of it names it. */
export type NamedFile = EvidenceFile & { exception: string; name: string };

export function filesNamedIn({ number, evidence }: { number: number; evidence: Evidence[] }): NamedFile[] {
  return evidence.flatMap(({ path, sha256, bytes, name }) =>
    path ? { path, sha256, bytes, exception: `EX-${number}`, name } : [],
  );
}

/** Which of them are there as they were handed in. Looked at byte by byte, in the database. */
export async function sorted(named: NamedFile[]): Promise<{ files: EvidenceFile[]; missing: MissingFile[] }> {
  const hashes = [...new Set(named.map(({ sha256 }) => sha256))];
  const found = await db.$queryRaw<{ sha256: string; whole: boolean }[]>`
    SELECT encode(f.sha256, 'hex') AS sha256, sha256(f.bytes) = f.sha256 AS whole
    FROM evidence_file f WHERE f.sha256 IN (SELECT decode(one, 'hex') FROM unnest(${hashes}::text[]) AS one)`;
  const whole = new Map(found.map((file) => [file.sha256, file.whole]));

  const files: EvidenceFile[] = [];
  const missing: MissingFile[] = [];
  for (const { exception, name, ...file } of named) {
    if (whole.get(file.sha256)) files.push(file);
    else missing.push({ ...file, exception, name, why: whole.has(file.sha256) ? "was altered" : "is gone" });
  }
  return { files, missing };
}

/** It was there when the pack was begun; if it is not any more, the pack breaks off. */
export async function* bytesOf({ sha256 }: EvidenceFile): AsyncGenerator<Uint8Array> {
  const file = await db.evidenceFile.findUniqueOrThrow({ where: { sha256: Buffer.from(sha256, "hex") } });
  yield file.bytes;
}
