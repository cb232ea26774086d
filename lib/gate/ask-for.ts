// A pipeline asks for an exception for findings of its own evaluation (R25), for a person. With a token of the register the
// request is born sent back to the requester that it names, and whoever made the token is a party like them (R4, R6). With
// one of an issuer the requester is whoever started the run, as the issuer says, and nobody else.

import { inTransaction, type Tx } from "@/lib/db";
import { addressOfRegister } from "@/lib/env";
import { fileIn, whyCannotAsk } from "@/lib/exceptions/file-request";
import { followingFacts } from "@/lib/exceptions/following-facts";
import { type Fact, factQuestions, type Impact, type Request } from "@/lib/exceptions/schemas";
import { isAskedBy } from "@/lib/gate/answer-evaluation";
import { evaluationIdIn } from "@/lib/gate/evaluation-id";
import { remember, type Sending, sentBefore } from "@/lib/gate/idempotency";
import { codeLasts, newLinkCode } from "@/lib/gate/link-person";
import { type Pipeline, whyNotAllowed } from "@/lib/gate/pipeline";
import { type FieldError, type Problem, problem } from "@/lib/gate/problem";
import type { AskedByPipeline } from "@/lib/gate/schemas";
import { type ToAskFor, toAskForIn } from "@/lib/gate/what-to-ask-for";
import type { Refusal } from "@/lib/refusal";
import type { Risk } from "@/prisma/generated/enums";

export type Filed = {
  number: number;
  /** Whether this very sending made it. */
  made: boolean;
  replayed: boolean;
  /** The findings that another record covers, or asks for. */
  alreadyCovered: { fingerprint: string; number: number }[];
};

export async function askFor(
  asked: AskedByPipeline,
  idempotencyKey: string,
  pipeline: Pipeline,
  now: Date,
): Promise<Filed | Problem> {
  const sending = { tokenId: pipeline.tokenId, path: "requests", key: idempotencyKey, content: asked };
  const filed = await inTransaction<Filed | Problem>(now, (tx) => askIn(tx, asked, sending, pipeline, now));
  return "ok" in filed ? problem("unavailable", filed.message) : filed;
}

