// Signs the record from time to time until it is told to stop (npm run signer). It stands apart from web and worker, best
// on another machine: only it may read the folder with the key.

import { setTimeout as wait } from "node:timers/promises";

import { openSigner, signCheckpoint } from "@/lib/audit/sign-checkpoint";
import { db } from "@/lib/db";
import { env } from "@/lib/env";

const everySeconds = 60;
/** Everything is read anew so often, from the first leaf on. */
const turnsOfOneReading = 60;

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopping.abort());

const folder = process.env.CHECKPOINT_FOLDER;
if (!folder) throw new Error("CHECKPOINT_FOLDER is missing: where the key and the checkpoints are kept.");
const name = `${new URL(env().NEXTAUTH_URL).host}/audit`;

while (!stopping.signal.aborted) {
  await signForAWhile().catch((error: unknown) => {
    console.error(`signer: nothing was signed, and it is tried again: ${messageOf(error)}`);
    return pause();
  });
}
await db.$disconnect();
process.exit();

async function signForAWhile() {
  const signer = await openSigner(folder as string, name);
  for (let turn = 0; turn < turnsOfOneReading && !stopping.signal.aborted; turn++) {
    const outcome = await signCheckpoint(signer, new Date());
    if (!outcome.ok) console.error(`signer: THE RECORD IS NOT SIGNED. ${outcome.message}`);
    // One line each, so that the log of another machine keeps what was signed.
    else if (outcome.note) console.log(`signer: ${JSON.stringify(outcome.note)}`);
    await pause();
  }
}

async function pause() {
  await wait(everySeconds * 1000, undefined, { signal: stopping.signal }).catch(() => {});
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
