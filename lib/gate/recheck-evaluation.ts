// A job answers a re-check with its reports: they are judged here, and whoever sends them does not say what they prove.

import { db } from "@/lib/db";
import { answerRecheck, type OpenRecheck, recheckToAnswer } from "@/lib/exceptions/record-recheck";
import type { Content } from "@/lib/exceptions/revisions";
import type { StoredReport } from "@/lib/gate/evaluate";
import { type Ended, judgeRecheck, type RecheckVerdict } from "@/lib/gate/judge-recheck";
import type { Problem } from "@/lib/gate/problem";
import { recheckProblem } from "@/lib/gate/recheck-answer";
import { ruleMap } from "@/lib/gate/rule-rows";
import type { Status } from "@/prisma/generated/enums";

export type RecheckEvaluated = RecheckVerdict & {
  number: number;
  at: Date;
  status: Status;
};

type Asked = { recheckId: string; token: string };

/** Before anything is read of what a stranger sends. */
export async function openRecheckOf(asked: Asked, now: Date): Promise<OpenRecheck | Problem> {
  const open = await recheckToAnswer(asked, now);
  return open.ok ? open : recheckProblem(open);
}

export async function evaluateRecheck(
  { exceptionId, number, status }: OpenRecheck,
  { recheckId, token, reports }: Asked & { reports: StoredReport[] },
  now: Date,
): Promise<RecheckEvaluated | Problem> {
  const verdict = judgeRecheck(await endedOf(exceptionId), reports, await ruleMap(db));
  const { outcome } = verdict;
  if (outcome === "indeterminate") return { ...verdict, number, status, at: now };

  const report = { name: "re-check.json", text: evidenceOf(verdict, reports) };
  const answered = await answerRecheck({ recheckId, token, outcome, report }, now);
  if (!answered.ok) return recheckProblem(answered);
  return { ...verdict, number, at: answered.answeredAt, status: answered.status };
}

/** What it stood for when it ended, in the words of scanners. */
async function endedOf(exceptionId: string): Promise<Ended> {
  const { number, revision } = await db.exception.findUniqueOrThrow({
    where: { id: exceptionId },
    select: { number: true, revision: true },
  });
  const { content } = await db.revision.findUniqueOrThrow({
    where: { exceptionId_number: { exceptionId, number: revision } },
    select: { content: true },
  });
  const { findings = [], scope } = content as Content;
  const ids = [...findings, ...scope].map(({ policy }) => policy);
  const policies = await db.policy.findMany({ where: { id: { in: ids } }, select: { id: true, key: true } });
  const keyOf = (id: string) => policies.find((policy) => policy.id === id)?.key ?? "";
  return {
    number,
    findings: findings.map(({ rule, policy, ...finding }) => ({
      ...finding,
      policy: keyOf(policy),
      tool: rule.split(":")[0] ?? "",
    })),
    places: scope.map(({ policy, resource }) => ({ policy: keyOf(policy), resource })),
  };
}

const mostKept = 100;

/** Kept as evidence: which files were read, by their hash, and what of it is still there. */
function evidenceOf({ outcome, sentence, left }: RecheckVerdict, reports: StoredReport[]): string {
  const read = reports.map(({ name, sha256, format, tools, status, found }) => ({
    name,
    sha256,
    format,
    tools,
    status,
    found,
  }));
  const still = left.slice(0, mostKept).map(({ rule, resource, location, suppressedByTool }) => ({
    rule: `${rule.tool}:${rule.id}`,
    resource,
    location,
    suppressedByTool,
  }));
  return `${JSON.stringify({ outcome, sentence, reports: read, left: still }, null, 2)}\n`;
}
