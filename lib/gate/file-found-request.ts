// A request for what a pipeline found is filed for exactly that: the findings are those of the evaluation, whatever was
// sent, because approvers read their words and the gate goes by their fingerprints (R25).

import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { fileRequest } from "@/lib/exceptions/file-request";
import type { AskedFinding, Request } from "@/lib/exceptions/schemas";
import { whatToAskFor } from "@/lib/gate/what-to-ask-for";
import { type Outcome, type Refusal, refuse, refuseField } from "@/lib/refusal";

export async function fileFoundRequest(
  request: Request,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ id: string; number: number }>> {
  const { evaluationId, findings = [] } = request;
  if (!evaluationId) {
    return findings.length === 0
      ? fileRequest(request, actor, now)
      : refuse("invalid-input", "Name the evaluation that the findings are from.");
  }
  // Sent twice: what it asks for waits by now, because the first one was filed.
  if (await db.exception.findUnique({ where: { id: request.id }, select: { id: true } })) {
    return fileRequest(request, actor, now);
  }
  const found = await whatIsThere(request, now);
  return "ok" in found ? found : fileRequest({ ...request, findings: found.findings }, actor, now);
}

async function whatIsThere(request: Request, now: Date): Promise<{ findings: AskedFinding[] } | Refusal> {
  const { evaluationId = "", findings = [], scope } = request;
  const toAskFor = await whatToAskFor(
    evaluationId,
    findings.map(({ fingerprint }) => fingerprint),
    now,
  );
  if (!toAskFor) return refuse("not-found", "There is no such evaluation.");

  const { systemId, environment } = toAskFor;
  if (!scope.some((place) => place.systemId === systemId && place.environment === environment)) {
    return refuseField("scope", "Keep the place where the pipeline found it among the places.");
  }
  const asked = findings.filter(({ policy }) => scope.some(({ policyId }) => policyId === policy));
  const there = asked.flatMap(({ policy, fingerprint, wholeResource }) =>
    toAskFor.findings
      .filter((one) => one.policy === policy && one.fingerprint === fingerprint)
      .map((one) => ({ ...one, wholeResource })),
  );
  if (there.length === 0 || there.length < asked.length) {
    return refuse(
      "conflict",
      "Some of what was found is covered or asked for by now. Open the pipeline's link again.",
    );
  }
  return { findings: there };
}
