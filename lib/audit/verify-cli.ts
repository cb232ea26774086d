// npm run verify: says whether the register holds, in one line, or the first thing that does not.
//
//   npm run verify                     any register, as the auditor
//   npm run verify -- --checkpoints checkpoints.txt --key name+1a2b3c4d+AbCd…
//                                      and that what was signed, as somebody else kept it, still stands
//   npm run verify -- --write-golden   for authors: after a migration, writes down what the guards are now

import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { notesIn } from "@/lib/audit/checkpoint";
import { firstForgery, keptNotes } from "@/lib/audit/checkpoints";
import { fingerprint, readCatalog, reading, verifyRegister } from "@/lib/audit/verify";
import { db } from "@/lib/db";
import { count } from "@/lib/instants";

const { values: asked } = parseArgs({
  options: {
    "write-golden": { type: "boolean" },
    checkpoints: { type: "string" },
    key: { type: "string" },
  },
});
try {
  if (asked["write-golden"]) await writeGolden();
  else await verify();
} catch (error) {
  console.error(`It could not be verified. ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
await db.$disconnect();

async function verify() {
  const { breach, counts, clock, waitingForOwner, findings } = await verifyRegister();
  if (clock === "movable")
    console.log("This register's clock can be moved: it is a demo or a test and proves nothing.");
  const { notes, key } = await signedNotes();
  const broken = breach ?? (key && (await firstForgery(notes, key)));
  if (broken) {
    console.log(`The register does not hold. ${broken}`);
    process.exitCode = 1;
    return;
  }
  if (waitingForOwner.length > 0) console.log(`Waiting for an owner: ${waitingForOwner.join(", ")}.`);
  const { events, streams, exceptions, decisions } = counts;
  console.log(
    `The register holds: ${events} events in ${streams} streams, ${exceptions} exceptions, ${decisions} decisions; ${findings.length} promises and ${count(notes.length, "signed checkpoint")} checked.`,
  );
}

/** What somebody else has kept, if it was handed in; else what the register keeps itself. */
async function signedNotes(): Promise<{ notes: string[]; key: string | null }> {
  if (!asked.checkpoints && !asked.key) return keptNotes();
  if (!asked.checkpoints || !asked.key)
    throw new Error("--checkpoints names the file and --key the public key: both are needed.");
  const notes = notesIn(readFileSync(asked.checkpoints, "utf8"));
  if (notes.length === 0) throw new Error(`There is no checkpoint in ${asked.checkpoints}.`);
  return { notes, key: asked.key };
}

async function writeGolden() {
  const catalog = await reading(readCatalog);
  writeFileSync("prisma/golden-catalog.json", `${JSON.stringify(catalog, null, 2)}\n`);
  console.log(`The golden catalog has ${Object.keys(catalog).length} objects, ${fingerprint(catalog)}.`);
}
