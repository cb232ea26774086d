// A database of its own for each test file that asks, copied from a migrated template.
//
//   import { testDatabase } from "@/lib/testing/database";
//   await testDatabase();   // once, on top of the file, before `db` is used

import { readFileSync } from "node:fs";
import pg from "pg";
import { inject } from "vitest";

/** The ways into the file's database: as the app, as the owner of the tables, as the auditor, as the superuser. */
export type TestAddresses = {
  DATABASE_URL: string;
  DATABASE_OWNER_URL: string;
  DATABASE_AUDITOR_URL: string;
  DATABASE_SUPERUSER_URL: string;
};

declare module "vitest" {
  interface ProvidedContext {
    templateDatabase: TestAddresses;
  }
}

let made: Promise<TestAddresses> | undefined;

/** Makes the database, points the environment of this process at it and gives its addresses. Asked again, the same one. */
export function testDatabase(): Promise<TestAddresses> {
  made ??= copyTemplate();
  return made;
}

async function copyTemplate() {
  const template = inject("templateDatabase");
  // One name for each of Vitest's workers: the next file of the worker replaces what the file before has left.
  const name = `register_test_${process.env.VITEST_POOL_ID ?? process.pid}`;

  await asSuperuser(inDatabase(template.DATABASE_SUPERUSER_URL, "postgres"), [
    `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`,
    `CREATE DATABASE ${name} OWNER register_owner TEMPLATE ${databaseOf(template.DATABASE_SUPERUSER_URL)}`,
  ]);
  const addresses: TestAddresses = {
    DATABASE_URL: inDatabase(template.DATABASE_URL, name),
    DATABASE_OWNER_URL: inDatabase(template.DATABASE_OWNER_URL, name),
    DATABASE_AUDITOR_URL: inDatabase(template.DATABASE_AUDITOR_URL, name),
    DATABASE_SUPERUSER_URL: inDatabase(template.DATABASE_SUPERUSER_URL, name),
  };
  await asSuperuser(addresses.DATABASE_SUPERUSER_URL, [readFileSync("scripts/sql/database.sql", "utf8")]);
  Object.assign(process.env, addresses);
  return addresses;
}

async function asSuperuser(url: string, statements: string[]) {
  const superuser = new pg.Client(url);
  await superuser.connect();
  try {
    for (const statement of statements) await superuser.query(statement);
  } finally {
    await superuser.end();
  }
}

function inDatabase(url: string, database: string) {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

const databaseOf = (url: string) => new URL(url).pathname.slice(1);
