// npm run test:guards: takes away each guard of the database in turn and asks the tests whether they miss it.
// The last line is the answer: "0 guards whose removal goes unnoticed".

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

  const server = await startThrowAwayPostgres();
  onLeave(server.stop);
  const addresses = await createRegister(server, "register_guards");
  const env = { ...addresses, NEXTAUTH_URL: "http://localhost:3000", TZ: "UTC" };
  const { code } = await run(typescriptProgram("prisma/guards/drop-one.ts"), { env, show: true });
  await leave(code);
});
