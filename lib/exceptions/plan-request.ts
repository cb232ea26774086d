// What a request would become if it were filed now: its risk, who decides by when, its longest window. The live panel
// and submit both ask this one function, so the steps that are shown are the steps that are stored (R9).

import { db } from "@/lib/db";
import { approverPools } from "@/lib/exceptions/approver-pools";
import { groupsAboveEarlierApprovers } from "@/lib/exceptions/extensions";
import { classify, higherRisk, riskSentence } from "@/lib/exceptions/risk";
import { type Route, route, stepsNobodyCanSign } from "@/lib/exceptions/routing";
import type { Draft, Request } from "@/lib/exceptions/schemas";
import { dueAt } from "@/lib/exceptions/steps";
import { type Limit, longestWindow } from "@/lib/exceptions/window";
import { organisation } from "@/lib/organisation";
import type { Environment, Risk } from "@/prisma/generated/enums";

export type Plan = {
  risk: Risk;
  riskSentence: string;
  reasonsForRisk: string[];
  limit: Limit;
  policies: { id: string; key: string; title: string; retired: boolean }[];
  systems: { id: string; key: string; name: string; retired: boolean; environments: Environment[] }[];
  steps: PlannedStep[];
  renewal: number;
  continued: { id: string; number: number; endsAt: Date | null; status: string } | null;
};

export type PlannedStep = Route & {
  position: number;
  dueAt: Date;
  /** Members who may not decide this one, because they are a party to it (R4). */
  partyNames: string[];
  /** Whether too few are left who could. */
  nobody: boolean;
};

type Client = Pick<typeof db, "policy" | "system" | "exception" | "person" | "group" | "setting">;
type Asked = Pick<Request, "scope" | "classification" | "emergency" | "urgent" | "continuesId"> & {
  /** The level to which an approver has raised the risk: the facts alone do not lower it again (R8). */
  atLeast?: Risk;
};

/** `partyIds`: whoever asks, files, owns or has edited. Ids that are not in the directory are simply absent from the plan. */
export async function planRequest(
  client: Client,
  asked: Asked,
  partyIds: string[],
  now: Date,
): Promise<Plan> {
  const [policies, systems, continued, aliases, pools, { calendar }] = await Promise.all([
    client.policy.findMany({
      where: { id: { in: asked.scope.map(({ policyId }) => policyId) } },
      select: {
        id: true,
        key: true,
        title: true,
        controlOwnerId: true,
        longestSeconds: true,
        retiredAt: true,
      },
      orderBy: { key: "asc" },
    }),
    client.system.findMany({
      where: { id: { in: asked.scope.map(({ systemId }) => systemId) } },
      select: { id: true, key: true, name: true, retiredAt: true, environments: true },
    }),
    asked.continuesId
      ? client.exception.findUnique({
          where: { id: asked.continuesId },
          select: { id: true, number: true, renewal: true, endsAt: true, status: true, ...approvals },
        })
      : null,
    client.person.findMany({ where: { id: { in: partyIds } }, select: { id: true, sameAsId: true } }),
    approverPools(client, now),
    organisation(client),
  ]);

  const environments = asked.scope.map(({ environment }) => environment);
  const classified = classify({ ...asked.classification, environments });
  const renewal = continued ? continued.renewal + 1 : 0;
  const risk = higherRisk(classified.risk, asked.atLeast ?? "low");
  const routes = withGroups(
    route({ risk, renewal, policies }, pools),
    groupsAboveEarlierApprovers(risk, continued && approvedBy(continued), pools),
  );

  const parties = new Set(aliases.map(({ id, sameAsId }) => sameAsId ?? id));
  const stuck = stepsNobodyCanSign(routes, parties);

  return {
    risk,
    riskSentence: riskSentence(classified),
    reasonsForRisk: classified.reasons,
    limit: longestWindow(risk, asked.emergency ?? false, policies),
    policies: policies.map(({ id, key, title, retiredAt }) => ({
      id,
      key,
      title,
      retired: retiredAt !== null,
    })),
    systems: systems.map(({ retiredAt, ...system }) => ({ ...system, retired: retiredAt !== null })),
    steps: routes.map((found, index) => ({
      ...found,
      position: index + 1,
      dueAt: dueAt(index + 1, risk, now, calendar, isHurried(asked)),
      partyNames: found.group.members.filter(({ id }) => parties.has(id)).map(({ name }) => name),
      nobody: stuck.includes(found),
    })),
    renewal,
    continued,
  };
}

function isHurried({ emergency, urgent }: Asked): boolean {
  return Boolean(emergency || urgent);
}

const approvals = {
  revision: true,
  steps: { select: { revision: true, groupId: true, decisions: { select: { verdict: true } } } },
} as const;

type Approved = {
  number: number;
  revision: number;
  steps: { revision: number; groupId: string; decisions: { verdict: string }[] }[];
};

function approvedBy({ number, revision, steps }: Approved) {
  const signed = steps.filter(
    (step) => step.revision === revision && step.decisions.some(({ verdict }) => verdict === "approve"),
  );
  return { number, approvedByGroupIds: signed.map(({ groupId }) => groupId) };
}

/** Each group decides once. */
function withGroups(routes: Route[], more: Omit<Route, "needed">[]): Route[] {
  const added = new Map(more.map((route) => [route.group.id, { ...route, needed: 1 }]));
  for (const { group } of routes) added.delete(group.id);
  return [...routes, ...added.values()];
}

/** The plan of a draft that is still being typed, as far as it goes. Null: not even a rule is chosen yet. */
export function planDraft(draft: Draft, requesterId: string, now: Date): Promise<Plan> | null {
  const { scope, classification, emergency, urgent, continuesId } = draft;
  if (!scope?.length || !classification) return null;
  const partyIds = [requesterId, draft.requesterId, draft.ownerId].filter((id) => id !== undefined);
  return planRequest(db, { scope, classification, emergency, urgent, continuesId }, partyIds, now);
}
