// What a pack says of each exception. It is told by its events and not by the tables: the last snapshot in the trail, the
// texts that were decided on, held against their hashes, and the names of everybody and everything they mention.

import { type Link, linksOf } from "@/lib/audit/links";
import { type Names, namesIn } from "@/lib/audit/names";
import { db } from "@/lib/db";
import { type Content, hex } from "@/lib/exceptions/revisions";
import type { Chosen } from "@/lib/packs/chosen";
import { type Evidence, evidenceIn } from "@/lib/packs/files";
import { type PackedReading, readingsIn } from "@/lib/packs/readings";
import type { StoredSnapshot } from "@/lib/packs/stored";
import type { RevisionCause, Risk } from "@/prisma/generated/enums";

export type PackedRecord = {
  number: number;
  links: Link[];
  /** The state after the last of them that changed something. */
  snapshot: StoredSnapshot;
  revisions: PackedRevision[];
  evidence: Evidence[];
  readings: PackedReading[];
  names: Names;
};

/** With the fields of `content_hash`, instants in UTC. */
export type PackedRevision = {
  number: number;
  cause: RevisionCause;
  byId: string;
  at: Date;
  risk: Risk;
  emergency: boolean;
  rulesVersion: number;
  limitSeconds: number;
  askedStart: Date | null;
  askedSeconds: number | null;
  askedEnd: Date | null;
  content: Content;
  /** The content letter for letter, where it is not how JSON.stringify writes it. */
  contentText?: string;
  hash: string;
};

const batchSize = 25;

/** A few at a time: no more of them stand in memory, however many were chosen. */
export async function* recordsOf(chosen: Chosen[], asOf: Date): AsyncGenerator<PackedRecord> {
  for (let start = 0; start < chosen.length; start += batchSize)
    yield* await batchOf(chosen.slice(start, start + batchSize), asOf);
}

async function batchOf(chosen: Chosen[], asOf: Date): Promise<PackedRecord[]> {
  const [links, revisions, readings] = await Promise.all([
    linksOf(chosen),
    revisionsOf(chosen),
    readingsIn(chosen, asOf),
  ]);
  const of = <Row extends { stream: string }>(rows: Row[], stream: string) =>
    rows.filter((row) => row.stream === stream);
  const records = chosen.map(({ stream, number }) => ({
    ...recordOf(number, of(links, stream), of(revisions, stream)),
    readings: of(readings, stream),
  }));
  const names = await namesIn(records.map(({ mentions: body }) => ({ ...nothing, body })));
  return records.map(({ mentions, ...record }) => ({
    ...record,
    names: namesOf(JSON.stringify(mentions), names),
  }));
}

function recordOf(number: number, links: Link[], stored: Stored[]) {
  const last = links.findLast(({ rowAfter }) => rowAfter !== null)?.rowAfter;
  if (!last) throw new Error(`EX-${number} has no event that tells how it stands.`);
  const snapshot = JSON.parse(last) as StoredSnapshot & { revisions: unknown[] };
  // A revision of a transaction that is newer than the pack is not told by it.
  const revisions = stored.slice(0, snapshot.revisions.length).map(revisionOf);
  const told = links.map(({ personId, body }) => [personId, JSON.parse(body)]);
  const mentions = [snapshot, revisions.map(({ byId, content }) => [byId, content]), told];
  return { number, links, snapshot, revisions, evidence: evidenceIn(snapshot.evidence ?? []), mentions };
}

const nothing = { stream: "", actorId: null, rowAfter: null, rowBefore: null };

/** Of all the names, those that this text mentions by id. */
function namesOf(text: string, names: Names): Names {
  return new Map([...names].filter(([, { id }]) => text.includes(id)));
}

type Stored = Omit<PackedRevision, "content" | "contentText" | "hash"> & {
  stream: string;
  text: string;
  contentHash: Uint8Array;
};

function revisionsOf(chosen: Chosen[]): Promise<Stored[]> {
  return db.$queryRaw<Stored[]>`
    SELECT 'exception/' || r.exception_id AS stream, r.number, r.cause, r.by_id AS "byId", r.at, r.risk, r.emergency,
      r.rules_version AS "rulesVersion", r.limit_seconds AS "limitSeconds", r.asked_start AS "askedStart",
      r.asked_seconds AS "askedSeconds", r.asked_end AS "askedEnd", r.content::text AS text, r.content_hash AS "contentHash"
    FROM exception x JOIN revision r ON r.exception_id = x.id
    WHERE x.number = ANY(${chosen.map(({ number }) => number)}::int[])
    ORDER BY r.exception_id, r.number`;
}

function revisionOf({ stream: _, text, contentHash, ...fields }: Stored): PackedRevision {
  const content = JSON.parse(text) as Content;
  const asWritten = JSON.stringify(content) === text;
  return { ...fields, content, ...(asWritten ? {} : { contentText: text }), hash: hex(contentHash) };
}
