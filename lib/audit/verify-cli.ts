// npm run verify: says whether the register holds, in one line, or the first thing that does not.
//
//   npm run verify                     any register, as the auditor
//   npm run verify -- --write-golden   for authors: after a migration, writes down what the guards are now

import { writeFileSync } from "node:fs";

import { fingerprint, readCatalog, reading, verifyRegister } from "@/lib/audit/verify";
import { db } from "@/lib/db";

if (process.argv.includes("--write-golden")) await writeGolden();
else await verify();
await db.$disconnect();

async function verify() {
  const { breach, counts, clock, waitingForOwner, findings } = await verifyRegister();
  if (clock === "movable")
    console.log("This register's clock can be moved: it is a demo or a test and proves nothing.");
  if (breach) {
    console.log(`The register does not hold. ${breach}`);
    process.exitCode = 1;
    return;
  }
  if (waitingForOwner.length > 0) console.log(`Waiting for an owner: ${waitingForOwner.join(", ")}.`);
  const { events, streams, exceptions, decisions } = counts;
  console.log(
    `The register holds: ${events} events in ${streams} streams, ${exceptions} exceptions, ${decisions} decisions; ${findings.length} promises checked.`,
  );
}

async function writeGolden() {
  const catalog = await reading(readCatalog);
  writeFileSync("prisma/golden-catalog.json", `${JSON.stringify(catalog, null, 2)}\n`);
  console.log(`The golden catalog has ${Object.keys(catalog).length} objects, ${fingerprint(catalog)}.`);
}
