// May this change go on? Ask; where it may not, ask for an exception if that is wished, wait as long as is wished, and ask
// again: a request's status alone opens nothing.

import { decided } from "./await-decision";
import { type Exit, exits } from "./ending";
import { evaluate, evaluateAgain, type Question } from "./evaluate";
import type { Register } from "./register";
import { askFor } from "./request";
import type { Evaluation, RequestState } from "./shapes";

export type Wish = {
  question: Question;
  /** The words of the request to file. */
  words: object | null;
  /** Milliseconds; null: do not wait. */
  wait: number | null;
};

export type Checked = { exit: Exit; answer: Evaluation; request: RequestState | null };

export async function check(register: Register, { question, words, wait }: Wish): Promise<Checked> {
  const first = await evaluate(register, question);
  if (first.go) return { exit: exits.go, answer: first, request: null };
  const request = words && (await askFor(register, words, first));
  const answer = request ? await evaluateAgain(register, first.id, question) : first;

  const until = Date.now() + (wait ?? 0);
  const settled = wait === null ? answer : await waitFor(register, answer, until, question);
  const waits = words !== null || wait !== null;
  return { exit: exitOf(settled, waits), answer: settled, request };
}

/** Until the gate says yes, something stands in the way that waiting does not clear, or the time is over. */
export async function waitFor(
  register: Register,
  first: Evaluation,
  until: number,
  question?: Question,
): Promise<Evaluation> {
  let answer = first;
  for (let number = pendingIn(answer)[0]; number; number = pendingIn(answer)[0]) {
    const { status } = await decided(register, number, until);
    answer = await evaluateAgain(register, answer.id, question);
    if (status === "pending") break;
  }
  return answer;
}

/** The requests that everything broken waits for; none when something else stands in the way too. */
export function pendingIn({ go, findings, doubts, next }: Evaluation): string[] {
  if (go || doubts.length > 0 || next !== null) return [];
  const broken = findings.filter(({ answer }) => answer === "violation");
  const numbers = broken.map(({ open }) => open?.number);
  return numbers.every((number) => number !== undefined) ? [...new Set(numbers)] : [];
}

export function exitOf(answer: Evaluation, waits: boolean): Exit {
  if (answer.go) return exits.go;
  return waits && pendingIn(answer).length > 0 ? exits.pending : exits.blocked;
}
