import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";

import { startPostgres, stopPostgres } from "./embedded-postgres.mjs";
import { connected } from "./query.mjs";

const made = [];
let folder;

beforeEach(() => {
  const outside = mkdtempSync(path.join(os.tmpdir(), "exceptions-register-start-"));
  chmodSync(outside, 0o755);
  made.push(outside);
  folder = path.join(outside, "postgres");
});

afterAll(async () => {
  for (const outside of made) {
    await stopPostgres(path.join(outside, "postgres"));
    rmSync(outside, { recursive: true, force: true });
  }
});

test("a database whose start was killed is adopted as it runs, and stops with the start that adopted it", async () => {
  const killed = await anotherStart(folder);
  const before = postmasterId(folder);
  killed.kill("SIGKILL");
  await once(killed, "exit");

  const server = await startPostgres(folder, { durable: false });

  expect(postmasterId(folder)).toBe(before);
  await server.stop();
  expect(server.isRunning()).toBe(false);
});

test("a database that a living start keeps is not stopped by a second one", async () => {
  const keeper = await anotherStart(folder);

  const server = await startPostgres(folder, { durable: false });
  await server.stop();

  expect(server.isRunning()).toBe(true);
  keeper.kill("SIGKILL");
});

test("what was committed is there after the database was killed, at the address it had", async () => {
  const server = await startPostgres(folder); // synced to disk, as in earnest
  const url = server.url("postgres");
  await connected(url, (client) => client.query("CREATE TABLE kept AS SELECT 'said and done' AS word"));
  process.kill(postmasterId(folder), "SIGKILL");
  await expect.poll(server.isRunning).toBe(false);

  await server.revive();

  const { rows } = await connected(url, (client) => client.query("SELECT word FROM kept"));
  expect(rows).toEqual([{ word: "said and done" }]);
  await server.stop();
});

test("two starts at once share one database", async () => {
  const [one, other] = await Promise.all([anotherStart(folder), startPostgres(folder, { durable: false })]);

  expect(await connected(other.url("postgres"), (client) => client.query("SELECT 1"))).toMatchObject({
    rowCount: 1,
  });
  one.kill("SIGKILL");
});

/** Another process that has started the database of the folder and holds on to it. */
async function anotherStart(place) {
  const program = `
    import { startPostgres } from ${JSON.stringify(new URL("./embedded-postgres.mjs", import.meta.url).href)};
    await startPostgres(${JSON.stringify(place)}, { durable: false });
    console.log("ready");
    setInterval(() => {}, 1_000);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  return child;
}

function postmasterId(place) {
  return Number(readFileSync(path.join(place, "data", "postmaster.pid"), "utf8").split("\n")[0]);
}
