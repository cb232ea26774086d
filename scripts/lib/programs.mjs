// Other programs that a script runs: to their end, or beside it.

import { spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";

import { onLeave } from "./leave.mjs";
import { root } from "./root.mjs";

const ownGroup = process.platform !== "win32";
const leaders = new WeakSet();

/** Runs Node with these arguments to its end: { code, output }. With `show`, the output goes to the terminal instead. */
export async function run(args, { env, show = false, command = process.execPath } = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: show ? "inherit" : ["ignore", "pipe", "pipe"],
    shell: command !== process.execPath && process.platform === "win32",
  });
  const stay = onLeave(() => stop(child));
  const output = [];
  child.stdout?.on("data", (part) => output.push(part));
  child.stderr?.on("data", (part) => output.push(part));
  const code = await ended(child);
  stay();
  return { code, output: Buffer.concat(output).toString() };
}

/**
 * Starts Node with these arguments beside us, with no other environment than `env`. It gets a process group of its own,
 * so that Ctrl-C reaches us alone and we decide the order; and it leaves when we are killed.
 */
export function startBeside(args, { env, stdout = "inherit" }) {
  const preload = new URL("./leave-with-parent.mjs", import.meta.url).href;
  const child = spawn(process.execPath, ["--import", preload, ...args], {
    cwd: root,
    env,
    stdio: ["ignore", stdout, "inherit"],
    detached: ownGroup,
  });
  if (ownGroup) leaders.add(child);
  return child;
}

/** Asks a program to end, and after ten seconds makes it. */
export async function stop(child) {
  if (hasEnded(child)) return;
  signal(child, "SIGTERM");
  const patience = new AbortController();
  const forced = pause(10_000, undefined, { signal: patience.signal }).then(() => signal(child, "SIGKILL"));
  await ended(child);
  patience.abort();
  await forced.catch(() => {});
}

/** Keeps a program running: what dies is started again, later and later while it keeps dying. Gives the way to stop it. */
export function keepRunning(name, start) {
  let child;
  let stopped = false;
  let deaths = 0;

  const begin = () => {
    if (stopped) return;
    const born = Date.now();
    child = start();
    child.once("exit", (code, killedBy) => {
      if (stopped) return;
      deaths = Date.now() - born > 60_000 ? 1 : deaths + 1;
      const seconds = Math.min(30, 2 ** (deaths - 1));
      console.error(`The ${name} stopped (${killedBy ?? code}) and starts again in ${seconds} s.`);
      setTimeout(begin, seconds * 1_000).unref();
    });
  };
  begin();

  return () => {
    stopped = true;
    return stop(child);
  };
}

export function ended(child) {
  if (hasEnded(child)) return Promise.resolve(child.exitCode ?? 1);
  return new Promise((resolve) => {
    child.once("exit", (code) => resolve(code ?? 1)).once("error", () => resolve(1));
  });
}

const hasEnded = (child) => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;

function signal(child, name) {
  try {
    process.kill(leaders.has(child) ? -child.pid : child.pid, name);
  } catch {
    // It ended by itself in this moment.
  }
}
