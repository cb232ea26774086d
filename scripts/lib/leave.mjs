// How a script ends: in order, whoever asks. What was started last is stopped first.

import { readFileSync } from "node:fs";

const steps = [];
let leaving;

/** Adds something to do at the end. Gives the function that takes it back. */
export function onLeave(step) {
  steps.unshift(step);
  return () => steps.splice(steps.indexOf(step), 1);
}

export const isLeaving = () => leaving !== undefined;

export function leave(code) {
  leaving ??= (async () => {
    for (const step of [...steps]) await attempt(step);
    process.exit(code);
  })();
  return leaving;
}

async function attempt(step) {
  try {
    await step();
  } catch (error) {
    console.error(error.message);
  }
}

/** Ctrl-C, a service manager, a closed terminal, or npm going away all lead to `leave`. */
export function leaveWhenAsked(code = 0) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => leave(code));
  // npm hands SIGTERM to its shell and not to us: notice that whoever called us is gone.
  if (process.env.npm_lifecycle_event) whenCallerDies(() => leave(code));
}

function whenCallerDies(tell) {
  const callers = callersNow();
  setInterval(() => callersNow() !== callers && tell(), 500).unref();
}

/** Our parent and, where it is the shell that npm puts between us, npm: a killed npm leaves that shell behind. */
function callersNow() {
  const parent = process.ppid;
  try {
    const [, name, ppid] = /^\d+ \((.*)\) . (\d+)/.exec(readFileSync(`/proc/${parent}/stat`, "utf8"));
    return /sh$/.test(name) ? `${parent} ${ppid}` : String(parent);
  } catch {
    return String(parent); // no /proc here
  }
}
