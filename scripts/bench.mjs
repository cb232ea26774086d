// npm run bench: measures the register on a throw-away server that syncs to disk like a real one.

import "./lib/node-version.mjs";

import { prepareCheckout } from "./lib/checkout.mjs";
import { leave, leaveWhenAsked, onLeave } from "./lib/leave.mjs";
import { runScript } from "./lib/obstacle.mjs";
import { run } from "./lib/programs.mjs";
import { say } from "./lib/say.mjs";
import { typescriptProgram } from "./lib/typescript-program.mjs";

await runScript(async () => {
  leaveWhenAsked(1);
  await prepareCheckout(say);
  const { startThrowAwayPostgres } = await import("./lib/throw-away-postgres.mjs"); // needs the packages
  const { createRegister } = await import("./lib/register-database.mjs");

  const server = await startThrowAwayPostgres({ durable: true });
  onLeave(server.stop);
  const env = {
    ...(await createRegister(server, "register_bench")),
    NEXTAUTH_URL: "http://localhost:3000",
    TZ: "UTC",
  };
  const { code } = await run(typescriptProgram("scripts/bench/main.ts", ...process.argv.slice(2)), {
    env,
    show: true,
  });
  await leave(code);
});
