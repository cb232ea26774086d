// npm run check: types, lint and unused code, in a few seconds.

import "./lib/node-version.mjs";

import { prepareCheckout } from "./lib/checkout.mjs";
import { leave, leaveWhenAsked } from "./lib/leave.mjs";
import { runScript } from "./lib/obstacle.mjs";
import { say } from "./lib/say.mjs";
import { runStaticChecks } from "./testing/static-checks.mjs";

await runScript(async () => {
  leaveWhenAsked(1);
  await prepareCheckout(say);
  const { failed } = await runStaticChecks(say);
  await leave(failed > 0 ? 1 : 0);
});
