// An import looks through files of a code base for waivers that nobody approved here. What it finds is listed, and never
// makes the gate say yes (R24): seen again its last-seen moves, gone it is marked and never deleted (R2).

import { record } from "@/lib/audit/record";
import { inTransaction, type Tx } from "@/lib/db";
import { sha256 } from "@/lib/gate/fingerprint";
import { remember, sentBefore } from "@/lib/gate/idempotency";
import { type Identified, identified } from "@/lib/gate/imports/identity";
import { mostWaivers, readWaivers } from "@/lib/gate/imports/sources";
import { type Pipeline, whyNotAllowed } from "@/lib/gate/pipeline";
import { pathInCheckout } from "@/lib/gate/places";
import { type Problem, problem } from "@/lib/gate/problem";
import type { FoundContext } from "@/lib/gate/schemas";
import { unpack } from "@/lib/gate/unpack";
import type { Environment } from "@/prisma/generated/enums";

export type FileSent = { name: string; bytes: Uint8Array };
type FileRead = {
  path: string;
  hash: string;
  source: string | null;
  ok: boolean;
  notes: string[];
  found: Identified[];
};

export type Imported = {
  system: string;
  files: Pick<FileRead, "path" | "hash" | "source" | "ok" | "notes">[];
  /** Listed now: those that an export of the register wrote are not. */
  entries: number;
  found: number;
  gone: number;
  back: number;
  /** Written by an export of the register. */
  own: number;
  replayed: boolean;
};

type Sent = { context: FoundContext; files: FileSent[]; idempotencyKey: string };

export async function importFound(
  { context, files: sent, idempotencyKey }: Sent,
  pipeline: Pipeline,
  now: Date,
): Promise<Imported | Problem> {
  const files = sent.map((file) => readFile(file, context));
  if (files.reduce((sum, { found }) => sum + found.length, 0) > mostWaivers)
    return problem("too_large", "These files hold more than 5,000 waivers.");

  const content = [context, files.map(({ path, hash }) => [path, hash])];
  const sending = { tokenId: pipeline.tokenId, path: "found-entries", key: idempotencyKey, content };
  const imported = await inTransaction<Imported | Problem>(now, async (tx) => {
    const place = await placeOf(tx, context, pipeline);
    if ("problem" in place) return place;
    const before = await sentBefore(tx, sending);
    if (before && "problem" in before) return before;
    const changed = await importIn(tx, { ...place, context, files }, pipeline);
    if (!before) await remember(tx, sending, changed.entries);
    return {
      system: place.key,
      files: files.map(({ path, hash, source, ok, notes }) => ({ path, hash, source, ok, notes })),
      ...changed,
      replayed: before !== null,
    };
  });
  return "ok" in imported ? problem("unavailable", imported.message) : imported;
}

function readFile({ name, bytes }: FileSent, { root }: FoundContext): FileRead {
  const { path } = pathInCheckout(name, root ?? "");
  const hash = sha256(Buffer.from(bytes));
  const unpacked = unpack(bytes);
  if (!unpacked.ok) return { path, hash, source: null, ok: false, notes: [unpacked.why], found: [] };
  const { source, waivers, notes, ok } = readWaivers(path, unpacked.text.replace(/^\uFEFF/, ""));
  return {
    path,
    hash,
    source,
    ok,
    notes: notes.slice(0, 20),
    found: source ? identified(source, waivers) : [],
  };
}

/** Where it is said; else where the token leaves no choice. */
async function placeOf(tx: Tx, { system: named, environment }: FoundContext, pipeline: Pipeline) {
  const [only, ...others] = pipeline.systemIds;
  if (!named && (!only || others.length > 0))
    return problem("bad_context", "Name the system by its key: this token is bound to several.");
  const system = await tx.system.findUnique({
    where: named ? { key: named } : { id: only },
    select: { id: true, key: true },
  });
  const refusal = whyNotAllowed(pipeline, "evaluate", {
    system,
    environment: environment ?? pipeline.environments[0] ?? "production",
    named: named ?? "",
  });
  if (refusal || !system) return refusal ?? problem("system_not_bound", "There is no such system.");
  return { systemId: system.id, key: system.key, environment: environment ?? null };
}

type Importing = {
  systemId: string;
  environment: Environment | null;
  context: FoundContext;
  files: FileRead[];
};

