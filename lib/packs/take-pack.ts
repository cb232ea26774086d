// Proof that needs no login: one exception, a list or a quarter, with its events, its evidence and the means to check
// them. That somebody takes it away stands in the trail, with its hash, before its first byte has left (R2).

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { type Link, linksOf } from "@/lib/audit/links";
import { type Proofs, proofsOf } from "@/lib/audit/proofs";
import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { dayIn } from "@/lib/dates";
import { inTransaction } from "@/lib/db";
import { exportsOf } from "@/lib/exceptions/export-register";
import { whyCannotPack } from "@/lib/exceptions/why-cannot-pack";
import type { Organisation } from "@/lib/organisation";
import { type AskedPack, type Chosen, chosenFor, packName, packSentence } from "@/lib/packs/chosen";
import {
  bytesOf,
  type EvidenceFile,
  filesNamedIn,
  type MissingFile,
  type NamedFile,
  sorted,
} from "@/lib/packs/files";
import { whyTooLarge, whyTooMany } from "@/lib/packs/limits";
import { type ContentsRow, contentsRowOf, packPage } from "@/lib/packs/page";
import { readingsCsv } from "@/lib/packs/readings-csv";
import { recordsOf } from "@/lib/packs/records";
import { type SignedText, signedText } from "@/lib/packs/signed-text";
import { eventsJsonl, type Head, recordsCsv, recordsJson } from "@/lib/packs/tables";
import { encoded, streamed, type Written } from "@/lib/packs/written";
import { type Entry, zipped } from "@/lib/packs/zip";
import type { Outcome, Refusal } from "@/lib/refusal";

type Asking = { asked: AskedPack; organisation: Pick<Organisation, "name" | "zone"> };
type Pack = { name: string; sha256: string; bytes: AsyncGenerator<Uint8Array> };

export async function takePack(
  { asked, organisation }: Asking,
  actor: Actor,
  now: Date,
): Promise<Outcome<Pack>> {
  const chosen = await chosenFor(asked, actor, now);
  const refusal = whyCannotTake(chosen, actor) ?? whyTooMany(chosen.length);
  if (refusal) return refusal;

  const surveyed = await survey(chosen, now);
  const evidence = await sorted(surveyed.named);
  const tooLarge = whyTooLarge(
    evidence.files.length,
    evidence.files.reduce((all, { bytes }) => all + bytes, 0),
  );
  if (tooLarge) return tooLarge;

  const quarter = asked.of === "quarter" ? await signedText(asked.period.quarter, now) : null;
  const contents: Contents = {
    head: {
      of: packSentence(asked),
      asOf: now.toISOString(),
      organisation: organisation.name,
      zone: organisation.zone,
    },
    chosen,
    rows: surveyed.rows,
    quarter,
    quarterLinks: quarter ? await linksOf([quarter.end]) : [],
    proofs: await proofsOf([...chosen, ...(quarter ? [quarter.end] : [])], now),
    verifier: await readFile(join(process.cwd(), "lib/packs/verify.mjs")),
    ...evidence,
  };
  const manifest = await manifestOf(contents);
  const recorded = await inTransaction<Outcome>(now, async (tx) => {
    const body = {
      of: packSentence(asked),
      exceptions: chosen.length,
      complete: contents.missing.length === 0,
      sha256: manifest.sha256,
    };
    await record(tx, { action: "pack.taken", stream: exportsOf(now), actor, body });
    return { ok: true };
  });
  if (!recorded.ok) return recorded;

  const name = `${packName(asked, dayIn(organisation.zone, now))}.zip`;
  return { ok: true, name, sha256: manifest.sha256, bytes: zipped(entriesOf(contents, manifest), now) };
}

/** The first of them that this person does not take. */
export function whyCannotTake(chosen: Chosen[], actor: Actor): Refusal | null {
  for (const one of chosen) {
    const refusal = whyCannotPack(actor, one);
    if (refusal) return refusal;
  }
  return null;
}

// ---------------------------------------------------------------------------------------- contents

type Contents = {
  head: Head;
  chosen: Chosen[];
  rows: ContentsRow[];
  quarter: SignedText | null;
  quarterLinks: Link[];
  proofs: Proofs | null;
  verifier: Uint8Array;
  files: EvidenceFile[];
  missing: MissingFile[];
};

