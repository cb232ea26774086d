// Requests as our tests write them: a whole one to start from, and the ways to carry it on.

import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { decide } from "@/lib/exceptions/decide";
import { fileRequest } from "@/lib/exceptions/file-request";
import { hex } from "@/lib/exceptions/revisions";
import type { Answers, Decision, Request } from "@/lib/exceptions/schemas";
import { type Cast, filled, noon } from "@/lib/testing/cast";

/** A low-risk request of one rule on one test system, for five days, owned by Cora. */
export function requestFor(cast: Cast, changes: Partial<Request> = {}): Request {
  return {
    id: crypto.randomUUID(),
    title: "Keep TLS 1.1 on the payroll feed",
    scope: [{ policyId: cast.policy.tls, systemId: cast.system.payroll, environment: "test", resource: "" }],
    reason: "The supplier moves to TLS 1.2 on 25 November.",
    breaksIfNo: "Salaries are late for 3,100 people.",
    riskIntroduced: "Traffic could be read on the supplier's line.",
    dataAffected: "None: the test feed holds made-up people.",
    alternatives: "A tunnel; the supplier refuses it.",
    mitigation: "Allow-list of two addresses, log read daily.",
    classification: lowRisk,
    ownerId: cast.actor.Cora.id,
    window: { kind: "length", seconds: 5 * 86_400 },
    ...changes,
  };
}

export const noFacts = {
  weakensSignIn: false,
  opensRemoteAccess: false,
  widensDataAccess: false,
  givesVendorReach: false,
  usesExternalModel: false,
  skipsHumanReview: false,
};

export const lowRisk: Request["classification"] = {
  dataSensitivity: "none",
  exposure: "internal",
  impact: "minor",
  facts: noFacts,
};

/** What makes a request of the payroll feed high (in production). */
export const highRisk: Request["classification"] = {
  ...lowRisk,
  facts: { ...noFacts, opensRemoteAccess: true },
};

export const answered: Answers = {
  whyNow: { tapped: "yes", words: "The supplier moves next week." },
  shortest: { tapped: "yes", words: "Two days of slack." },
  saferWay: { tapped: "no", words: "The tunnel was refused." },
  ifNo: { tapped: "yes", words: "Salaries are late." },
};

export async function filedBy(cast: Cast, actor: Actor, changes: Partial<Request> = {}, now = noon) {
  const { id } = await filled(fileRequest(requestFor(cast, { ownerId: actor.id, ...changes }), actor, now));
  return { id, ...(await seen(id)) };
}

/** What an approver's page would post back: the revision and its hash. */
export async function seen(exceptionId: string) {
  const { revision } = await db.exception.findUniqueOrThrow({
    where: { id: exceptionId },
    select: { revision: true },
  });
  const { contentHash } = await db.revision.findUniqueOrThrow({
    where: { exceptionId_number: { exceptionId, number: revision } },
    select: { contentHash: true },
  });
  return { revision, contentHash: hex(contentHash) };
}

type Verdict = Decision["verdict"];

export async function decisionOn(
  exceptionId: string,
  verdict: Verdict,
  changes: Partial<Decision> = {},
): Promise<Decision> {
  return {
    exceptionId,
    ...(await seen(exceptionId)),
    verdict,
    comment: "Read and weighed.",
    answers: answered,
    ...changes,
  } as Decision;
}

export async function decidedBy(actor: Actor, exceptionId: string, verdict: Verdict = "approve", now = noon) {
  return filled(decide(await decisionOn(exceptionId, verdict), actor, now));
}
