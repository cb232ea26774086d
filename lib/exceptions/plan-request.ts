// What a request would become if it were filed now: its risk, who decides by when, its longest window. The live panel
// and submit both ask this one function, so the steps that are shown are the steps that are stored (R9).

import { db } from "@/lib/db";
import { approverPools } from "@/lib/exceptions/approver-pools";
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
          select: { id: true, number: true, renewal: true, endsAt: true, status: true },
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
  const routes = route({ risk, renewal, policies }, pools);

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

/** The plan of a draft that is still being typed, as far as it goes. Null: not even a rule is chosen yet. */
export function planDraft(draft: Draft, requesterId: string, now: Date): Promise<Plan> | null {
  const { scope, classification, emergency, urgent, continuesId } = draft;
  if (!scope?.length || !classification) return null;
  const partyIds = [requesterId, draft.requesterId, draft.ownerId].filter((id) => id !== undefined);
  return planRequest(db, { scope, classification, emergency, urgent, continuesId }, partyIds, now);
}
