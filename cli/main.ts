// exceptions: one JSON document on stdout for programs, sentences on stderr for people, and an exit code that says whether
// to go on.

import { type Typed, typed } from "./arguments";
import { commands } from "./commands";
import { type Ended, exits, Stop } from "./ending";
import { line } from "./output/github";
import { asJson, said } from "./said";
import { command as runnerCommand, tell } from "./tell";
import { usage } from "./usage";

async function run(given: string[]): Promise<Ended> {
  const asked: Typed | null = typed(given);
  if (!asked) {
    process.stderr.write(usage);
    return { exit: exits.go, out: "" };
  }
  const act = commands[asked.command];
  if (!act) throw new Error(`“${asked.command}” does nothing.`);
  return act(asked, process.env);
}

function stopped(error: unknown): Ended {
  const stop =
    error instanceof Stop
      ? error
      : new Stop(exits.notTrusted, "broken", error instanceof Error ? error.message : String(error));
  const detail = said(stop.message);
  const word = stop.exit === exits.wrongInput ? "ERROR" : "NOT TRUSTED";
  const fields = stop.errors.map((one) => `  ${said(one.pointer)}  ${said(one.detail)}`);
  tell([`${word}  ${detail}`, ...fields].join("\n"));
  if (process.env.GITHUB_ACTIONS === "true")
    runnerCommand(line("error", { title: "Exceptions register" }, detail));
  const { exit, code, errors } = stop;
  return { exit, out: { exit, code, detail, ...(errors.length > 0 && { errors }) } };
}

// Until there is an answer: whatever ends the command early is no yes.
process.exitCode = exits.notTrusted;
const { exit, out } = await run(process.argv.slice(2)).catch(stopped);
process.exitCode = exit;
process.stdout.write(typeof out === "string" ? out : `${asJson(out)}\n`);
