// PostgreSQL refuses to run as root. Started by root, it runs as `postgres` or `nobody` instead.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

import { Obstacle } from "./obstacle.mjs";

/** { uid, gid } for the server, or nothing when we are not root and it can run as ourselves. */
export function postgresAccount() {
  if (process.getuid?.() !== 0) return undefined;

  const accounts = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const account = accounts.find((line) => line.startsWith(`${name}:`));
    if (!account) continue;
    const [, , uid, gid] = account.split(":");
    return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Obstacle(
    "PostgreSQL cannot run as root, and there is no user postgres or nobody: start as another user, or set DATABASE_URL.",
  );
}

/** Whether that account can go into a folder: a checkout under /root, for one, is closed to it. */
export function reaches(account, folder) {
  if (!account) return true;
  const entered = spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], {
    ...account,
    cwd: "/",
    stdio: "ignore",
  });
  return entered.status === 0;
}
