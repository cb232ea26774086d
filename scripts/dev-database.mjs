// The embedded database without the application, for those who work on the register:
//
//   node scripts/dev-database.mjs          starts it, migrates, writes its addresses to .data/env, leaves it running
//   node scripts/dev-database.mjs reset    the same with an empty register, whatever was in it
//   node scripts/dev-database.mjs stop

import { writeFileSync } from "node:fs";
import { startPostgres, stopPostgres } from "./lib/embedded-postgres.mjs";
import { forgetSeed } from "./lib/embedded-register.mjs";
import { runScript } from "./lib/obstacle.mjs";
import { createRegister, createRoles, dropRegister } from "./lib/register-database.mjs";
import { inRoot } from "./lib/root.mjs";

const folder = inRoot(".data/postgres");
const wish = process.argv[2];

await runScript(async () => {
  if (wish === "stop") return stopPostgres(folder);

  const server = await startPostgres(folder, { keep: true });
  await createRoles(server);
  if (wish === "reset") {
    await dropRegister(server, "exceptions");
    forgetSeed(server);
  }
  const addresses = await createRegister(server, "exceptions", console.log);
  const environment = { ...addresses, NEXTAUTH_URL: "http://localhost:3000", TZ: "UTC" };
  const lines = Object.entries(environment).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(inRoot(".data/env"), lines.join(""), { mode: 0o600 });
  console.log("The database is ready. Its addresses are in .data/env.");
});
