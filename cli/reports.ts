// The files that scanners wrote, as they are sent.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { wrongInput } from "./ending";

export type ReportFile = { name: string; bytes: Buffer<ArrayBuffer>; sha256: string; format?: string };

/** Each as "FILE" or "FILE=format". */
export function reportFiles(given: string[]): ReportFile[] {
  const places = given.map(placeOf);
  const names = places.map(({ file }) => path.basename(file));
  return places.map(({ file, format }, at) => {
    const bytes = fileAt(file);
    const isAlone = names.filter((name) => name === names[at]).length === 1;
    return { name: isAlone ? (names[at] ?? file) : file, bytes, sha256: sha256(bytes), format };
  });
}

function placeOf(text: string): { file: string; format?: string } {
  const [, file, format] = /^(.+)=([\w.-]+)$/.exec(text) ?? [];
  return file && format && !existsSync(text) ? { file, format } : { file: text };
}

export function fileAt(file: string): Buffer<ArrayBuffer> {
  try {
    return readFileSync(file);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === "ENOENT" ? "is not there" : "cannot be read";
    throw wrongInput(`${file} ${why}.`, "no_file");
  }
}

export function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
