// The web server, `next start` or `next dev`, and the moment from which it answers.

import { setTimeout as pause } from "node:timers/promises";

import { Obstacle } from "./obstacle.mjs";
import { startBeside } from "./programs.mjs";

/** `mode` is "start" (serves the build) or "dev". */
export function startWebServer(mode, { host, port }, env) {
  const args = ["node_modules/next/dist/bin/next", mode, "-H", host, "-p", String(port)];
  if (mode === "dev") return startBeside(args, { env: { ...env, NODE_ENV: "development" } });

  const web = startBeside(args, { env: { ...env, NODE_ENV: "production" }, stdout: "pipe" });
  web.stdout.resume(); // Next's banner names an address of its own: ours comes later, alone
  return web;
}

export async function untilHealthy(web, { host, port }, seconds = 120) {
  const health = `http://${host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host}:${port}/api/health`;
  let answer = "no answer";
  for (const giveUpAt = Date.now() + seconds * 1_000; Date.now() < giveUpAt; await pause(50)) {
    if (web.exitCode !== null || web.signalCode !== null)
      throw new Obstacle("The web server stopped as it started: it says why above.");
    const response = await fetch(health).catch(() => undefined);
    if (response?.ok) return;
    if (response) answer = `${response.status} ${await response.text()}`.slice(0, 300);
  }
  throw new Obstacle(`The web server runs, but does not get well (${health}: ${answer}).`);
}
