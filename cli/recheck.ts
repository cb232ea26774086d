// Answers a re-check with the reports of a run that the ended exception no longer covered (R15).

import { type Exit, exits, notTrusted, wrongInput } from "./ending";
import { formOf, hashOf, newNonce, type Question } from "./evaluate";
import { holdClocksTogether, type Register, read, send } from "./register";
import { said } from "./said";
import { type Rechecked, recheck as shape } from "./shapes";
import { tell } from "./tell";

type Asked = Omit<Question, "system" | "environment">;

export async function recheck(
  register: Register,
  id: string,
  asked: Asked,
): Promise<{ exit: Exit; answer: Rechecked }> {
  if (!/^[\w-]{1,80}$/.test(id)) throw wrongInput(`“${id}” is no re-check.`);
  if (asked.reports.length === 0) throw wrongInput("“gate recheck” needs --report.");
  const nonce = newNonce();
  const reply = await send(register, {
    method: "POST",
    path: `/api/v1/rechecks/${id}/evaluations`,
    headers: {
      "idempotency-key": hashOf([id, asked.reports.map(({ sha256 }) => sha256)]),
      "gate-nonce": nonce,
    },
    body: formOf(asked),
  });
  const answer = read(reply, shape);
  if (answer.nonce !== nonce)
    throw notTrusted("nonce", "The answer was made for another question: it does not echo the nonce.");
  holdClocksTogether(answer.answeredAt);
  tell(`${answer.outcome.toUpperCase()}  ${answer.exception} is ${answer.status}.  ${said(answer.sentence)}`);
  return { exit: answer.outcome === "compliant" ? exits.go : exits.blocked, answer };
}
