// Proves that the record is whole, or shows the first thing that does not hold (R2). It reads and changes nothing,
// and asks no more than the app and the auditor may both read.

import { createHash } from "node:crypto";

import { type Clock, catalogInvariants, catalogSql, clockOf, clockSql } from "@/lib/audit/catalog";
import { type Invariant, invariants } from "@/lib/audit/invariants";
import { db } from "@/lib/db";
import { Prisma } from "@/prisma/generated/client";
import golden from "@/prisma/golden-catalog.json";

/** Runs a query that is written in this folder and takes nothing from outside. */
export type Read = <Row>(sql: string) => Promise<Row[]>;

/** Reads what is at one instant, that of `snapshot` if another connection has said one. */
export function reading<Result>(work: (read: Read) => Promise<Result>, snapshot?: string): Promise<Result> {
  return db.$transaction(
    async (tx) => {
      if (snapshot) await tx.$executeRaw(Prisma.raw(`SET TRANSACTION SNAPSHOT '${snapshot}'`));
      await tx.$queryRaw(Prisma.raw(settings));
      return work((sql) => tx.$queryRaw(Prisma.raw(sql)));
    },
    { isolationLevel: "RepeatableRead", maxWait: 10_000, timeout: patience },
  );
}

/** Half an hour. */
const patience = 30 * 60_000;

/** With time and memory enough for a large register, and the cores that are idle. Snapshots were written in UTC and hex. */
const settings = `
  SELECT set_config('statement_timeout', '${patience}', true), set_config('work_mem', '32MB', true),
    set_config('max_parallel_workers_per_gather', '4', true), set_config('timezone', 'UTC', true), set_config('bytea_output', 'hex', true)`;

/** Some queries use one core alone, so two are asked at once. */
function onTwoConnections<Result>(work: (reads: [Read, Read]) => Promise<Result>): Promise<Result> {
  return reading(async (first) => {
    const [snapshot] = await first<{ name: string }>("SELECT pg_export_snapshot() AS name");
    return reading((second) => work([first, second]), snapshot?.name);
  });
}

export type Finding = {
  id: string;
  promise: string /** The sentence, when the promise is broken. */;
  breach: string | null;
};

export type Verification = {
  findings: Finding[];
  /** The first breach, as one sentence. Null: everything holds. */
  breach: string | null;
  counts: { events: number; streams: number; exceptions: number; decisions: number };
  clock: Clock;
  /** Open exceptions whose owner has left, by number: not a breach, but work for a manager (R3). */
  waitingForOwner: string[];
};

export function verifyRegister(read?: Read): Promise<Verification> {
  return read ? verification([read]) : onTwoConnections(verification);
}

async function verification(reads: [Read, ...Read[]]): Promise<Verification> {
  const [read] = reads;
  const clock = await readClock(read);
  const findings = await checkAll(reads, [...catalogInvariants, ...invariants]);
  findings.splice(catalogInvariants.length, 0, await checkCatalog(read), clockFinding(clock));

  return {
    findings,
    breach: findings.find(({ breach }) => breach)?.breach ?? null,
    counts: await countsOf(read),
    clock,
    waitingForOwner: await waitingForOwner(read),
  };
}

/** How many events there are, and the first one that was changed, moved or taken away: the chain alone (I9). */
export function chainIntact(read?: Read): Promise<{ events: number; breach: string | null }> {
  return read ? chain(read) : reading(chain);
}

async function chain(read: Read) {
  const { events } = await countsOf(read);
  for (const invariant of invariants.filter(({ id }) => id.startsWith("I9"))) {
    const { breach } = await check(read, invariant);
    if (breach) return { events, breach };
  }
  return { events, breach: null };
}

/** The first guard that is not as it should be, or null. */
export async function firstCatalogBreach(read: Read): Promise<string | null> {
  for (const invariant of catalogInvariants) {
    const { breach } = await check(read, invariant);
    if (breach) return breach;
  }
  return (await checkCatalog(read)).breach ?? clockFinding(await readClock(read)).breach;
}

/** Each connection takes the next one when it is done. */
async function checkAll(reads: Read[], all: Invariant[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  const left = all.entries();
  await Promise.all(
    reads.map(async (read) => {
      for (const [place, invariant] of left) findings[place] = await check(read, invariant);
    }),
  );
  return findings;
}

async function check(read: Read, { id, promise, breach, sql }: Invariant): Promise<Finding> {
  // Planned for all rows: for one row alone PostgreSQL gambles on finding it early, and there is none as a rule.
  const [row] = await read<{ found: string }>(
    `WITH broken AS MATERIALIZED (${sql}) SELECT found FROM broken LIMIT 1`,
  );
  return { id, promise, breach: row ? `${id}: ${breach.replace("%", row.found)}` : null };
}

// ------------------------------------------------------------------------------- the golden catalog

/** Name and hash of each object, as the migrations of this version make them. */
export type Catalog = Record<string, string>;

export async function readCatalog(read: Read): Promise<Catalog> {
  const rows = await read<{ name: string; hash: string }>(catalogSql);
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash.slice(0, 16)]));
}

async function checkCatalog(read: Read): Promise<Finding> {
  const found = await readCatalog(read);
  const breach = firstDifference(golden, found);
  return {
    id: "G6",
    promise: `Tables, guards, functions and rights are those of this version (${fingerprint(found)}).`,
    breach: breach ? `G6: ${breach}` : null,
  };
}

function firstDifference(expected: Catalog, found: Catalog): string | null {
  for (const [name, hash] of Object.entries(expected)) {
    if (!(name in found)) return `The ${name} is missing.`;
    if (found[name] !== hash) return `The ${name} is not the one of this version.`;
  }
  const unknown = Object.keys(found).find((name) => !(name in expected));
  return unknown ? `The ${unknown} is unknown to this version.` : null;
}

export function fingerprint(catalog: Catalog): string {
  return createHash("sha256")
    .update(JSON.stringify(Object.entries(catalog).sort()))
    .digest("hex")
    .slice(0, 16);
}

// -------------------------------------------------------------------------------------- the clock

async function readClock(read: Read): Promise<Clock> {
  const [row] = await read<{ body: string; marks: number }>(clockSql);
  return row ? clockOf(row) : "false";
}

function clockFinding(clock: Clock): Finding {
  return {
    id: "G7",
    promise: "The register's clock is PostgreSQL's own, or says that it can be moved.",
    breach: clock === "false" ? "G7: The register's clock was exchanged, and no mark says so." : null,
  };
}

// ----------------------------------------------------------------------------------- what is there

async function countsOf(read: Read): Promise<Verification["counts"]> {
  const [counts] = await read<Verification["counts"]>(`
    SELECT (SELECT count(*)::int FROM audit_event) AS events, (SELECT count(*)::int FROM audit_head) AS streams,
           (SELECT count(*)::int FROM exception) AS exceptions, (SELECT count(*)::int FROM decision) AS decisions`);
  return counts as Verification["counts"];
}

async function waitingForOwner(read: Read): Promise<string[]> {
  const rows = await read<{ found: string }>(`
    SELECT 'EX-' || x.number AS found
    FROM exception x JOIN person p ON p.id = x.owner_id
    WHERE x.status IN ('pending', 'active', 'expired') AND p.deactivated_at IS NOT NULL
    ORDER BY x.number`);
  return rows.map(({ found }) => found);
}
