// The bare floor: an application of the same Next with one empty page and one empty route, built and served beside the
// register. It is no part of the product's build.

import { setTimeout as pause } from "node:timers/promises";

import { onLeave } from "../lib/leave.mjs";
import { Obstacle } from "../lib/obstacle.mjs";
import { freePort } from "../lib/ports.mjs";
import { run, startBeside, stop } from "../lib/programs.mjs";

const next = "node_modules/next/dist/bin/next";
const folder = "scripts/bench/floor";
const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };

/** Gives its address. */
export async function startFloor(say) {
  say("Building an empty page to measure against…");
  const { code, output } = await run([next, "build", folder], { env });
  if (code !== 0) throw new Obstacle(`${output}\nThe empty page could not be built: Next says why above.`);

  const port = await freePort();
  const web = startBeside([next, "start", folder, "-H", "127.0.0.1", "-p", String(port)], {
    env,
    stdout: "pipe",
  });
  web.stdout.resume();
  onLeave(() => stop(web));
  const url = `http://127.0.0.1:${port}`;
  for (const giveUpAt = Date.now() + 60_000; Date.now() < giveUpAt; await pause(50)) {
    if ((await fetch(`${url}/route`).catch(() => undefined))?.ok) return url;
  }
  throw new Obstacle("The empty page did not answer within a minute.");
}
