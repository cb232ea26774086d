// What people install: one packed file that needs nothing but Node.

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

import { folder, runRaw } from "@/lib/testing/cli";

const shell = promisify(execFile);

test("the package holds one program and its licences, and runs where nothing else is", async () => {
  const { buildCli } = await import(path.resolve("scripts/lib/cli-build.mjs"));
  await buildCli();
  const npm = process.env.npm_execpath?.endsWith("npm-cli.js") ? [process.env.npm_execpath] : null;
  const [command = "npm", ...before] = npm ? [process.execPath, ...npm] : ["npm"];
  const packed = await shell(command, [...before, "pack", "./cli", "--json", "--pack-destination", folder]);
  const [{ filename, files }] = JSON.parse(packed.stdout);
  expect(files.map((file: { path: string }) => file.path).sort()).toEqual([
    "dist/exceptions.mjs",
    "package.json",
  ]);

  await shell("tar", ["-xzf", path.join(folder, filename), "-C", folder]);
  const program = path.join(folder, "package/dist/exceptions.mjs");
  const { exit, err } = await runRaw(["--help"], {}, program);
  expect([exit, err]).toEqual([0, expect.stringContaining("exceptions gate check --system S --env E")]);

  const text = readFileSync(program, "utf8");
  const asked = [...text.matchAll(/(?:^|[^.\w])(?:from|import\(|require\()\s*"([^"]+)"/gm)].map(
    ([, name]) => name,
  );
  expect(asked.filter((name) => !name?.startsWith("node:"))).toEqual([]);
  expect(text).toContain("Permission to use, copy, modify, and/or distribute this software");
  expect(text).toContain("MIT License");
});
