// Asks the gate, and believes the answer only when it is one to this question, of this moment, and agrees with itself.

import { createHash, randomBytes, randomUUID } from "node:crypto";

import { notTrusted } from "./ending";
import { holdClocksTogether, type Register, type Reply, read, send } from "./register";
import type { ReportFile } from "./reports";
import { type Evaluation, evaluation } from "./shapes";
import type { Surroundings } from "./surroundings";

export type Question = {
  system: string;
  environment: string;
  root?: string;
  reports: ReportFile[];
  surroundings: Surroundings;
};

/** Pages of 500 findings; a decision stands on the first as on the last. */
const mostPages = 10;

export async function evaluate(register: Register, question: Question): Promise<Evaluation> {
  const nonce = newNonce();
  const reply = await send(register, {
    method: "POST",
    path: "/api/v1/gate/evaluations",
    headers: { "idempotency-key": keyOf(question), "gate-nonce": nonce },
    body: formOf(question),
  });
  const answer = trusted(reply, nonce, question);
  return withAllPages(register, answer, question);
}

/** The same evaluation, answered for this instant. */
export async function evaluateAgain(register: Register, id: string, asked?: Question): Promise<Evaluation> {
  const answer = await page(register, `/api/v1/gate/evaluations/${id}`, asked);
  if (answer.id !== id) throw notTrusted("other_evaluation", "The register answers another evaluation.");
  return withAllPages(register, answer, asked);
}

async function withAllPages(register: Register, first: Evaluation, asked?: Question): Promise<Evaluation> {
  const pages = [first];
  for (let { next } = first; next !== null && pages.length < mostPages; ) {
    if (!next.startsWith(`/api/v1/gate/evaluations/${first.id}?`))
      throw notTrusted("schema", "The next page of the answer lies elsewhere.");
    const following = await page(register, next, asked);
    pages.push(following);
    next = following.next;
  }
  // An exception may end between two pages: then the later answer counts.
  const head = pages.find(({ go }) => !go) ?? first;
  return { ...head, next: pages.at(-1)?.next ?? null, findings: pages.flatMap(({ findings }) => findings) };
}

async function page(register: Register, path: string, asked?: Question): Promise<Evaluation> {
  const nonce = newNonce();
  return trusted(await send(register, { path, headers: { "gate-nonce": nonce } }), nonce, asked);
}

export const newNonce = () => randomBytes(16).toString("hex");

function trusted(reply: Reply, nonce: string, asked?: Question): Evaluation {
  const answer = read(reply, evaluation);
  if (answer.nonce !== nonce)
    throw notTrusted("nonce", "The answer was made for another question: it does not echo the nonce.");
  holdClocksTogether(answer.evaluatedAt);
  const yes = answer.decision === "compliant" || answer.decision === "exception";
  const broken = [...answer.findings, ...answer.policies].some((one) => isNo(one.answer));
  if (answer.go !== yes || (answer.go && broken))
    throw notTrusted("contradiction", "The answer contradicts itself: its go does not fit its decision.");
  if (asked) holdToQuestion(answer, asked);
  return answer;
}

const isNo = (answer: string) => answer === "violation" || answer === "indeterminate";

function holdToQuestion(answer: Evaluation, { system, reports }: Question): void {
  const sent = reports.map(({ sha256 }) => sha256).sort();
  const read = answer.reports.map(({ sha256 }) => sha256).sort();
  if (answer.system !== system || sent.join() !== read.join())
    throw notTrusted(
      "other_reports",
      "The answer is about other reports or another system than those that were sent.",
    );
}

/** Without system and environment where the register knows them. */
export function formOf(question: Omit<Question, "system" | "environment"> & Partial<Question>): FormData {
  const { system, environment, root, reports, surroundings } = question;
  const formats = reports.flatMap(({ name, format }) => (format ? [{ name, format }] : []));
  const context = {
    system,
    environment,
    ...surroundings.context,
    ...(root && { root }),
    ...(formats.length > 0 && { reports: formats }),
  };
  const form = new FormData();
  form.set("context", new Blob([JSON.stringify(context)], { type: "application/json" }));
  for (const { name, bytes } of reports) form.append("report", new Blob([bytes]), name);
  return form;
}

/** A step that is sent twice is one question; a step outside a job is a new one each time. */
export function keyOf({ system, environment, root, reports, surroundings }: Question): string {
  const step = surroundings.step ?? [randomUUID()];
  const files = reports.map(({ name, sha256, format }) => [name, sha256, format]);
  return hashOf([step, surroundings.context, system, environment, root, files]);
}

export function hashOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}
