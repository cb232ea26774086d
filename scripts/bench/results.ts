// What a run found at one size, kept between the sizes so that they can be compared.

import { mkdir, readFile, writeFile } from "node:fs/promises";

import type { Measured } from "./clients";

export type Results = {
  requests: number;
  events: number;
  measured: Record<string, Measured[]>;
  /** Bytes over the wire. */
  scripts: { register: number; empty: number };
  /** Bytes, of the web server. */
  memory: { idle: number; afterLoad: number };
  /** What the worker did, a sentence each. */
  swept: string[];
  /** What the gate did with large reports, a sentence each. */
  large: string[];
};

const folder = ".data/bench";

export async function keep(results: Results): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/${results.requests}.json`, JSON.stringify(results, null, 2));
}

export async function kept(requests: number): Promise<Results> {
  return JSON.parse(await readFile(`${folder}/${requests}.json`, "utf8"));
}
