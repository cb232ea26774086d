// npm test: everything from types to the browser, with a database that is thrown away afterwards.
//
//   npm test                 all of it
//   npm test -- decide       the test files with "decide" in their path
//   npm run test:long        all of it, with the tests that take long at full length
//
// The last line is the sum: "N passed, N failed".

import "./lib/node-version.mjs";

import { prepareCheckout } from "./lib/checkout.mjs";
import { isLeaving, leave, leaveWhenAsked } from "./lib/leave.mjs";
import { tell } from "./lib/obstacle.mjs";
import { say } from "./lib/say.mjs";

const words = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const long = process.argv.includes("--long");

leaveWhenAsked(1);
let sum = { passed: 0, failed: 1 };
try {
  await prepareCheckout(say);
  const { runTests } = await import("./testing/run-tests.mjs"); // needs the packages
  sum = await runTests(words, { long, say });
} catch (error) {
  if (!isLeaving()) tell(error);
}
process.once("exit", () => console.log(`${sum.passed} passed, ${sum.failed} failed`));
await leave(sum.failed > 0 ? 1 : 0);
