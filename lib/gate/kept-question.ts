// A kept evaluation as the question that it is: its reports, with the rule map, the tools required and the exceptions of now.

import type { Tx } from "@/lib/db";
import type { StoredReport } from "@/lib/gate/evaluate";
import { grantsFor } from "@/lib/gate/grants-for";
import type { Question } from "@/lib/gate/judge";
import { ruleMap } from "@/lib/gate/rule-rows";
import type { Environment } from "@/prisma/generated/enums";

type Kept = {
  system: { key: string; requiredTools: string[] };
  environment: Environment;
  receivedAt: Date;
  /** The reports as `evaluate` wrote them. */
  reports: unknown;
};

export const systemOfQuestion = { select: { id: true, key: true, name: true, requiredTools: true } };

export async function keptQuestion(
  tx: Tx,
  { system, environment, receivedAt, reports }: Kept,
): Promise<Question & { reports: StoredReport[] }> {
  const asked = {
    system: system.key,
    environment,
    receivedAt,
    reports: reports as StoredReport[],
    requiredTools: system.requiredTools,
    map: await ruleMap(tx),
  };
  return { ...asked, grants: await grantsFor(tx, asked) };
}
