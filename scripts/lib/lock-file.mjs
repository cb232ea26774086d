// One process at a time: a file that carries the id of the process that holds it.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

import { Obstacle } from "./obstacle.mjs";

/** Runs `work` while no other process runs its own under the same file. What a killed process left is taken over. */
export async function alone(file, work, patience = 60_000) {
  const giveUpAt = Date.now() + patience;
  while (!taken(file)) {
    if (Date.now() > giveUpAt)
      throw new Obstacle(`Another start holds ${file}: wait for it to end, or remove the file.`);
    await pause(50);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function taken(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    const holder = numberIn(file);
    if (holder && !isAlive(holder)) rmSync(file, { force: true });
    return false;
  }
}

export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** The number that a file holds, or nothing. */
export function numberIn(file) {
  try {
    return Number(readFileSync(file, "utf8").trim()) || undefined;
  } catch {
    return undefined;
  }
}