async function importIn(tx: Tx, importing: Importing, pipeline: Pipeline) {
  const { systemId, environment, context, files } = importing;
  const { repository, commit } = context;
  // One import of a code base at a time: the next finds what this one wrote.
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(${`found ${systemId} ${environment} ${repository}`}, 0))`;

  const read = files.filter(({ ok }) => ok);
  const paths = [...read.map(({ path }) => path), ...(context.removed ?? [])];
  const where = { systemId, environment, repository, path: { in: paths } };
  const known = await tx.foundEntry.findMany({
    where,
    select: { id: true, path: true, identity: true, goneAt: true },
  });
  const own = await exportedHere(tx, systemId, environment);
  const isOwn = ({ identity }: Identified) => own.has(identity.toString("hex"));
  const keyOf = (path: string, identity: Uint8Array) => `${path} ${Buffer.from(identity).toString("hex")}`;
  const knownByKey = new Map(known.map((entry) => [keyOf(entry.path, entry.identity), entry]));

  const seen = read.flatMap((file) => file.found.map((waiver) => ({ file, waiver })));
  const listed = seen.filter(({ waiver }) => !isOwn(waiver));
  const fresh = listed.filter(({ file, waiver }) => !knownByKey.has(keyOf(file.path, waiver.identity)));
  const again = listed.flatMap(({ file, waiver }) => {
    const entry = knownByKey.get(keyOf(file.path, waiver.identity));
    return entry ? [{ entry, file, waiver }] : [];
  });
  const still = new Set(again.map(({ entry }) => entry.id));
  const gone = known.filter(({ id, goneAt }) => goneAt === null && !still.has(id));
  const back = again.filter(({ entry }) => entry.goneAt !== null).length;

  await tx.foundEntry.createMany({
    data: fresh.map(({ file, waiver }) => ({
      systemId,
      environment,
      repository,
      commit,
      path: file.path,
      identity: new Uint8Array(waiver.identity),
      source: waiver.source,
      tool: waiver.rule.tool,
      rule: waiver.rule.id,
      resource: waiver.resource,
      claims: waiver.claims,
      line: waiver.line,
      fileHash: new Uint8Array(Buffer.from(file.hash, "hex")),
    })),
  });
  await markSeen(
    tx,
    again.map(({ entry, file, waiver }) => ({ id: entry.id, line: waiver.line, hash: file.hash })),
    commit,
  );
  await markBack(
    tx,
    again.flatMap(({ entry }) => (entry.goneAt ? [entry.id] : [])),
  );
  await markGone(
    tx,
    gone.map(({ id }) => id),
  );

  if (fresh.length + gone.length + back > 0) {
    const { holder, run, tokenId } = pipeline;
    await record(tx, {
      action: "found.imported",
      stream: `system/${systemId}`,
      actor: holder ?? "pipeline",
      body: {
        token: tokenId,
        name: run?.place ?? holder?.token.name ?? "",
        repository,
        commit,
        found: fresh.length,
        gone: gone.length,
        back,
      },
    });
  }
  return {
    entries: listed.length,
    found: fresh.length,
    gone: gone.length,
    back,
    own: seen.length - listed.length,
  };
}

async function exportedHere(tx: Tx, systemId: string, environment: Environment | null): Promise<Set<string>> {
  const rows = await tx.exportedEntry.findMany({
    where: { systemId, ...(environment && { environment }) },
    select: { identity: true },
  });
  return new Set(rows.map(({ identity }) => Buffer.from(identity).toString("hex")));
}

/** Lines move while nothing changes. */
async function markSeen(tx: Tx, seen: { id: string; line: number | null; hash: string }[], commit: string) {
  if (seen.length === 0) return;
  await tx.$executeRaw`
    UPDATE found_entry f SET last_seen_at = register_now(), commit = ${commit},
      line = s.line, file_hash = decode(s.hash, 'hex')
    FROM json_to_recordset(${JSON.stringify(seen)}::json) AS s(id uuid, line integer, hash text)
    WHERE f.id = s.id`;
}

async function markBack(tx: Tx, ids: string[]) {
  if (ids.length > 0)
    await tx.$executeRaw`UPDATE found_entry SET gone_at = NULL WHERE id = ANY (${ids}::uuid[])`;
}

async function markGone(tx: Tx, ids: string[]) {
  if (ids.length > 0)
    await tx.$executeRaw`UPDATE found_entry SET gone_at = register_now() WHERE id = ANY (${ids}::uuid[])`;
}
