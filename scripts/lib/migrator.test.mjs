import { createHash } from "node:crypto";
import { beforeEach, expect, test } from "vitest";

import { testDatabase } from "@/lib/testing/database";

import { migrate, pendingMigrations } from "./migrator.mjs";
import { connected } from "./query.mjs";

const { DATABASE_SUPERUSER_URL } = await testDatabase();
const url = Object.assign(new URL(DATABASE_SUPERUSER_URL), { pathname: "/register_migrator" }).href;
const quiet = () => {};

beforeEach(() =>
  connected(DATABASE_SUPERUSER_URL, async (superuser) => {
    await superuser.query("DROP DATABASE IF EXISTS register_migrator WITH (FORCE)");
    await superuser.query("CREATE DATABASE register_migrator");
  }),
);

const first = migration("1_first", "CREATE TABLE first (id int); INSERT INTO first VALUES (1)");
const second = migration("2_second", "CREATE TABLE second (id int)");

test("four that migrate at once apply each migration once", async () => {
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(url, quiet, [first, second])));

  expect(applied.flat()).toEqual(["1_first", "2_second"]);
  expect(await rowsOf("SELECT id FROM first")).toEqual([{ id: 1 }]);
});

test("a migration that fails half-way leaves nothing, and can be applied once it is right", async () => {
  const broken = migration("2_second", "CREATE TABLE second (id int);\nINSERT INTO nowhere VALUES (1)");

  await expect(migrate(url, quiet, [first, broken])).rejects.toThrow(
    'The migration 2_second failed and was rolled back: relation "nowhere" does not exist (line 2)',
  );
  expect(await pendingMigrations(url, [first, second])).toEqual(["2_second"]);
  expect(await migrate(url, quiet, [first, second])).toEqual(["2_second"]);
});

test("a database that is newer than the code is left alone", async () => {
  await migrate(url, quiet, [first, second]);

  await expect(migrate(url, quiet, [first])).rejects.toThrow("it is newer than this code");
});

test("somebody who edits a migration that was applied is told", async () => {
  await migrate(url, quiet, [first]);
  const said = [];

  await migrate(url, (sentence) => said.push(sentence), [migration("1_first", "SELECT 1")]);

  expect(said).toEqual(["The migration 1_first was edited after it was applied."]);
});

function migration(name, sql) {
  return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
}

async function rowsOf(sql) {
  const { rows } = await connected(url, (client) => client.query(sql));
  return rows;
}
