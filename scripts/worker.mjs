// npm run worker: a worker of its own beside those that `npm start` runs, on this machine or another. Any number may run.

import "./lib/node-version.mjs";

import { prepareCheckout } from "./lib/checkout.mjs";
import { loadEnvironment } from "./lib/environment.mjs";
import { leaveWhenAsked, onLeave } from "./lib/leave.mjs";
import { Obstacle, runScript } from "./lib/obstacle.mjs";
import { keepRunning, startBeside } from "./lib/programs.mjs";
import { say } from "./lib/say.mjs";
import { typescriptProgram } from "./lib/typescript-program.mjs";

await runScript(async () => {
  leaveWhenAsked();
  loadEnvironment();
  if (!process.env.DATABASE_URL) {
    throw new Obstacle(
      "DATABASE_URL is missing. The register that `npm start` brings along has its worker already.",
    );
  }
  await prepareCheckout(say);
  const { prepareGivenRegister } = await import("./lib/given-register.mjs"); // needs the packages
  await prepareGivenRegister(process.env, say);

  const env = {
    ...process.env,
    DATABASE_OWNER_URL: "",
    DATABASE_AUDITOR_URL: "",
    NODE_ENV: "production",
    TZ: "UTC",
  };
  onLeave(keepRunning("worker", () => startBeside(typescriptProgram("lib/jobs/worker.ts"), { env })));
  console.log("The worker runs.");
});
