// What was typed, taken apart. Whatever is not understood ends the command: a flag that is misspelt must not be left out
// without a word.

import { parseArgs } from "node:util";

import { wrongInput } from "./ending";

const texts = ["system", "env", "root", "request", "wait", "annotations", "summary", "code-quality"] as const;
const more = ["junit", "timeout", "repository", "commit"] as const;
export type Flag = (typeof texts)[number] | (typeof more)[number] | "report";

export type Typed = {
  /** "gate check", "export". */
  command: string;
  /** What stands behind the command without a flag. */
  words: string[];
  reports: string[];
  flags: Partial<Record<Exclude<Flag, "report">, string>>;
};

const allowed: Record<string, Flag[]> = {
  "gate check": [...texts, "junit", "report"],
  "gate wait": ["timeout"],
  "gate login": [],
  "gate recheck": ["report", "root"],
  export: ["system", "env"],
  import: ["repository", "commit", "root", "system", "env"],
};

/** Null: help was asked for. Beside a command that is a mistake: in a pipeline it must not end as a yes. */
export function typed(given: string[]): Typed | null {
  const { values, positionals } = taken(given);
  if (values.help && given.length === 1) return null;
  if (values.help) throw wrongInput("--help stands alone.");
  const length = positionals[0] === "gate" ? 2 : 1;
  const command = positionals.slice(0, length).join(" ");
  const known = allowed[command];
  if (!known) throw wrongInput(command ? `There is no command “${command}”.` : "Say what to do.");

  const { report = [], help, ...flags } = values;
  const strange = (Object.keys(values) as Flag[]).find((flag) => !known.includes(flag));
  if (strange) throw wrongInput(`“${command}” has no --${strange}.`);
  const empty = Object.entries(flags).find(([, value]) => value === "");
  if (empty) throw wrongInput(`--${empty[0]} is empty.`);
  return { command, words: positionals.slice(length), reports: report, flags };
}

function taken(given: string[]) {
  const text = { type: "string" } as const;
  const options = {
    ...(Object.fromEntries([...texts, ...more].map((flag) => [flag, text])) as Record<
      Exclude<Flag, "report">,
      typeof text
    >),
    report: { type: "string", multiple: true },
    help: { type: "boolean", short: "h" },
  } as const;
  try {
    return parseArgs({ args: given, allowPositionals: true, strict: true, options });
  } catch (error) {
    throw wrongInput((error as Error).message.split(". ")[0] ?? "This cannot be read.");
  }
}

export function needed({ flags, command }: Typed, flag: keyof Typed["flags"]): string {
  const value = flags[flag];
  if (value === undefined) throw wrongInput(`“${command}” needs --${flag}.`);
  return value;
}

/** The one word that a command takes. */
export function onlyWord({ words, command }: Typed, what: string): string {
  const [word, other] = words;
  if (word === undefined) throw wrongInput(`“${command}” needs ${what}.`);
  if (other !== undefined) throw wrongInput(`“${command}” takes one word, so “${other}” is too many.`);
  return word;
}

export function noWords({ words, command }: Typed): void {
  if (words[0] !== undefined) throw wrongInput(`“${command}” takes no word such as “${words[0]}”.`);
}

const units: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** "90s", "20m", "2h" in milliseconds. */
export function lengthIn(text: string, flag: string): number {
  const [, amount, unit = ""] = /^(\d{1,5})([smh])$/.exec(text) ?? [];
  const size = units[unit];
  if (!amount || !size) throw wrongInput(`--${flag} is a length such as 90s, 20m or 2h, not “${text}”.`);
  return Number(amount) * size;
}
