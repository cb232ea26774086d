// Each command: what was typed becomes a wish, the wish an answer.

import { lengthIn, needed, noWords, onlyWord, type Typed } from "./arguments";
import { check } from "./check";
import type { Ended } from "./ending";
import { exits, wrongInput } from "./ending";
import { exported } from "./export";
import { registerFor } from "./identity";
import { imported } from "./import";
import { login } from "./login";
import { targetsIn, write } from "./output/write";
import { recheck } from "./recheck";
import { registerAt } from "./register";
import { reportFiles } from "./reports";
import { wordsIn } from "./request";
import { surroundings } from "./surroundings";
import { waitForRequest } from "./wait";

type Environment = Record<string, string | undefined>;
type Command = (asked: Typed, env: Environment) => Promise<Ended>;

const defaultWait = "20m";

export const commands: Record<string, Command> = {
  async "gate check"(asked, env) {
    noWords(asked);
    const { flags } = asked;
    const wish = {
      question: questionIn(asked, env),
      words: flags.request === undefined ? null : wordsIn(flags.request),
      wait: flags.wait === undefined ? null : lengthIn(flags.wait, "wait"),
    };
    const targets = targetsIn(flags, env);
    const register = await registerFor(registerAt(env), env);
    const { exit, answer, request } = await check(register, wish);
    write(answer, exit, targets);
    return { exit, out: { exit, ...answer, ...(request && { request }) } };
  },

  async "gate wait"(asked, env) {
    const number = onlyWord(asked, "the number of a request");
    const wait = lengthIn(asked.flags.timeout ?? defaultWait, "timeout");
    const register = await registerFor(registerAt(env), env);
    const { exit, answer, request } = await waitForRequest(register, number, wait);
    if (answer) write(answer, exit, targetsIn({}, env));
    return { exit, out: { exit, ...answer, request } };
  },

  async "gate login"(asked, env) {
    noWords(asked);
    return { exit: exits.go, out: await login(registerAt(env), env) };
  },

  async "gate recheck"(asked, env) {
    const id = onlyWord(asked, "the id of a re-check");
    const token = env.EXCEPTIONS_RECHECK_TOKEN;
    if (!token) throw wrongInput("Set EXCEPTIONS_RECHECK_TOKEN to the one-time token of the re-check.");
    const { exit, answer } = await recheck({ address: registerAt(env), token }, id, reportsIn(asked, env));
    return { exit, out: { exit, ...answer } };
  },

  async export(asked, env) {
    const place = { system: needed(asked, "system"), environment: needed(asked, "env") };
    const register = await registerFor(registerAt(env), env);
    return { exit: exits.go, out: await exported(register, onlyWord(asked, "a format"), place) };
  },

  async import(asked, env) {
    const { context: around, checkout, step } = surroundings(env);
    const { system, env: environment, root = checkout } = asked.flags;
    const repository = asked.flags.repository ?? around.repository ?? needed(asked, "repository");
    const commit = asked.flags.commit ?? around.commit ?? needed(asked, "commit");
    const context = { repository, commit, root, system, environment };
    if (asked.words.length === 0) throw wrongInput("“import” needs a file.");
    const register = await registerFor(registerAt(env), env);
    return { exit: exits.go, out: await imported(register, asked.words, context, step) };
  },
};

function questionIn(asked: Typed, env: Environment) {
  if (asked.reports.length === 0)
    throw wrongInput("“gate check” needs --report: without one nothing shows that a check ran.");
  return { system: needed(asked, "system"), environment: needed(asked, "env"), ...reportsIn(asked, env) };
}

function reportsIn({ flags, reports }: Typed, env: Environment) {
  const around = surroundings(env);
  return { root: flags.root ?? around.checkout, reports: reportFiles(reports), surroundings: around };
}
