// The PostgreSQL server that a checkout brings along: made on the first start, adopted when a killed start
// left it running, started again after a crash. It listens on 127.0.0.1 alone and every role has a password.

import { spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { alone, isAlive, numberIn } from "./lock-file.mjs";
import { Obstacle } from "./obstacle.mjs";
import { answers, freePort, portState } from "./ports.mjs";
import { postgresAccount, reaches } from "./postgres-account.mjs";
import { postgresBinaries } from "./postgres-binaries.mjs";

/**
 * Starts the server of a folder, or adopts the one that runs there.
 * `durable: false` is for tests: nothing is synced to disk.
 * `keep: true` leaves it running when this process ends; otherwise whoever started it, or found it
 * without a living keeper, stops it with `stop()`.
 */
export async function startPostgres(folder, { durable = true, keep = false } = {}) {
  const account = postgresAccount();
  const place = {
    account,
    binaries: postgresBinaries(account),
    durable,
    folder: clusterFolder(path.resolve(folder), account),
  };
  const fresh = await alone(path.join(place.folder, "starting"), async () => {
    const made = createCluster(place);
    await ensureRunning(place);
    takeOver(place, keep);
    return made;
  });
  return server(place, fresh);
}

/** Stops what runs in a folder, whoever keeps it. */
export function stopPostgres(folder) {
  return stopPostmaster({ folder: clusterFolder(path.resolve(folder), postgresAccount()) });
}

function server(place, fresh) {
  const { port } = postmaster(place);
  const superuserPassword = readFileSync(path.join(place.folder, "superuser"), "utf8").trim();

  return {
    folder: place.folder,
    /** Whether this call made the cluster. */
    fresh,
    url(database, role = "postgres", password = superuserPassword) {
      return `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
    },
    isRunning: () => postmaster(place) !== undefined,
    /** Brings it back after a crash or a kill, on the same port. */
    revive: () => alone(path.join(place.folder, "starting"), () => ensureRunning(place, port)),
    /** Stops it, unless another living process keeps it. */
    async stop() {
      if (keptBySomebodyElse(place)) return;
      await stopPostmaster(place);
    },
  };
}

/** A folder that the server's account cannot reach, e.g. under /root, gets a stand-in under /var/tmp. */
function clusterFolder(folder, account) {
  mkdirSync(folder, { recursive: true });
  if (reaches(account, path.dirname(folder))) return owned(folder, account);
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 12);
  return owned(path.join("/var/tmp", `exceptions-register-data-${name}`), account);
}

function owned(folder, account) {
  mkdirSync(folder, { recursive: true });
  if (account) {
    const found = lstatSync(folder);
    if (!found.isDirectory() || ![0, account.uid].includes(found.uid)) {
      throw new Obstacle(`${folder} belongs to somebody else: remove it, or set DATABASE_URL.`);
    }
    chownSync(folder, account.uid, account.gid);
  }
  chmodSync(folder, 0o700);
  return folder;
}

function createCluster({ folder, binaries, account, durable }) {
  const data = path.join(folder, "data");
  if (existsSync(path.join(data, "PG_VERSION"))) return false;

  rmSync(data, { recursive: true, force: true });
  const passwordFile = path.join(folder, "superuser");
  writeFileSync(passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);

  const options = [
    ["-D", data, "-U", "postgres", `--pwfile=${passwordFile}`, "-A", "scram-sha-256", "--data-checksums"],
    ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"],
    durable ? [] : ["--no-sync"],
  ].flat();
  const made = spawnSync(binaries("initdb"), options, {
    ...surroundings({ folder, account }),
    encoding: "utf8",
  });
  if (made.status !== 0) {
    rmSync(data, { recursive: true, force: true });
    throw new Obstacle(
      `The database could not be made in ${folder}: ${lastLine(made.stderr || String(made.error))}`,
    );
  }
  return true;
}

async function ensureRunning(place, wantedPort) {
  const giveUpAt = Date.now() + 60_000;
  // After a hard kill the old backends need a moment to notice and let go of shared memory.
  for (let attempt = 1; !(await adoptable(place)); attempt++) {
    forgetStranger(place);
    const failure = await boot(place, wantedPort ?? (await usualPort(place)));
    if (!failure) return;
    if (attempt >= 20 || Date.now() > giveUpAt) {
      throw new Obstacle(`The database does not start: ${failure} (more in ${logFile(place)})`);
    }
    await pause(150 * attempt);
  }
}

async function adoptable(place) {
  const found = postmaster(place);
  return Boolean(found && (await answers(found.port)));
}

/** Once it has run, a server comes back on the port it had, so that addresses written down stay right. */
async function usualPort({ folder }) {
  const before = numberIn(path.join(folder, "port"));
  return before && (await portState(before, "127.0.0.1")) === "free" ? before : freePort();
}

/** Starts the server and waits until it takes connections. Gives the reason when it does not. */
async function boot(place, port) {
  const log = openSync(logFile(place), "a", 0o600);
  const child = spawn(place.binaries("postgres"), settings(place, port), {
    ...surroundings(place),
    stdio: ["ignore", log, log],
    detached: true, // Ctrl-C is for us: the database stops last
  });
  closeSync(log);
  child.unref();

  let ended = false;
  child.once("exit", () => (ended = true)).once("error", () => (ended = true));
  for (const giveUpAt = Date.now() + 60_000; Date.now() < giveUpAt; await pause(25)) {
    if (ended) return lastLine(readFileSync(logFile(place), "utf8"));
    if (postmaster(place)?.pid === child.pid) {
      writeFileSync(path.join(place.folder, "port"), String(port));
      return null;
    }
  }
  child.kill("SIGQUIT");
  return "it was not ready within a minute";
}

function settings({ folder, durable }, port) {
  const wanted = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 100,
    shared_buffers: "64MB",
    timezone: "UTC",
    log_timezone: "UTC",
    log_min_messages: "warning",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const options = Object.entries(wanted).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return ["-D", path.join(folder, "data"), "-p", String(port), ...options];
}

function surroundings({ folder, account }) {
  return {
    ...account,
    cwd: folder,
    env: { PATH: process.env.PATH, LANG: "C.UTF-8", LC_ALL: "C.UTF-8", TZ: "UTC", HOME: folder },
  };
}

/** PostgreSQL's own note of itself: line 1 the process, line 4 the port, line 8 "ready" once it takes connections. */
function postmaster({ folder }) {
  try {
    const lines = readFileSync(path.join(folder, "data", "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    return lines[7]?.trim() === "ready" && isAlive(pid) ? { pid, port: Number(lines[3]) } : undefined;
  } catch {
    return undefined;
  }
}

// After a container restarts, the process id in the note may belong to anybody, and PostgreSQL would not start.
function forgetStranger({ folder }) {
  const note = path.join(folder, "data", "postmaster.pid");
  try {
    const pid = Number(readFileSync(note, "utf8").split("\n")[0]);
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    if (!command.includes("postgres")) rmSync(note);
  } catch {
    // No note, no such process, or no /proc: PostgreSQL judges by itself.
  }
}

const keeperFile = ({ folder }) => path.join(folder, "keeper");
const nobody = "nobody";

function takeOver(place, keep) {
  if (keptBySomebodyElse(place)) return;
  writeFileSync(keeperFile(place), keep ? nobody : String(process.pid));
}

function keptBySomebodyElse(place) {
  const file = keeperFile(place);
  if (!existsSync(file) || !postmaster(place)) return false;
  if (readFileSync(file, "utf8") === nobody) return true;
  const keeper = numberIn(file);
  return keeper !== undefined && keeper !== process.pid && isAlive(keeper);
}

async function stopPostmaster(place) {
  const found = postmaster(place);
  rmSync(keeperFile(place), { force: true });
  if (!found) return;
  process.kill(found.pid, "SIGINT"); // "fast": open transactions are rolled back, nothing waits for clients
  // Its note goes when all is written. The process may stay a zombie where nobody collects orphans.
  const note = path.join(place.folder, "data", "postmaster.pid");
  for (const giveUpAt = Date.now() + 30_000; existsSync(note) && isAlive(found.pid); await pause(25)) {
    if (Date.now() > giveUpAt)
      throw new Obstacle(`The database (process ${found.pid}) did not stop within 30 seconds.`);
  }
}

const logFile = ({ folder }) => path.join(folder, "postgres.log");

const lastLine = (text) => text.trim().split("\n").at(-1);
