// What docs/pipelines.md tells people to copy is right.

import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";

import { askedSchema } from "@/lib/gate/schemas";

import { folder, written } from "@/lib/testing/cli";
import { wordsIn } from "./request";
import { usage } from "./usage";

const text = readFileSync("docs/pipelines.md", "utf8");
const blocks = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = ""]) => block);

test("every piece of YAML is YAML", () => {
  expect(blocks).toHaveLength(4);
  const [, action, workflow, gitlab] = blocks.map((block) => parse(block));
  expect(action.runs.steps[0].run).toContain('exceptions.mjs" gate check');
  expect(Object.keys(action.inputs)).toEqual([
    "register",
    "system",
    "environment",
    "reports",
    "request",
    "wait",
  ]);
  const { with: given } = workflow.jobs.deploy.steps.at(-1);
  expect(Object.keys(given).filter((name) => !(name in action.inputs))).toEqual([]);
  expect(gitlab.exceptions.script[0]).toContain("gate check --system payments-api");
});

test("the words of the request are a request", () => {
  const words = wordsIn(path.join(folder, written("exception.yaml", blocks[0] ?? "")));
  const asked = { ...words, evaluation: "ev_1", fingerprints: ["f1:1"] };
  expect(askedSchema.safeParse(asked).error?.issues).toBeUndefined();
});

test("every command and flag that it names is one", () => {
  const commands = [...text.matchAll(/\| `((?:gate )?[a-z]+)\b[^`]*` *\|/g)].map(([, command]) => command);
  expect(commands.sort()).toEqual(["export", "gate login", "gate recheck", "gate wait", "import"]);
  const flags = [...text.matchAll(/exceptions(?:\.mjs"?)? gate check ([\s\S]*?)\n(?:```| {2}artifacts)/g)]
    .flatMap(([, args = ""]) => args.match(/--[a-z-]+/g) ?? [])
    .filter((flag) => !usage.includes(`${flag} `));
  expect(flags).toEqual([]);
});
