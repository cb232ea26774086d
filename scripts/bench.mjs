// npm run bench: measures the register on a throw-away server that syncs to disk like a real one.
//
//   npm run bench              10,000, 100,000 and 1,000,000 requests
//   npm run bench -- 10k       that size only (10k, 100k, 1m)
//
// Everything listens on 127.0.0.1, and the clients run here too. docs/benchmarks.md tells what the numbers mean.

import "./lib/node-version.mjs";

import { prepareCheckout } from "./lib/checkout.mjs";
import { leave, leaveWhenAsked, onLeave } from "./lib/leave.mjs";
import { Obstacle, runScript } from "./lib/obstacle.mjs";
import { run } from "./lib/programs.mjs";
import { say } from "./lib/say.mjs";
import { typescriptProgram } from "./lib/typescript-program.mjs";

const sizes = { "10k": 10_000, "100k": 100_000, "1m": 1_000_000 };

await runScript(async () => {
  leaveWhenAsked(1);
  const wanted = wantedSizes(process.argv.slice(2));
  await prepareCheckout(say);
  // These need the packages.
  const { buildIfStale } = await import("./lib/build.mjs");
  const { startFloor } = await import("./bench/floor.mjs");
  const { startThrowAwayPostgres } = await import("./lib/throw-away-postgres.mjs");

  await buildIfStale(say);
  const floorUrl = await startFloor(say);
  const server = await startThrowAwayPostgres({ durable: true });
  onLeave(server.stop);
  for (const requests of wanted) await measureSize(server, requests, floorUrl);

  const { code } = await run(typescriptProgram("scripts/bench/report.ts", ...wanted.map(String)), {
    show: true,
  });
  await leave(code);
});

function wantedSizes(words) {
  const unknown = words.find((word) => !sizes[word.toLowerCase()]);
  if (unknown) throw new Obstacle(`There is no size ${unknown}: choose of ${Object.keys(sizes).join(", ")}.`);
  return words.length > 0 ? words.map((word) => sizes[word.toLowerCase()]) : Object.values(sizes);
}

/** In a database of its own, so that what one size used up does not show in the next. */
async function measureSize(server, requests, floorUrl) {
  const { createRegister, dropRegister } = await import("./lib/register-database.mjs");
  const { freePort } = await import("./lib/ports.mjs");
  const { startWebServer, untilHealthy } = await import("./lib/web-server.mjs");
  const { stop } = await import("./lib/programs.mjs");

  const database = `register_bench_${requests}`;
  const addresses = await createRegister(server, database, undefined, { live: true });
  const address = { host: "127.0.0.1", port: await freePort() };
  const url = `http://127.0.0.1:${address.port}`;
  const env = { ...process.env, ...addresses, NEXTAUTH_URL: url, TZ: "UTC", NEXT_TELEMETRY_DISABLED: "1" };
  // What one token may ask within a minute is no part of what is measured.
  env.API_REQUESTS_PER_MINUTE = "10000000";

  const web = startWebServer("start", address, env);
  const stay = onLeave(() => stop(web));
  await untilHealthy(web, address);
  const bench = { BENCH_URL: url, BENCH_FLOOR_URL: floorUrl, BENCH_WEB_PID: String(web.pid) };
  const { code } = await run(typescriptProgram("scripts/bench/main.ts", String(requests)), {
    env: { ...env, ...bench },
    show: true,
  });
  stay();
  await stop(web);
  await dropRegister(server, database);
  if (code !== 0) throw new Obstacle("The measurement ended early: it says why above.");
}
