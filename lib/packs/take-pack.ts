// Proof that needs no login: one exception, a list or a quarter, with its events, its evidence and the means to check
// them. That somebody takes it away stands in the trail, with its hash, before its first byte has left (R2).

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { type Link, linksOf } from "@/lib/audit/links";
import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { dayIn } from "@/lib/dates";
import { inTransaction } from "@/lib/db";
import { exportsOf } from "@/lib/exceptions/export-register";
import { whyCannotPack } from "@/lib/exceptions/why-cannot-pack";
import type { Organisation } from "@/lib/organisation";
import { type AskedPack, type Chosen, chosenFor, packName, packSentence } from "@/lib/packs/chosen";
import { bytesOf, type EvidenceFile, filesNamedIn, type MissingFile, sorted } from "@/lib/packs/files";
import { whyTooLarge, whyTooMany } from "@/lib/packs/limits";
import { packPage } from "@/lib/packs/page";
import { recordsOf } from "@/lib/packs/records";
import { type SignedText, signedText } from "@/lib/packs/signed-text";
import { encoded, eventsJsonl, type Head, recordsCsv, recordsJson } from "@/lib/packs/tables";
import { type Entry, zipped } from "@/lib/packs/zip";
import type { Outcome } from "@/lib/refusal";

type Asking = { asked: AskedPack; organisation: Pick<Organisation, "name" | "zone"> };
type Pack = { name: string; sha256: string; bytes: AsyncGenerator<Uint8Array> };

export async function takePack(
  { asked, organisation }: Asking,
  actor: Actor,
  now: Date,
): Promise<Outcome<Pack>> {
  const chosen = await chosenFor(asked, actor, now);
  const refusal = whyTooMany(chosen.length) ?? firstRefusal(chosen, actor);
  if (refusal) return refusal;

  const evidence = await sorted(await filesNamedIn(recordsOf(chosen)));
  const tooLarge = whyTooLarge(evidence.files);
  if (tooLarge) return tooLarge;

  const contents = { ...(await contentsOf(asked, organisation, chosen, now)), ...evidence };
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

function firstRefusal(chosen: Chosen[], actor: Actor) {
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
  quarter: SignedText | null;
  quarterLinks: Link[];
  verifier: Uint8Array;
  files: EvidenceFile[];
  missing: MissingFile[];
};

async function contentsOf(
  asked: AskedPack,
  organisation: Asking["organisation"],
  chosen: Chosen[],
  now: Date,
) {
  const quarter = asked.of === "quarter" ? await signedText(asked.period.quarter, now) : null;
  return {
    head: {
      of: packSentence(asked),
      asOf: now.toISOString(),
      organisation: organisation.name,
      zone: organisation.zone,
    },
    chosen,
    quarter,
    quarterLinks: quarter ? await linksOf([quarter.end]) : [],
    verifier: await readFile(join(process.cwd(), "lib/packs/verify.mjs")),
  };
}

/** What is written for this pack. The same contents give the same bytes, whenever and however often they are read. */
function writtenEntries({
  head,
  chosen,
  quarter,
  quarterLinks,
  verifier,
  files,
  missing,
}: Contents): Entry[] {
  const records = () => recordsOf(chosen);
  const cover = {
    ...head,
    exceptions: chosen.length,
    events: eventsIn(chosen, quarterLinks),
    files: files.length,
    missing,
    quarter,
  };
  return [
    { path: "index.html", content: packPage(cover, records) },
    { path: "records.json", content: recordsJson(head, records, quarter) },
    { path: "records.csv", content: recordsCsv(head, records) },
    { path: "events.jsonl", content: eventsJsonl(records, quarterLinks) },
    ...(quarter ? [{ path: "quarter.json", content: whole(encoded(quarter.text)) }] : []),
    { path: "verify.mjs", content: whole(verifier) },
  ];
}

type Manifest = { files: EvidenceFile[]; bytes: Uint8Array; sha256: string };

/** The evidence files were hashed when they were looked for; the rest is made here once, and thrown away. */
async function manifestOf(contents: Contents): Promise<Manifest> {
  const written: EvidenceFile[] = [];
  for (const { path, content } of writtenEntries(contents)) {
    const hash = createHash("sha256");
    let bytes = 0;
    for await (const piece of content) {
      hash.update(piece);
      bytes += piece.length;
    }
    written.push({ path, bytes, sha256: hash.digest("hex") });
  }
  const { head, chosen, quarterLinks, missing } = contents;
  const files = [...written, ...contents.files];
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

function entriesOf(contents: Contents, { files, bytes, sha256 }: Manifest): Entry[] {
  const evidence = contents.files.map((file) => ({ path: file.path, content: bytesOf(file) }));
  const promised = [...writtenEntries(contents), ...evidence].map((entry, index) => ({
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
