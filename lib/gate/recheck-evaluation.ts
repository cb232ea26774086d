// A job answers a re-check with its reports (R15): they are judged here, and whoever sends them does not say what they
// prove. What proves nothing leaves the re-check open.

import { db } from "@/lib/db";
import { answerRecheck, type OpenRecheck, recheckToAnswer } from "@/lib/exceptions/record-recheck";
import type { StoredReport } from "@/lib/gate/evaluate";
import type { Problem } from "@/lib/gate/problem";
import { recheckProblem } from "@/lib/gate/recheck-answer";
import { coveringOf, reportsRead, seenIn } from "@/lib/gate/recheck-ended";
import { recheckBy } from "@/lib/gate/recheck-rule";
import { mapper } from "@/lib/gate/rule-map";
import { ruleMap } from "@/lib/gate/rule-rows";
import type { Context } from "@/lib/gate/schemas";
import type { Status } from "@/prisma/generated/enums";

type Asked = { recheckId: string; token: string };
type Sent = { context: Omit<Context, "system" | "environment">; reports: StoredReport[] };

export type RecheckEvaluated = {
  number: number;
  outcome: "compliant" | "violating" | "indeterminate";
  sentence: string;
  at: Date;
  status: Status;
};

/** Before anything is read of what a stranger sends. */
export async function openRecheckOf(asked: Asked, now: Date): Promise<OpenRecheck | Problem> {
  const open = await recheckToAnswer(asked, now);
  return open.ok ? open : recheckProblem(open);
}

export async function evaluateRecheck(
  { exceptionId, number, status }: OpenRecheck,
  asked: Asked,
  { context, reports }: Sent,
  now: Date,
): Promise<RecheckEvaluated | Problem> {
  const { covered, evaluationId } = await coveringOf(exceptionId);
  const before = await seenIn(evaluationId);
  const policyOf = mapper(await ruleMap(db));
  const findings = reports.flatMap((report) => report.findings);
  const outcome = recheckBy(
    covered,
    before,
    // Whoever has the token is who was asked, whichever pipeline it runs in.
    { pipeline: before?.pipeline ?? "", repository: context.repository, reports },
    findings.map((finding) => ({ finding, policy: policyOf(finding) })),
  );
  if (!outcome)
    return { number, status, at: now, outcome: "indeterminate", sentence: sentences.indeterminate };

  const { repository, commit, run } = context;
  const told = { at: now.toISOString(), outcome, repository, commit, run, reports: reportsRead(reports) };
  const report = { name: "re-check.json", text: `${JSON.stringify(told, null, 2)}\n` };
  const answered = await answerRecheck({ ...asked, outcome, report }, now);
  if (!answered.ok) return recheckProblem(answered);
  return { number, outcome, sentence: sentences[outcome], at: answered.answeredAt, status: answered.status };
}

const sentences = {
  compliant: "What it covered is not reported any more.",
  violating: "What it covered is still reported.",
  indeterminate:
    "Not proven: each report that had shown it has to come again from the same repository, evaluated. The re-check stays open.",
};
