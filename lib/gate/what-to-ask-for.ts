// What a pipeline may not do without an exception, as the start of a request: the form is filled in with it, and a
// person says the rest.

import { inTransaction, type Tx } from "@/lib/db";
import type { AskedFinding } from "@/lib/exceptions/schemas";
import { type FindingAnswer, judge } from "@/lib/gate/judge";
import { keptQuestion } from "@/lib/gate/kept-question";
import type { Environment } from "@/prisma/generated/enums";

/** As many as one request takes. */
const most = 500;

export type ToAskFor = {
  systemId: string;
  environment: Environment;
  /** Ids of the policies that are broken. */
  policies: string[];
  findings: AskedFinding[];
  /** How many there are in all, also those that one request does not take. */
  found: number;
  /** Those that an exception covers or a request asks for already. */
  settled: { fingerprint: string; number: number }[];
};

type Choice = { only: string[]; policyKey?: string };

/** The findings of an evaluation that nothing covers and nobody has asked for; `only` and the policy choose among them. */
export async function whatToAskFor(
  evaluationId: string,
  only: string[],
  now: Date,
  policyKey?: string,
): Promise<ToAskFor | null> {
  const found = await inTransaction(now, async (tx) => ({
    toAskFor: await toAskForIn(tx, evaluationId, { only, policyKey }, now),
  }));
  return "toAskFor" in found ? found.toAskFor : null;
}

export async function toAskForIn(
  tx: Tx,
  evaluationId: string,
  { only, policyKey }: Choice,
  now: Date,
): Promise<ToAskFor | null> {
  const question = await keptQuestion(tx, evaluationId);
  if (!question) return null;
  const { systemId, environment } = question;
  const judged = judge(question, now);
  const findings = judged.findings.filter(
    ({ finding, policy }) =>
      (policyKey === undefined || policy === policyKey) &&
      (only.length === 0 || only.includes(finding.fingerprint)),
  );

  const open = findings.filter((one) => one.answer === "violation" && settledBy(one) === null);
  const keys = open.flatMap(({ policy }) => policy ?? []);
  const policies = await tx.policy.findMany({
    where: { key: { in: keys }, retiredAt: null },
    select: { id: true, key: true },
  });
  const idOf = new Map(policies.map(({ id, key }) => [key, id]));
  const asked = open.flatMap((one) => askedFor(one, idOf));
  return {
    systemId,
    environment,
    policies: [...new Set(asked.slice(0, most).map(({ policy }) => policy))],
    findings: asked.slice(0, most),
    found: asked.length,
    settled: findings.flatMap((one) => {
      const number = settledBy(one);
      return number === null ? [] : [{ fingerprint: one.finding.fingerprint, number }];
    }),
  };
}

/** The exception that covers a finding already, or asks for it. */
function settledBy({ exception, why, related }: FindingAnswer): number | null {
  if (exception) return exception.number;
  return why === "pending" || why === "sent_back" ? related : null;
}

function askedFor({ finding, policy }: FindingAnswer, idOf: Map<string, string>): AskedFinding[] {
  const id = idOf.get(policy ?? "");
  if (!id) return [];
  const { fingerprint, aliasFingerprints, resourceKey, severity, occurrences, rule, resource, location } =
    finding;
  return [
    {
      policy: id,
      fingerprint,
      aliasFingerprints: aliasFingerprints.slice(0, 50),
      resourceKey,
      wholeResource: false,
      severity,
      occurrences,
      rule: `${rule.tool}:${rule.id}`.slice(0, 300),
      resource,
      place: location.line === null ? location.path : `${location.path}:${location.line}`,
    },
  ];
}
