// npm run cli:build: the command line `exceptions` as one file, cli/dist/exceptions.mjs; `npm pack ./cli` makes a package of it.

import "./lib/node-version.mjs";

import { prepareCheckout } from "./lib/checkout.mjs";
import { leaveWhenAsked } from "./lib/leave.mjs";
import { runScript } from "./lib/obstacle.mjs";
import { say } from "./lib/say.mjs";

await runScript(async () => {
  leaveWhenAsked();
  await prepareCheckout(say);
  const { buildCli } = await import("./lib/cli-build.mjs"); // needs the packages
  console.log(await buildCli());
});
