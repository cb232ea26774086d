// Applies prisma/migrations/*/migration.sql and records them as `prisma migrate deploy` does (same table, checksums
// and advisory lock), so that either can be used at any time. It needs neither psql nor Prisma's native engine,
// and several that start at once wait for each other.

import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

import { Obstacle } from "./obstacle.mjs";
import { connected } from "./query.mjs";
import { inRoot } from "./root.mjs";

const prismasLock = 72707369;

/** Brings a database up to date as its owner. Gives the names of the migrations it applied. */
export async function migrate(ownerUrl, say = () => {}, migrations = readMigrations()) {
  return connected(ownerUrl, async (owner) => {
    await owner.query("SELECT pg_advisory_lock($1)", [prismasLock]);
    await owner.query(bookkeeping);
    const pending = pendingOf(migrations, await recorded(owner), say);
    for (const migration of pending) await apply(owner, migration);
    await letTheAppSee(owner);
    return pending.map(({ name }) => name);
  });
}

/** The names of the migrations that a database lacks, read with any role that may read the books. */
export async function pendingMigrations(url, migrations = readMigrations()) {
  return connected(url, async (reader) => {
    const { rows } = await reader.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS kept");
    const records = rows[0].kept ? await recorded(reader) : [];
    return pendingOf(migrations, records, () => {}).map(({ name }) => name);
  });
}

export function readMigrations(folder = inRoot("prisma/migrations")) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const sql = readFileSync(`${folder}/${name}/migration.sql`, "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}

const bookkeeping = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id varchar(36) PRIMARY KEY NOT NULL,
    checksum varchar(64) NOT NULL,
    finished_at timestamptz,
    migration_name varchar(255) NOT NULL,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
  )`;

async function recorded(client) {
  const { rows } = await client.query(
    "SELECT migration_name AS name, checksum, finished_at, rolled_back_at, logs FROM _prisma_migrations",
  );
  return rows;
}

function pendingOf(migrations, records, say) {
  const failed = records.find((record) => !record.finished_at && !record.rolled_back_at);
  if (failed) {
    throw new Obstacle(
      `Prisma left the migration ${failed.name} unfinished (${failed.logs ?? "it was interrupted"}): repair the database, then run "npx prisma migrate resolve".`,
    );
  }
  const done = new Map(
    records.filter((record) => record.finished_at).map(({ name, checksum }) => [name, checksum]),
  );
  const unknown = [...done.keys()].find((name) => !migrations.some((migration) => migration.name === name));
  if (unknown) {
    throw new Obstacle(
      `The database has the migration ${unknown}, which this version lacks: it is newer than this code.`,
    );
  }
  for (const { name, checksum } of migrations) {
    if (done.has(name) && done.get(name) !== checksum)
      say(`The migration ${name} was edited after it was applied.`);
  }
  return migrations.filter(({ name }) => !done.has(name));
}

// The file and its record are one transaction: a migration that fails or is killed half-way leaves nothing to repair.
async function apply(owner, { name, sql, checksum }) {
  const record = `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
    VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`;
  try {
    await owner.query("BEGIN");
    await owner.query(sql);
    await owner.query(record, [randomUUID(), checksum, name]);
    await owner.query("COMMIT");
  } catch (error) {
    throw new Obstacle(
      `The migration ${name} failed and was rolled back: ${error.message}${placeOf(error, sql)}`,
    );
  }
}

function placeOf({ position }, sql) {
  return position ? ` (line ${sql.slice(0, Number(position)).split("\n").length})` : "";
}

/** So that a start without the owner's address can tell whether anything is pending. */
async function letTheAppSee(owner) {
  const { rowCount } = await owner.query("SELECT FROM pg_roles WHERE rolname = 'register_app'");
  if (rowCount > 0) await owner.query("GRANT SELECT ON _prisma_migrations TO register_app");
}
