// Which test files there are, and which of them somebody asked for.

import { readdirSync } from "node:fs";

import { inRoot } from "../lib/root.mjs";

const folders = ["app", "cli", "components", "e2e", "lib", "prisma", "scripts"];

/** { unit, browser }: the paths that contain one of the words, or all of them when there are no words. */
export function testFiles(words) {
  const files = folders
    .flatMap(filesIn)
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
  return {
    unit: files.filter((file) => /\.test\.(tsx?|mjs)$/.test(file)),
    browser: files.filter((file) => file.endsWith(".spec.ts")),
  };
}

function filesIn(folder) {
  return readdirSync(inRoot(folder), { recursive: true }).map(
    (file) => `${folder}/${file.replaceAll("\\", "/")}`,
  );
}
