// The register that a checkout brings along, for trying it out: an embedded server, a clock that can be moved,
// and a believable year of exceptions. Its data lie in .data/postgres.

import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { startPostgres } from "./embedded-postgres.mjs";
import { onLeave } from "./leave.mjs";
import { alone } from "./lock-file.mjs";
import { Obstacle } from "./obstacle.mjs";
import { run } from "./programs.mjs";
import { createRegister, createRoles, dropRegister } from "./register-database.mjs";
import { inRoot } from "./root.mjs";
import { typescriptProgram } from "./typescript-program.mjs";

const database = "exceptions";

export async function startEmbeddedServer() {
  const server = await startPostgres(inRoot(".data/postgres"));
  onLeave(server.stop);
  await createRoles(server);
  return server;
}

/** Gives the addresses of a register that is migrated and, unless told otherwise, filled. */
export async function prepareEmbeddedRegister(server, say, { filled = true } = {}) {
  const begun = path.join(server.folder, "seed-begun");
  const finished = path.join(server.folder, "seed-finished");

  return alone(
    path.join(server.folder, "preparing"),
    async () => {
      // A seed that was killed half-way leaves half a story, and nobody has worked in it yet: start over.
      if (existsSync(begun) && !existsSync(finished)) {
        await dropRegister(server, database);
        forgetSeed(server);
      }
      const addresses = await createRegister(server, database, say);
      if (!filled || existsSync(finished)) return addresses;

      say("Filling the register with a year of exceptions…");
      writeFileSync(begun, "");
      await seed(addresses);
      writeFileSync(finished, "");
      rmSync(begun);
      return addresses;
    },
    5 * 60_000,
  );
}

/** With a register goes what was told in it and what was signed of it. */
export function forgetSeed(server) {
  for (const name of ["seed-begun", "seed-finished", "signer"])
    rmSync(path.join(server.folder, name), { force: true, recursive: true });
}

export function signerFolder(server) {
  return path.join(server.folder, "signer");
}

/** Tells the year through the use cases, as the app. It leaves a register alone that holds something. */
export async function seed(addresses) {
  const env = { ...addresses, NEXTAUTH_URL: "http://localhost:3000", TZ: "UTC" };
  const { code, output } = await run(typescriptProgram("prisma/seed.ts"), { env });
  if (code !== 0)
    throw new Obstacle(`${output}\nThe register could not be filled: prisma/seed.ts says why above.`);
}

/** Looks once a second whether the server still lives, and brings it back when it was killed. */
export function watchOver(server) {
  let reviving = false;
  const watch = setInterval(async () => {
    if (reviving || server.isRunning()) return;
    reviving = true;
    await server.revive().then(
      () => console.error("The database had stopped and runs again."),
      (error) => console.error(error.message),
    );
    reviving = false;
  }, 1_000);
  onLeave(() => clearInterval(watch));
}