/** What has to be known before the first line is written: the table of contents, and which files there should be. */
async function survey(chosen: Chosen[], now: Date): Promise<{ rows: ContentsRow[]; named: NamedFile[] }> {
  const rows: ContentsRow[] = [];
  const named = new Map<string, NamedFile>();
  for await (const record of recordsOf(chosen, now)) {
    rows.push(contentsRowOf(record, now));
    for (const file of filesNamedIn(record)) if (!named.has(file.path)) named.set(file.path, file);
  }
  return { rows, named: [...named.values()].sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

/** The same contents give the same bytes, whenever and however often they are written. */
function writtenFiles({
  head,
  chosen,
  rows,
  quarter,
  quarterLinks,
  proofs,
  files,
  missing,
}: Contents): Written[] {
  const events = eventsIn(chosen, quarterLinks);
  return [
    packPage({ ...head, exceptions: rows, events, files: files.length, missing, quarter, proofs }),
    recordsJson(head, quarter),
    recordsCsv(head),
    readingsCsv(),
    eventsJsonl(quarterLinks),
  ];
}

function copiedFiles({ quarter, proofs, verifier }: Contents): { path: string; bytes: Uint8Array }[] {
  return [
    ...(quarter ? [{ path: "quarter.json", bytes: encoded(quarter.text) }] : []),
    ...(proofs
      ? [
          { path: "checkpoint.txt", bytes: encoded(proofs.note) },
          { path: "public-key.txt", bytes: encoded(`${proofs.key}\n`) },
          { path: "proofs.json", bytes: encoded(`${JSON.stringify(proofs.proofs, null, 1)}\n`) },
        ]
      : []),
    { path: "verify.mjs", bytes: verifier },
  ];
}

type Manifest = { files: EvidenceFile[]; bytes: Uint8Array; sha256: string };

/** Everything is written once into hashes alone. The evidence was hashed when it was looked for. */
async function manifestOf(contents: Contents): Promise<Manifest> {
  const { head, chosen, quarterLinks, missing } = contents;
  const copied = copiedFiles(contents).map(({ path, bytes }) => summed(path, bytes));
  const files = [...(await hashedOnce(contents)), ...copied, ...contents.files];
  const manifest = {
    pack: 1,
    of: head.of,
    asOf: head.asOf,
    exceptions: chosen.length,
    events: eventsIn(chosen, quarterLinks),
    complete: missing.length === 0,
    missing,
    files: files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
  };
  const bytes = encoded(`${JSON.stringify(manifest, null, 2)}\n`);
  return { files, bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** One reading of the records for all the files that are written from them. */
async function hashedOnce(contents: Contents): Promise<EvidenceFile[]> {
  const sums = writtenFiles(contents).map((file) => ({ file, hash: createHash("sha256"), bytes: 0 }));
  const add = (write: (file: Written) => string) => {
    for (const sum of sums) {
      const piece = encoded(write(sum.file));
      sum.hash.update(piece);
      sum.bytes += piece.length;
    }
  };
  add(({ head }) => head);
  let index = 0;
  for await (const record of recordsOf(contents.chosen, new Date(contents.head.asOf))) {
    add(({ each }) => each(record, index));
    index += 1;
  }
  add(({ tail }) => tail);
  return sums.map(({ file: { path }, hash, bytes }) => ({ path, bytes, sha256: hash.digest("hex") }));
}

function summed(path: string, bytes: Uint8Array): EvidenceFile {
  return { path, bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

function entriesOf(contents: Contents, { files, bytes, sha256 }: Manifest): Entry[] {
  const entries: Entry[] = [
    ...writtenFiles(contents).map((file) => ({
      path: file.path,
      content: streamed(file, recordsOf(contents.chosen, new Date(contents.head.asOf))),
    })),
    ...copiedFiles(contents).map(({ path, bytes: copied }) => ({ path, content: whole(copied) })),
    ...contents.files.map((file) => ({ path: file.path, content: bytesOf(file) })),
  ];
  const promised = entries.map((entry, index) => ({
    ...entry,
    content: asPromised(entry, files[index]?.sha256),
  }));
  return [
    ...promised,
    { path: "manifest.json", content: whole(bytes) },
    { path: "manifest.sha256", content: whole(encoded(`${sha256}  manifest.json\n`)) },
  ];
}

/** Breaks the download off where an entry is not the one that the trail names: a person was renamed meanwhile. */
async function* asPromised({ path, content }: Entry, sha256: string | undefined): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  for await (const piece of content) {
    hash.update(piece);
    yield piece;
  }
  if (hash.digest("hex") !== sha256) throw new Error(`${path} has changed since its hash was taken.`);
}

async function* whole(bytes: Uint8Array) {
  yield bytes;
}

function eventsIn(chosen: Chosen[], more: Link[]): number {
  return chosen.reduce((all, { seq }) => all + seq, more.length);
}
