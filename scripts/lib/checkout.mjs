// What a checkout needs before anything else can run: the packages of the lock, and Prisma's client.
// Built-in modules only, since nothing is installed yet.

import { existsSync, readFileSync } from "node:fs";

import { fingerprint, wasMadeFrom, writeStamp } from "./fingerprint.mjs";
import { Obstacle } from "./obstacle.mjs";
import { run } from "./programs.mjs";
import { inRoot } from "./root.mjs";

export async function prepareCheckout(say) {
  if (!packagesAreInstalled()) await installPackages(say);
  await generateClient(say);
}

/** npm keeps its own lock of what it put into node_modules: that is compared, so an `npm install` by hand counts too. */
function packagesAreInstalled() {
  const installed = lockedPackages("node_modules/.package-lock.json");
  const wanted = lockedPackages("package-lock.json");
  return Object.entries(wanted).every(([place, { version, optional, link }]) => {
    if (place === "" || link) return true;
    const found = installed[place];
    return found ? found.version === version : optional; // other platforms' packages are never installed
  });
}

function lockedPackages(lock) {
  try {
    return JSON.parse(readFileSync(inRoot(lock), "utf8")).packages;
  } catch {
    return {};
  }
}

async function installPackages(say) {
  say("Installing the packages…");
  const npm = process.env.npm_execpath?.endsWith("npm-cli.js") ? [process.env.npm_execpath] : undefined;
  // The build needs the development packages too, whatever NODE_ENV says.
  const options = [
    "ci",
    "--include=dev",
    "--include=optional",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  const { code } = npm
    ? await run([...npm, ...options], { show: true })
    : await run(options, { show: true, command: "npm" });
  if (code !== 0) throw new Obstacle('The packages could not be installed: "npm ci" says why above.');
}

async function generateClient(say) {
  const stamp = "prisma/generated/made-from";
  const print = fingerprint(["prisma/schema.prisma", "node_modules/prisma/package.json"]);
  if (existsSync(inRoot("prisma/generated/client.ts")) && wasMadeFrom(stamp, print)) return;

  say("Generating the database client…");
  const { code, output } = await run(["node_modules/prisma/build/index.js", "generate"]);
  if (code !== 0)
    throw new Obstacle(`${output}\nThe database client could not be generated: Prisma says why above.`);
  writeStamp(stamp, print);
}
