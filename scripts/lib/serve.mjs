// Everything that serves the register: database, worker, signer, web server, started in this order and stopped the other way.

import { localUrl } from "./address.mjs";
import { buildIfStale } from "./build.mjs";
import {
  prepareEmbeddedRegister,
  signerFolder,
  startEmbeddedServer,
  watchOver,
} from "./embedded-register.mjs";
import { prepareGivenRegister } from "./given-register.mjs";
import { isLeaving, leave, onLeave } from "./leave.mjs";
import { keepRunning, startBeside, stop } from "./programs.mjs";
import { say } from "./say.mjs";
import { startSigner } from "./signer.mjs";
import { typescriptProgram } from "./typescript-program.mjs";
import { startWebServer, untilHealthy } from "./web-server.mjs";

export async function serve(mode, address) {
  const register = process.env.DATABASE_URL ? await givenRegister() : await embeddedRegister(address);
  if (mode === "start") await buildIfStale(say);

  const env = { ...process.env, ...withheld, ...register.env, TZ: "UTC", NEXT_TELEMETRY_DISABLED: "1" };
  const nodeEnv = mode === "start" ? "production" : "development";
  const worker = () =>
    startBeside(typescriptProgram("lib/jobs/worker.ts"), { env: { ...env, NODE_ENV: nodeEnv } });
  onLeave(keepRunning("worker", worker));
  const { checkpointFolder: folder } = register;
  if (folder) onLeave(keepRunning("signer", () => startSigner(env, folder, { stdout: "ignore" })));

  const web = startWebServer(mode, address, env);
  onLeave(() => stop(web));
  await untilHealthy(web, address);
  web.once("exit", () => leaveBecauseWebStopped());
  web.stdout?.pipe(process.stdout);

  console.log(`Exceptions register: ${register.env.NEXTAUTH_URL} · ${register.whoEnters}`);
}

async function givenRegister() {
  await prepareGivenRegister(process.env, say);
  const { DATABASE_URL, NEXTAUTH_SECRET, NEXTAUTH_URL } = process.env;
  return {
    env: { DATABASE_URL, NEXTAUTH_SECRET, NEXTAUTH_URL },
    checkpointFolder: process.env.CHECKPOINT_FOLDER,
    whoEnters: `the first administrator is made at ${new URL("/setup", NEXTAUTH_URL)}`,
  };
}

async function embeddedRegister(address) {
  const server = await startEmbeddedServer();
  const { DATABASE_URL, NEXTAUTH_SECRET } = await prepareEmbeddedRegister(server, say);
  watchOver(server);
  return {
    env: {
      DATABASE_URL,
      NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || NEXTAUTH_SECRET,
      NEXTAUTH_URL: process.env.NEXTAUTH_URL || localUrl(address),
    },
    // Beside the data and on the same machine: it shows how signing works, and proves nothing.
    checkpointFolder: signerFolder(server),
    whoEnters: "sign in as anyone of the cast, e.g. Cora Lind (asks), Ada Brandt (decides)",
  };
}

// Empty and not absent: Next reads .env by itself, and leaves alone what is set. Only migrations may act as the owner.
const withheld = { DATABASE_OWNER_URL: "", DATABASE_AUDITOR_URL: "", DATABASE_SUPERUSER_URL: "" };

function leaveBecauseWebStopped() {
  if (isLeaving()) return;
  console.error("The web server stopped. Nothing is lost: start again.");
  leave(1);
}
