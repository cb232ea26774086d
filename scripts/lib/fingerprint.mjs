// What a result was made from, kept beside the result: when it has not changed, the work need not be done again.

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

import { inRoot } from "./root.mjs";

/** One hash over the names and contents of files and folders of the checkout. What does not exist counts as such. */
export function fingerprint(places, leaveOut = () => false) {
  const hash = createHash("sha256");
  for (const file of places.flatMap(filesIn)) {
    if (!leaveOut(file))
      hash
        .update(file)
        .update("\0")
        .update(readFileSync(inRoot(file)))
        .update("\0");
  }
  return hash.digest("hex");
}

function filesIn(place) {
  const found = inRoot(place);
  if (!existsSync(found)) return [];
  if (statSync(found).isFile()) return [place];
  return readdirSync(found)
    .sort()
    .flatMap((name) => filesIn(path.posix.join(place, name)));
}

export function wasMadeFrom(stamp, print) {
  return existsSync(inRoot(stamp)) && readFileSync(inRoot(stamp), "utf8") === print;
}

export function writeStamp(stamp, print) {
  writeFileSync(inRoot(stamp), print);
}

export function removeStamp(stamp) {
  rmSync(inRoot(stamp), { force: true });
}
