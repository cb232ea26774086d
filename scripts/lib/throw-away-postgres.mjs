// A PostgreSQL server for one test run: nothing is synced to disk, and it is gone when the run ends.
// What a killed run left behind, the next one removes.

import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { startPostgres, stopPostgres } from "./embedded-postgres.mjs";
import { isAlive } from "./lock-file.mjs";
import { createRoles } from "./register-database.mjs";

const prefix = "exceptions-register-test-";

/** `durable: true` keeps fsync on, for measurements that must be honest. */
export async function startThrowAwayPostgres({ durable = false } = {}) {
  await removeLeftovers();
  const folder = mkdtempSync(path.join(os.tmpdir(), `${prefix}${process.pid}-`));
  chmodSync(folder, 0o755); // the server's own account must get through to its cluster
  const cluster = path.join(folder, "postgres");
  const server = await startPostgres(cluster, { durable });
  await createRoles(server);
  return { ...server, stop: () => remove(folder, cluster) };
}

async function remove(folder, cluster) {
  await stopPostgres(cluster);
  rmSync(folder, { recursive: true, force: true });
}

async function removeLeftovers() {
  for (const name of readdirSync(os.tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number.parseInt(name.slice(prefix.length), 10);
    const folder = path.join(os.tmpdir(), name);
    if (!isAlive(pid)) await remove(folder, path.join(folder, "postgres")).catch(() => {});
  }
}
