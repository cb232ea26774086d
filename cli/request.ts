// Asks for an exception for what nothing covers, in the words that a person wrote into a file beside the code.

import { parseYaml } from "@/lib/gate/bounded-yaml";

import { wrongInput } from "./ending";
import { hashOf } from "./evaluate";
import { type Register, read, send } from "./register";
import { fileAt } from "./reports";
import { said } from "./said";
import { type Evaluation, type RequestState, request } from "./shapes";
import { tell } from "./tell";

const mostFindings = 500;

/** Read before anything is sent, so that a broken file is known at once. */
export function wordsIn(file: string): object {
  const parsed = parseYaml(fileAt(file).toString("utf8"));
  if (!parsed.ok) throw wrongInput(`${file}: ${parsed.why}`, "request_unreadable");
  const [words, more] = parsed.values;
  if (!words || typeof words !== "object" || Array.isArray(words) || more !== undefined)
    throw wrongInput(
      `${file} holds one list of names and words: requester, owner, reason…`,
      "request_unreadable",
    );
  return words;
}

/** Null: everything that is broken is covered or asked for already. */
export async function askFor(
  register: Register,
  words: object,
  answer: Evaluation,
): Promise<RequestState | null> {
  const fingerprints = uncovered(answer);
  if (fingerprints.length === 0) return null;
  if (answer.next !== null || fingerprints.length > mostFindings)
    throw wrongInput(
      `One request takes ${mostFindings} findings at most; there are more.`,
      "too_many_findings",
    );

  const body = JSON.stringify({ ...words, evaluation: answer.id, fingerprints });
  const reply = await send(register, {
    method: "POST",
    path: "/api/v1/gate/requests",
    headers: { "content-type": "application/json", "idempotency-key": hashOf(body) },
    body,
  });
  const asked = read(reply, request);
  const toSubmit = asked.subState === "sent_back" ? ` ${said(asked.requester)} has to submit it.` : "";
  tell(
    `${reply.status === 201 ? "Asked for in" : "Asked for already:"} ${asked.number}.${toSubmit}  ${said(asked.url)}`,
  );
  return asked;
}

function uncovered({ findings }: Evaluation): string[] {
  const open = findings.filter((finding) => finding.answer === "violation" && !finding.open);
  return [...new Set(open.map(({ fingerprint }) => fingerprint))];
}
