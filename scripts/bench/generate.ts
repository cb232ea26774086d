// Fills a register by SQL, past the guards: a million requests through the use cases would take an hour.
// The rows are those that the use cases and triggers write; every guard is on again afterwards.

import { readFile } from "node:fs/promises";

import type { Client } from "pg";

export type Amount = {
  requests: number;
  /** Of those: waiting for a decision, and in force. A tenth as many as are in force are past their end. */
  pending: number;
  active: number;
};

export const amountOf = (requests: number): Amount => ({
  requests,
  pending: Math.min(2_000, Math.max(200, requests / 200)),
  active: Math.min(3_000, Math.max(500, requests / 100)),
});

const recordTables = ["exception", "revision", "scope", "party", "step", "decision", "search_text"];
const trailTables = ["audit_event", "audit_head"];

/** A whole register in an empty database. */
export async function fillRegister(superuser: Client, amount: Amount): Promise<void> {
  await withoutGuards(superuser, async () => {
    await run(superuser, "directory");
    await setAmount(superuser, amount);
    await run(superuser, "stories");
    await withoutIndexes(superuser, recordTables, () => run(superuser, "record"));
    await withoutIndexes(superuser, trailTables, () => run(superuser, "trail"));
  });
  await settle(superuser);
}

/** More requests that wait, for measurements that use requests up. */
export function addPending(superuser: Client, pending: number): Promise<void> {
  return addMore(superuser, { requests: pending, pending, active: 0 });
}

/** More in force, for a sweep that ends them. */
export function addActive(superuser: Client, active: number): Promise<void> {
  return addMore(superuser, { requests: active, pending: 0, active });
}

async function addMore(superuser: Client, amount: Amount): Promise<void> {
  await withoutGuards(superuser, async () => {
    await setAmount(superuser, amount);
    for (const name of ["stories", "record", "trail"]) await run(superuser, name);
  });
  await settle(superuser);
}

/** Findings that the requests cover, for the gate. */
export async function addCovers(superuser: Client): Promise<void> {
  await withoutGuards(superuser, () => run(superuser, "covers"));
  await settle(superuser);
}

async function setAmount(superuser: Client, amount: Amount) {
  await superuser.query("SELECT setseed(0.42)");
  for (const [name, value] of Object.entries(amount)) {
    await superuser.query("SELECT set_config($1, $2, false)", [`bench.${name}`, String(value)]);
  }
}

async function run(superuser: Client, name: string) {
  await superuser.query(await readFile(new URL(`./${name}.sql`, import.meta.url), "utf8"));
}

async function withoutGuards(superuser: Client, work: () => Promise<void>) {
  await superuser.query(
    "SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'; SET synchronous_commit = off",
  );
  await forEachTable(superuser, "DISABLE TRIGGER ALL");
  await work();
  await forEachTable(superuser, "ENABLE TRIGGER ALL");
  // The guards fire always, also in replica mode, as the migration of the grants has set them.
  await superuser.query(`
    DO $$ DECLARE found record; BEGIN
      FOR found IN SELECT tgname, tgrelid::regclass AS name FROM pg_trigger WHERE NOT tgisinternal LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', found.name, found.tgname);
      END LOOP;
    END $$`);
}

async function forEachTable(superuser: Client, change: string) {
  const { rows } = await superuser.query<{ name: string }>(
    "SELECT oid::regclass AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
  );
  for (const { name } of rows) await superuser.query(`ALTER TABLE ${name} ${change}`);
}

/** Building an index at the end is several times faster than keeping it up. */
async function withoutIndexes(superuser: Client, tables: string[], work: () => Promise<void>) {
  const { rows } = await superuser.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass AS name, pg_get_indexdef(i.indexrelid) AS definition
     FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY ($1)
       AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)`,
    [tables],
  );
  for (const { name } of rows) await superuser.query(`DROP INDEX ${name}`);
  await work();
  for (const { definition } of rows) await superuser.query(definition);
}

/** What autovacuum and the checkpointer would do in the hours after such a load. */
async function settle(superuser: Client) {
  await superuser.query("VACUUM (ANALYZE)");
  await superuser.query("CHECKPOINT");
}
