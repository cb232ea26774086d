// What a request would become if it were filed now: its risk, who decides by when, its longest window. The live panel
// and submit both ask this one function, so the steps that are shown are the steps that are stored (R9).

import { db } from "@/lib/db";
import { approverPools } from "@/lib/exceptions/approver-pools";
import { groupsAboveEarlierApprovers } from "@/lib/exceptions/extensions";
import { classify, higherRisk, riskSentence } from "@/lib/exceptions/risk";
import { type Route, route, stepsNobodyCanSign } from "@/lib/exceptions/routing";
import { unmet } from "@/lib/exceptions/rules";
import { type RuleVersion, rulesInForce } from "@/lib/exceptions/rules-in-force";
import type { Draft, Request } from "@/lib/exceptions/schemas";
import { dueTimes } from "@/lib/exceptions/steps";
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
  /** What the rules ask for and the organisation does not have. */
  missing: string[];
  /** The rules that routed it. */
  ruleSetVersion: number;
  /** Each of its rules with the conditions that do not hold; none: the rule matches. */
  rules: { name: string; unmet: string[] }[];
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

type Client = Pick<typeof db, "policy" | "system" | "exception" | "person" | "group" | "setting" | "ruleSet">;
type Asked = Pick<Request, "scope" | "classification" | "emergency" | "urgent" | "continuesId"> & {
  /** The level to which an approver has raised the risk: the facts alone do not lower it again (R8). */
  atLeast?: Risk;
  /** For a made-up request of the tester, which continues nothing. */
  renewal?: number;
};

/**
 * `partyIds`: whoever asks, files, owns or has edited. Ids that are not in the directory are simply absent from the plan.
 * `under`: the version that an open request was filed under and keeps, or rules that are only tried; a new request is routed
 * by those in force.
 */
export async function planRequest(
  client: Client,
  asked: Asked,
  partyIds: string[],
  now: Date,
  under?: number | RuleVersion,
): Promise<Plan> {
  const [policies, systems, continued, aliases, pools, { calendar }, { version, rules }] = await Promise.all([
    client.policy.findMany({
      where: { id: { in: asked.scope.map(({ policyId }) => policyId) } },
      select: {
        id: true,
        key: true,
        title: true,
        domain: true,
        controlOwnerId: true,
        longestSeconds: true,
        retiredAt: true,
      },
      orderBy: { key: "asc" },
    }),
    client.system.findMany({
      where: { id: { in: asked.scope.map(({ systemId }) => systemId) } },
      select: { id: true, key: true, name: true, kind: true, retiredAt: true, environments: true },
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
    typeof under === "object" ? under : rulesInForce(client, under),
  ]);

  const environments = asked.scope.map(({ environment }) => environment);
  const classified = classify({ ...asked.classification, environments });
  const renewal = continued ? continued.renewal + 1 : (asked.renewal ?? 0);
  const risk = higherRisk(classified.risk, asked.atLeast ?? "low");
  const matched = {
    risk,
    renewal,
    policies,
    domains: policies.map(({ domain }) => domain),
    systemKinds: systems.map(({ kind }) => kind),
    environments,
    classification: asked.classification,
  };
  const routed = route(matched, rules, pools);
  const routes = withGroups(
    routed.steps,
    groupsAboveEarlierApprovers(risk, continued && approvedBy(continued), pools),
  );
  const due = dueTimes(routes, risk, now, calendar, isHurried(asked));

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
      dueAt: due[index] as Date,
      partyNames: found.group.members.filter(({ id }) => parties.has(id)).map(({ name }) => name),
      nobody: stuck.includes(found),
    })),
    missing: routed.missing,
    ruleSetVersion: version,
    rules: rules.rules.map(({ name, when }) => ({ name, unmet: unmet(when, matched) })),
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

/** Each group decides once; those that are added come after the others, one after another. */
function withGroups(routes: Route[], more: Pick<Route, "group" | "because">[]): Route[] {
  const added = new Map(more.map((route) => [route.group.id, route]));
  for (const { group } of routes) added.delete(group.id);
  const last = Math.max(0, ...routes.map(({ stage }) => stage));
  return [
    ...routes,
    ...[...added.values()].map((route, index) => ({
      ...route,
      needed: 1,
      stage: last + 1 + index,
      dueHours: null,
    })),
  ];
}

/** The plan of a draft that is still being typed, as far as it goes. Null: not even a rule is chosen yet. */
export async function planDraft(draft: Draft, requesterId: string, now: Date): Promise<Plan | null> {
  const { scope, classification, emergency, urgent, continuesId, exceptionId } = draft;
  if (!scope?.length || !classification) return null;
  const changed = exceptionId ? await requestBeingChanged(exceptionId) : null;
  const known = changed ? changed.partyIds : [draft.requesterId].filter((id) => id !== undefined);
  return planRequest(
    db,
    { scope, classification, emergency, urgent, continuesId, ...changed?.asked },
    [requesterId, ...known, ...(draft.ownerId ? [draft.ownerId] : [])],
    now,
    changed?.ruleSetVersion,
  );
}

/** What a change keeps, whatever the form says: its rules, what it continues, its parties, a risk that was raised. */
async function requestBeingChanged(exceptionId: string) {
  const found = await db.exception.findUnique({
    where: { id: exceptionId },
    select: {
      continuesId: true,
      emergency: true,
      risk: true,
      parties: { select: { personId: true } },
      revisions: { select: { ruleSetVersion: true, cause: true }, orderBy: { number: "desc" } },
    },
  });
  if (!found) return null;
  const { continuesId, emergency, risk, parties, revisions } = found;
  const wasRaised = revisions.some(({ cause }) => cause === "risk_raised");
  return {
    asked: { continuesId: continuesId ?? undefined, emergency, atLeast: wasRaised ? risk : undefined },
    partyIds: parties.map(({ personId }) => personId),
    ruleSetVersion: filedUnder(revisions[0]?.ruleSetVersion),
  };
}

/** What was filed before rules had versions was filed under what is version 1. */
export const filedUnder = (ruleSetVersion: number | null | undefined): number => ruleSetVersion ?? 1;
