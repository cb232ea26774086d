// The signer as it runs: a process of its own, killed, and started anew on the same folder.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

import { notesIn, readNote } from "@/lib/audit/checkpoint";
import { latestCheckpoint } from "@/lib/audit/checkpoints";
import { numberEvents } from "@/lib/audit/number-events";
import { addNote } from "@/lib/exceptions/add-note";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { filedBy } from "@/lib/testing/requests";

const folder = mkdtempSync(join(tmpdir(), "signer-process-"));
const notes = join(folder, "checkpoints.txt");
let cast: Cast;
let id: string;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
  ({ id } = await filedBy(cast, cast.actor.Cora));
  await numberEvents(noon);
});
afterAll(() => rmSync(folder, { recursive: true }));

function start(): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", "lib/audit/signer.ts"], {
    env: { ...process.env, CHECKPOINT_FOLDER: folder, TZ: "UTC" },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** The first line that it writes. */
async function said(signer: ChildProcess, where: "stdout" | "stderr"): Promise<string> {
  const [line] = await once(signer[where] as NodeJS.ReadableStream, "data");
  return String(line);
}

async function ended(signer: ChildProcess, signal: NodeJS.Signals) {
  const exit = once(signer, "exit");
  signer.kill(signal);
  const [code] = await exit;
  return code as number | null;
}

test("it signs at once, is killed, goes on where it was, and says loudly what it does not sign", async () => {
  const first = start();
  const line = await said(first, "stdout");
  const [note = ""] = notesIn(readFileSync(notes, "utf8"));
  expect(line).toBe(`signer: ${JSON.stringify(note)}\n`);
  await expect.poll(() => latestCheckpoint(new Date(Date.now() + 1000))).toMatchObject({ note });
  await ended(first, "SIGKILL");

  await filled(addNote({ exceptionId: id, note: "Seen." }, cast.actor.Ada, noon));
  await numberEvents(noon);
  const second = start();
  await said(second, "stdout");
  const both = notesIn(readFileSync(notes, "utf8"));
  expect(both).toHaveLength(2);
  const key = readFileSync(join(folder, "public-key.txt"), "utf8");
  const sizes = both.map((one) => readNote(one, key)?.size ?? 0);
  expect(sizes[1]).toBe((sizes[0] ?? 0) + 1);
  expect(await ended(second, "SIGTERM")).toBe(0);

  appendFileSync(notes, both[1]?.replace(/\n\d+\n/, "\n99999\n") ?? "");
  const third = start();
  expect(await said(third, "stderr")).toContain("is not signed with this key");
  expect(await ended(third, "SIGTERM")).toBe(0);
  expect(await latestCheckpoint(new Date(Date.now() + 1000))).toMatchObject({ size: sizes[1] });
}, 60_000);
