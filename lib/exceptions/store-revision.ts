// Writes one revision of a request with its steps. Parties, scope and the content hash are written by the database.

import type { Tx } from "@/lib/db";
import type { Plan } from "@/lib/exceptions/plan-request";
import type { Content } from "@/lib/exceptions/revisions";
import { rulesVersion } from "@/lib/exceptions/routing";
import type { Asked } from "@/lib/exceptions/window";
import type { RevisionCause } from "@/prisma/generated/enums";

type Revision = {
  exceptionId: string;
  number: number;
  cause: RevisionCause;
  byId: string;
  content: Content;
  asked: Asked;
  plan: Plan;
  emergency: boolean;
};

export async function storeRevision(tx: Tx, { plan, asked, ...revision }: Revision): Promise<void> {
  await tx.revision.create({
    data: {
      ...revision,
      ...asked,
      rulesVersion,
      ruleSetVersion: plan.ruleSetVersion,
      risk: plan.risk,
      riskLimitSeconds: plan.limit.riskSeconds,
      limitSeconds: plan.limit.seconds,
    },
    select: { number: true },
  });
}

/** After the exception carries the revision's number: steps belong to the current one only. */
export async function storeSteps(tx: Tx, exceptionId: string, revision: number, plan: Plan): Promise<void> {
  await tx.step.createMany({
    data: plan.steps.map(({ group, needed, because, position, stage, dueAt }) => ({
      exceptionId,
      revision,
      position,
      stage,
      groupId: group.id,
      needed,
      because,
      dueAt,
    })),
  });
}
