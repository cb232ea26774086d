// A request as a pipeline reads it.

import type { RequestAnswer } from "@/lib/gate/answers";
import type { AskedRequest } from "@/lib/gate/asked-request";

export function presentedRequest(
  asked: AskedRequest,
  address: string,
  alreadyCovered: { fingerprint: string; number: number }[] = [],
): RequestAnswer {
  const { number, status, sentBack, revision, contentHash, inForce, requester } = asked;
  return {
    number: `EX-${number}`,
    status,
    subState: sentBack ? "sent_back" : null,
    revision,
    contentHash: `sha256:${contentHash}`,
    inForce,
    startsAt: asked.startsAt?.toISOString() ?? null,
    endsAt: asked.endsAt?.toISOString() ?? null,
    closeReason: asked.closedReason,
    evaluation: asked.evaluationId && `ev_${asked.evaluationId}`,
    requester,
    alreadyCovered: alreadyCovered.map((one) => ({
      fingerprint: one.fingerprint,
      exception: `EX-${one.number}`,
    })),
    steps: asked.steps.map(({ dueAt, ...step }) => ({ ...step, dueAt: dueAt.toISOString() })),
    lapsesAt: asked.lapsesAt?.toISOString() ?? null,
    url: `${address}/exceptions/EX-${number}`,
  };
}