async function askIn(
  tx: Tx,
  asked: AskedByPipeline,
  sending: Sending,
  pipeline: Pipeline,
  now: Date,
): Promise<Filed | Problem> {
  const before = await sentBefore(tx, sending);
  if (before && "problem" in before) return before;

  const place = await placeOf(tx, asked.evaluation, pipeline);
  if ("problem" in place) return place;
  // Whoever asks for the same place at the same instant waits here, and then finds what the first has filed.
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(${`ask ${place.systemId} ${place.environment}`}, 0))`;
  const toAskFor = await toAskForIn(tx, place.evaluationId, { only: asked.fingerprints }, now);
  const unknown = whyUnknown(asked.fingerprints, toAskFor);
  if (unknown || !toAskFor) return unknown ?? problem("not_found", "There is no such evaluation.");

  const elsewhere = (number: number) => toAskFor.settled.filter((one) => one.number !== number);
  if (before) return { ...before, made: false, replayed: true, alreadyCovered: elsewhere(before.number) };

  const [settled] = toAskFor.settled;
  if (toAskFor.findings.length === 0 && settled) {
    const { number } = settled;
    await remember(tx, sending, number);
    return { number, made: false, replayed: false, alreadyCovered: elsewhere(number) };
  }

  const { holder } = pipeline;
  if (!holder) return nobodyAsks(tx, pipeline, asked.evaluation);
  const request = await requestOf(tx, asked, toAskFor, pipeline);
  if ("problem" in request) return request;
  const { evaluationId } = place;
  const filed = await fileIn(tx, { ...request, evaluationId }, holder, now);
  if (!filed.ok) return incomplete(filed);
  await remember(tx, sending, filed.number);
  return { number: filed.number, made: true, replayed: false, alreadyCovered: toAskFor.settled };
}

async function placeOf(tx: Tx, name: string, pipeline: Pipeline) {
  const evaluationId = evaluationIdIn(name);
  const evaluation = evaluationId
    ? await tx.evaluation.findUnique({ where: { id: evaluationId }, include: { system: true } })
    : null;
  if (!evaluationId || !evaluation || !isAskedBy(pipeline, evaluation))
    return wrong("/evaluation", "This token has asked no such evaluation.");

  const { system, systemId, environment } = evaluation;
  const refusal = whyNotAllowed(pipeline, "request", { system, environment, named: system.key });
  return refusal ?? { evaluationId, systemId, environment };
}

/** Each fingerprint is one that can be asked for, or one that is settled. */
function whyUnknown(fingerprints: string[], toAskFor: ToAskFor | null): Problem | null {
  const known = [...(toAskFor?.findings ?? []), ...(toAskFor?.settled ?? [])].map(
    ({ fingerprint }) => fingerprint,
  );
  const errors = fingerprints.flatMap((fingerprint, at) =>
    known.includes(fingerprint)
      ? []
      : [
          {
            pointer: `/fingerprints/${at}`,
            detail: "The evaluation holds no such violation, or no policy is named for its rule.",
          },
        ],
  );
  return errors.length > 0 ? incompleteWith(errors) : null;
}

/** Its own run, and nobody here: the form is open to any person, and linking oneself to whoever may. */
async function nobodyAsks(tx: Tx, { run }: Pipeline, evaluation: string): Promise<Problem> {
  const form = `${addressOfRegister()}/exceptions/new?evaluation=${evaluation}`;
  const code = run && (await newLinkCode(tx, run));
  return problem(
    "requester_not_a_person",
    code
      ? `${run.starter?.name} is linked to nobody here. They do it once, signed in, within ${codeLasts} minutes: ${addressOfRegister()}/account/link/${code} Or ask with the form: ${form}`
      : `No person is known to have started this run. Ask with the form: ${form}`,
  );
}

async function requestOf(
  tx: Tx,
  asked: AskedByPipeline,
  toAskFor: ToAskFor,
  pipeline: Pipeline,
): Promise<Request | Problem> {
  const [system, policies, people] = await Promise.all([
    tx.system.findUniqueOrThrow({ where: { id: toAskFor.systemId } }),
    tx.policy.findMany({ where: { id: { in: toAskFor.policies } }, orderBy: { key: "asc" } }),
    peopleOf(tx, asked, pipeline),
  ]);
  if ("problem" in people) return people;

  const facts = followingFacts(
    policies.map(({ domain }) => domain),
    [system.kind],
  );
  const { environment, findings } = toAskFor;
  return {
    ...people,
    id: crypto.randomUUID(),
    title: asked.title || titleOf(toAskFor, policies, system),
    scope: toAskFor.policies.map((policyId) => ({
      policyId,
      systemId: system.id,
      environment,
      resource: "",
      footprint: asked.footprint,
    })),
    reason: asked.reason,
    breaksIfNo: asked.breaksIfNo,
    riskIntroduced: asked.risk,
    dataAffected: asked.data,
    alternatives: asked.alternatives,
    mitigation: asked.mitigation,
    classification: {
      dataSensitivity: system.sensitivity,
      exposure: system.exposure,
      impact: impactOf[asked.level],
      facts: Object.fromEntries(
        (Object.keys(factQuestions) as Fact[]).map((fact) => [fact, facts.includes(fact)]),
      ) as Record<Fact, boolean>,
      raisedTo: asked.level,
    },
    window: asked.end ? { kind: "until", end: asked.end } : { kind: "length", seconds: asked.seconds ?? 0 },
    findings,
    category: asked.category,
  };
}

const impactOf: Record<Risk, Impact> = {
  low: "minor",
  moderate: "moderate",
  high: "major",
  critical: "severe",
};

/** Which rule and where, as whoever scans a list needs it; then what. */
function titleOf({ findings }: ToAskFor, policies: { key: string }[], system: { name: string }): string {
  const [first] = findings;
  const what = findings.length === 1 ? `${first?.rule} ${first?.resource}` : `${findings.length} findings`;
  return `${policies.map(({ key }) => key).join(", ")} on ${system.name}: ${what}`.slice(0, 120);
}

type People = { requesterId: string; ownerId: string; managerId?: string };

/** The people that are named by their e-mail, all of them here and the requester one who may ask. */
async function peopleOf(
  tx: Tx,
  { requester, owner, manager }: AskedByPipeline,
  { run, holder }: Pipeline,
): Promise<People | Problem> {
  const emails = [requester, owner, manager].filter((email) => email !== undefined);
  const found = await tx.person.findMany({
    where: { OR: [{ email: { in: emails } }, ...(holder ? [{ id: holder.id }] : [])], deactivatedAt: null },
    select: { id: true, email: true, role: true },
  });
  const named = (email?: string) => found.find((person) => person.email.toLowerCase() === email);
  const starter = run && found.find(({ id }) => id === holder?.id);
  if (starter && requester && named(requester) !== starter)
    return wrong("/requester", "Whoever started the run asks. Leave the requester out.");
  const [asks, owns, manages] = [starter ?? named(requester), named(owner), manager ? named(manager) : null];
  if (!asks || !owns || manages === undefined) {
    return incompleteWith([
      ...(asks ? [] : [{ pointer: "/requester", detail: "Name one active person." }]),
      ...(owns ? [] : [{ pointer: "/owner", detail: "Name one active person." }]),
      ...(manages === undefined ? [{ pointer: "/manager", detail: "Name one active person." }] : []),
    ]);
  }
  const refusal = whyCannotAsk(asks);
  if (refusal) {
    const errors = [{ pointer: "/requester", detail: refusal.message }];
    return problem("requester_not_a_person", refusal.message, { errors });
  }
  return { requesterId: asks.id, ownerId: owns.id, ...(manages && { managerId: manages.id }) };
}

const pointers: Record<string, string> = {
  policies: "/fingerprints",
  places: "/evaluation",
  ownerId: "/owner",
  requesterId: "/requester",
  managerId: "/manager",
  "window.end": "/end",
  "window.seconds": "/seconds",
};

/** What the register says to a person's form, said to a program: each sentence at its field. */
function incomplete({ message, fields = {} }: Refusal): Problem {
  const errors = Object.entries(fields).map(([field, detail]) => ({
    pointer: pointers[field] ?? `/${field.replaceAll(".", "/")}`,
    detail,
  }));
  return problem("request_incomplete", message, errors.length > 0 ? { errors } : {});
}

function incompleteWith(errors: FieldError[]): Problem {
  return problem("request_incomplete", errors[0]?.detail ?? "Something is missing.", { errors });
}

function wrong(pointer: string, detail: string): Problem {
  return incompleteWith([{ pointer, detail }]);
}
