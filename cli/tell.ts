// What people read goes to stderr. GitHub's runner takes lines of any output that look like commands for commands, so it is
// told to stop reading them, under a word that nobody can know, and every line is indented.

import { randomUUID } from "node:crypto";

const onGitHub = process.env.GITHUB_ACTIONS === "true";

/** `text` is safe line by line (see `said`). */
export function tell(text: string): void {
  const lines = text.split("\n");
  if (!onGitHub) {
    process.stderr.write(`${lines.join("\n")}\n`);
    return;
  }
  const word = randomUUID();
  const indented = lines.map((line) => `  ${line}`).join("\n");
  process.stderr.write(`::stop-commands::${word}\n${indented}\n::${word}::\n`);
}

/** A command to GitHub's runner, made by us. */
export function command(line: string): void {
  process.stderr.write(`${line}\n`);
}
