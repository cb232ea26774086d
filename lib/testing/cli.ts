// The command line as a job runs it: the built file, a process of its own, and nothing in its environment but what is said.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";

export const folder = mkdtempSync(path.join(tmpdir(), "exceptions-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { buildCli } = await import(path.resolve("scripts/lib/cli-build.mjs"));
const program: string = await buildCli(path.join(folder, "exceptions.mjs"));

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects to be there
export type Ran = { exit: number | null; out: any; stdout: string; err: string };

/** stdout has to be one JSON document. */
export async function run(args: string[], env: Record<string, string>, file = program): Promise<Ran> {
  const { exit, stdout, err } = await runRaw(args, env, file);
  return { exit, stdout, err, out: JSON.parse(stdout) };
}

export function runRaw(
  args: string[],
  env: Record<string, string>,
  file = program,
): Promise<Omit<Ran, "out">> {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: folder,
    env: { EXCEPTIONS_RETRY_SECONDS: "1", NODE_ENV: "production", TZ: "Asia/Kathmandu", ...env },
  });
  const parts: Record<"stdout" | "stderr", string[]> = { stdout: [], stderr: [] };
  for (const name of ["stdout", "stderr"] as const)
    child[name].setEncoding("utf8").on("data", (part: string) => parts[name].push(part));
  return new Promise((resolve) => {
    child.once("close", (exit) =>
      resolve({ exit, stdout: parts.stdout.join(""), err: parts.stderr.join("") }),
    );
  });
}

/** A file in the job's folder. */
export function written(name: string, text: string): string {
  writeFileSync(path.join(folder, name), text);
  return name;
}

export const textOf = (name: string) => readFileSync(path.join(folder, name), "utf8");
