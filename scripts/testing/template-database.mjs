// Before the unit tests: one migrated database, which `testDatabase()` copies for each file that asks.
// `npm test` hands over its server; `npx vitest` alone starts a throw-away one.

import { createRegister } from "../lib/register-database.mjs";
import { startThrowAwayPostgres } from "../lib/throw-away-postgres.mjs";

export const template = "register_template";

export default async function setup(project) {
  const given = process.env.REGISTER_TEMPLATE;
  if (given) {
    project.provide("templateDatabase", JSON.parse(given));
    return undefined;
  }
  const server = await startThrowAwayPostgres();
  project.provide("templateDatabase", await createRegister(server, template));
  return () => server.stop();
}

/** What Vitest finds in its environment as REGISTER_TEMPLATE. */
export async function templateOn(server) {
  return JSON.stringify(await createRegister(server, template));
}
