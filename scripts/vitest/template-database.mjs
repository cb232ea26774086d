// Before the tests: one migrated database, which `testDatabase()` copies for each file that asks.
// `npm test` hands over its server; `npx vitest` alone starts a throw-away one.

import { createRegister, registerAddresses } from "../lib/register-database.mjs";
import { startThrowAwayPostgres } from "../lib/throw-away-postgres.mjs";

const template = "register_template";

export default async function setup(project) {
  if (process.env.REGISTER_TEMPLATE) {
    project.provide("templateDatabase", JSON.parse(process.env.REGISTER_TEMPLATE));
    return undefined;
  }
  const server = await startThrowAwayPostgres();
  project.provide("templateDatabase", await createRegister(server, template));
  return () => server.stop();
}

/** What `npm test` puts into the environment of Vitest as REGISTER_TEMPLATE. */
export async function templateOn(server) {
  await createRegister(server, template);
  return JSON.stringify(registerAddresses(server, template));
}
