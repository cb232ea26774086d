// What a pipeline reads: the answer as JSON, findings violations first, 500 a page.

import type { Answered } from "@/lib/gate/answer-evaluation";
import type { EvaluationAnswer } from "@/lib/gate/answers";
import type { FindingAnswer } from "@/lib/gate/judge";
import type { ReportStatus } from "@/lib/gate/report";
import { unmapped, unmappedPolicy } from "@/lib/unmapped";

const pageSize = 500;

/** `address` is the register's own, the only source of links. */
export function presented(
  answered: Answered,
  { address, nonce, from }: { address: string; nonce: string | null; from: number },
): EvaluationAnswer {
  const { evaluationId, decision, go, system, environment, context, titles } = answered;
  const id = `ev_${evaluationId}`;
  const next =
    from + pageSize < answered.findings.length
      ? `/api/v1/gate/evaluations/${id}?from=${from + pageSize}`
      : null;
  return {
    id,
    decision,
    go,
    nonce,
    evaluatedAt: answered.at.toISOString(),
    validUntil: answered.validUntil.toISOString(),
    system,
    environment,
    commit: context.commit ?? null,
    requestUrl: `${address}/exceptions/new?evaluation=${id}`,
    next,
    reports: answered.reports.map(({ name, sha256, format, tools, status, found, suppressed, notes }) => ({
      name,
      sha256,
      format,
      tool: tools[0] ?? null,
      tools,
      status: statusWord(status),
      findings: found,
      suppressed,
      notes,
    })),
    doubts: answered.doubts,
    policies: answered.policies.map(({ key, answer, findings, doubts }) => ({
      key,
      title: titles.get(key) ?? (key === unmapped ? unmappedPolicy.title : key),
      answer,
      findings,
      why: doubts[0]?.code ?? null,
    })),
    findings: answered.findings.slice(from, from + pageSize).map((one) => findingOf(one, address)),
  };
}

export function statusWord(status: ReportStatus) {
  return status === "nothing evaluated" ? "nothing_evaluated" : status;
}

function findingOf(
  { finding, policy, answer, why, sentence, exception, related }: FindingAnswer,
  address: string,
): EvaluationAnswer["findings"][number] {
  const { fingerprint, rule, severity, resource, location, message, occurrences, suppressedByTool } = finding;
  const url = (number: number) => `${address}/exceptions/EX-${number}`;
  const isOpen = why === "pending" || why === "sent_back";
  return {
    fingerprint,
    answer,
    why,
    sentence,
    policy,
    rule,
    severity,
    resource,
    location,
    message,
    occurrences,
    suppressedByTool,
    ...(exception && {
      exception: {
        number: `EX-${exception.number}`,
        endsAt: exception.endsAt.toISOString(),
        url: url(exception.number),
      },
    }),
    ...(isOpen &&
      related !== null && {
        open: { number: `EX-${related}`, status: "pending" as const, url: url(related) },
      }),
  };
}
