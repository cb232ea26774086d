// The built application in .next, made again only when its sources have changed.

import { existsSync, mkdirSync } from "node:fs";

import { fingerprint, removeStamp, wasMadeFrom, writeStamp } from "./fingerprint.mjs";
import { alone } from "./lock-file.mjs";
import { Obstacle } from "./obstacle.mjs";
import { run } from "./programs.mjs";
import { inRoot } from "./root.mjs";

const sources = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema.prisma",
  "instrumentation.ts",
  "proxy.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];
const stamp = ".next/made-from";

export async function buildIfStale(say) {
  mkdirSync(inRoot(".data"), { recursive: true });
  await alone(inRoot(".data/building"), () => build(say), 5 * 60_000);
}

async function build(say) {
  const print = fingerprint(sources, (file) => /\.test\.tsx?$/.test(file));
  if (existsSync(inRoot(".next/BUILD_ID")) && wasMadeFrom(stamp, print)) return;

  say("Building the application…");
  removeStamp(stamp);
  const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const { code, output } = await run(["node_modules/next/dist/bin/next", "build"], { env });
  if (code !== 0) throw new Obstacle(`${output}\nThe application could not be built: Next says why above.`);
  writeStamp(stamp, print);
}
