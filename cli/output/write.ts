// Where the answer goes besides stdout: the log, the notes and outputs of GitHub, and the files that were asked for.

import { appendFileSync, writeFileSync } from "node:fs";

import type { Typed } from "../arguments";
import { type Exit, wrongInput } from "../ending";
import type { Evaluation } from "../shapes";
import { command, tell } from "../tell";
import { asCodeQuality } from "./code-quality";
import { annotations, outputs } from "./github";
import { asJUnit } from "./junit";
import { asSummary } from "./summary";
import { asText } from "./text";

export type Targets = {
  annotations: boolean;
  summary?: string;
  outputs?: string;
  codeQuality?: string;
  junit?: string;
};

export function targetsIn(flags: Typed["flags"], env: Record<string, string | undefined>): Targets {
  const onGitHub = env.GITHUB_ACTIONS === "true";
  const notes = flags.annotations ?? (onGitHub ? "github" : "none");
  if (notes !== "github" && notes !== "none") throw wrongInput("--annotations is github or none.");
  return {
    annotations: notes === "github",
    summary: flags.summary ?? (onGitHub ? env.GITHUB_STEP_SUMMARY : undefined),
    outputs: onGitHub ? env.GITHUB_OUTPUT : undefined,
    codeQuality: flags["code-quality"],
    junit: flags.junit,
  };
}

export function write(answer: Evaluation, exit: Exit, targets: Targets): void {
  tell(asText(answer, exit));
  if (targets.annotations) for (const note of annotations(answer)) command(note);
  const { decision, go, id } = answer;
  into(targets.summary, asSummary(answer, exit), appendFileSync);
  into(targets.outputs, outputs({ decision, go: String(go), evaluation: id }), appendFileSync);
  into(targets.codeQuality, asCodeQuality(answer), writeFileSync);
  into(targets.junit, asJUnit(answer), writeFileSync);
}

function into(file: string | undefined, text: string, put: (file: string, text: string) => void): void {
  if (!file) return;
  try {
    put(file, text);
  } catch (error) {
    throw wrongInput(`${file} cannot be written: ${(error as Error).message}`, "no_file");
  }
}
