// npm run verify: proves that the audit trail is whole, or shows where it is not. It reads and changes nothing.
// It looks at DATABASE_AUDITOR_URL or DATABASE_URL if there is one, and at the embedded register otherwise.

import "./lib/node-version.mjs";

import { randomBytes } from "node:crypto";

import { prepareCheckout } from "./lib/checkout.mjs";
import { loadEnvironment } from "./lib/environment.mjs";
import { leave, leaveWhenAsked } from "./lib/leave.mjs";
import { runScript } from "./lib/obstacle.mjs";
import { run } from "./lib/programs.mjs";
import { say } from "./lib/say.mjs";
import { typescriptProgram } from "./lib/typescript-program.mjs";

await runScript(async () => {
  leaveWhenAsked(1);
  loadEnvironment();
  await prepareCheckout(say);
  const env = {
    // The settings of the web server are checked as a whole, and an auditor has no part in sessions.
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
    NEXTAUTH_URL: process.env.NEXTAUTH_URL || "http://localhost:3000",
    TZ: "UTC",
    DATABASE_URL: process.env.DATABASE_AUDITOR_URL || process.env.DATABASE_URL || (await embeddedAuditor()),
    DATABASE_OWNER_URL: "",
  };
  const { code } = await run(typescriptProgram("lib/audit/verify-cli.ts", ...process.argv.slice(2)), {
    env,
    show: true,
  });
  await leave(code);
});

async function embeddedAuditor() {
  const { prepareEmbeddedRegister, startEmbeddedServer } = await import("./lib/embedded-register.mjs"); // needs the packages
  const server = await startEmbeddedServer();
  const { DATABASE_AUDITOR_URL } = await prepareEmbeddedRegister(server, say, { filled: false });
  return DATABASE_AUDITOR_URL;
}
