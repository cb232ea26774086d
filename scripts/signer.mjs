// npm run signer: signs the record once a minute, with a key that is kept in CHECKPOINT_FOLDER and nowhere else. It runs
// best on another machine, under an account of its own. The register that `npm start` brings along has its signer already.

import "./lib/node-version.mjs";

import { prepareCheckout } from "./lib/checkout.mjs";
import { loadEnvironment } from "./lib/environment.mjs";
import { leaveWhenAsked, onLeave } from "./lib/leave.mjs";
import { Obstacle, runScript } from "./lib/obstacle.mjs";
import { keepRunning } from "./lib/programs.mjs";
import { say } from "./lib/say.mjs";
import { startSigner } from "./lib/signer.mjs";

await runScript(async () => {
  leaveWhenAsked();
  loadEnvironment();
  const { DATABASE_URL, CHECKPOINT_FOLDER } = process.env;
  if (!DATABASE_URL) {
    throw new Obstacle(
      "DATABASE_URL is missing. The register that `npm start` brings along has its signer already.",
    );
  }
  if (!CHECKPOINT_FOLDER) {
    throw new Obstacle(
      "CHECKPOINT_FOLDER is missing: name a folder that only the signer may read, e.g. /var/lib/exceptions-signer.",
    );
  }
  await prepareCheckout(say);
  const { prepareGivenRegister } = await import("./lib/given-register.mjs"); // needs the packages
  await prepareGivenRegister(process.env, say);

  onLeave(keepRunning("signer", () => startSigner(process.env, CHECKPOINT_FOLDER, { stdout: "inherit" })));
  console.log("The signer runs.");
});
