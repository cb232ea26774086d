// npm start: from a fresh clone to a running register.

import "./lib/node-version.mjs";

import { wantedAddress } from "./lib/address.mjs";
import { prepareCheckout } from "./lib/checkout.mjs";
import { loadEnvironment } from "./lib/environment.mjs";
import { leaveWhenAsked } from "./lib/leave.mjs";
import { runScript } from "./lib/obstacle.mjs";
import { say } from "./lib/say.mjs";

await runScript(async () => {
  leaveWhenAsked();
  loadEnvironment();
  const address = await wantedAddress(process.env);
  await prepareCheckout(say);
  const { serve } = await import("./lib/serve.mjs"); // needs the packages
  await serve("start", address);
});
