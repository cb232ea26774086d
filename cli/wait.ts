// Waits for one request. Approved alone is no yes: the evaluation that it was asked for is asked again, and its answer
// counts.

import { decided, standing } from "./await-decision";
import { exitOf, waitFor } from "./check";
import { type Exit, exits, Stop, wrongInput } from "./ending";
import { evaluateAgain } from "./evaluate";
import type { Register } from "./register";
import type { Evaluation, RequestState } from "./shapes";
import { tell } from "./tell";

export type Waited = { exit: Exit; answer: Evaluation | null; request: RequestState };

export async function waitForRequest(register: Register, name: string, wait: number): Promise<Waited> {
  if (!/^EX-\d{1,9}$/.test(name)) throw wrongInput(`“${name}” is no number such as EX-1050.`);
  const until = Date.now() + wait;
  const request = await decided(register, name, until);
  if (request.status === "pending") return { exit: exits.pending, answer: null, request };
  if (request.status !== "active") return { exit: exits.blocked, answer: null, request };

  const first = await evaluationOf(register, request);
  if (!first) {
    tell(`${standing(request)} Run the check again: its answer counts.`);
    return { exit: exits.pending, answer: null, request };
  }
  const answer = await waitFor(register, first, until);
  return { exit: exitOf(answer, true), answer, request };
}

/** Null: nobody asked for it from an evaluation, or another token did. */
async function evaluationOf(register: Register, { evaluation }: RequestState): Promise<Evaluation | null> {
  if (evaluation === null) return null;
  try {
    return await evaluateAgain(register, evaluation);
  } catch (error) {
    if (error instanceof Stop && error.code === "not_found") return null;
    throw error;
  }
}
