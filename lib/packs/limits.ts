// A pack has an end: what a browser can still show as one page, and what a ZIP without extensions can hold.

import { sizeInWords } from "@/lib/evidence/size";
import { type Refusal, refuse } from "@/lib/refusal";

export const mostExceptions = 5_000;
const mostFiles = 50_000;
const mostBytes = 2_000_000_000;

export const mostInWords = `${mostExceptions.toLocaleString("en")} exceptions and 2 GB of evidence at most`;

const narrower = "Take one pack of each month, or narrow the list in the register.";

export function whyTooMany(exceptions: number): Refusal | null {
  if (exceptions === 0) return refuse("not-found", "There is no exception in this list to make a pack of.");
  if (exceptions <= mostExceptions) return null;
  return refuse(
    "too-long",
    `A pack holds at most ${mostExceptions.toLocaleString("en")} exceptions, and these are ${exceptions.toLocaleString("en")}. ${narrower}`,
  );
}

export function whyTooLarge(files: number, bytes: number): Refusal | null {
  if (files <= mostFiles && bytes <= mostBytes) return null;
  return refuse(
    "too-long",
    `A pack holds at most ${mostFiles.toLocaleString("en")} files and ${sizeInWords(mostBytes)} of evidence, and these are ${files.toLocaleString("en")} and ${sizeInWords(bytes)}. ${narrower}`,
  );
}
