// What keeps a request from being filed or changed, in the order in which a person would mend it (R20, R3, R4, R7, R12).

import { whyUnmitigated } from "@/lib/exceptions/conditions";
import { whyNoPlan } from "@/lib/exceptions/extensions";
import type { Plan } from "@/lib/exceptions/plan-request";
import { fewestSteps } from "@/lib/exceptions/routing";
import type { Remediation, ScopeItem } from "@/lib/exceptions/schemas";
import { type Asked, whyCannotAsk } from "@/lib/exceptions/window";
import { type Refusal, refuse, refuseField } from "@/lib/refusal";
import { environmentNames } from "@/lib/words";

type Person =
  | { id: string; name: string; managerId: string | null; deactivatedAt: Date | null; role: string }
  | undefined;

type Place = Pick<ScopeItem, "policyId" | "systemId" | "environment">;

/** `scope` as asked: an id that the plan does not know is not in the directory. */
export function whyCannotFile(
  asked: {
    scope: Place[];
    owner: Person;
    requester: Person;
    manager: Person;
    window: Asked;
    whatChanged?: string;
    mitigation: string;
    conditions?: unknown[];
    remediation?: Remediation;
  },
  plan: Plan,
  now: Date,
): Refusal | null {
  return (
    whyUnknownScope(asked.scope, plan) ??
    whyNotAnOwner(asked.owner, asked.requester, asked.manager) ??
    whyCannotAsk(asked.window, plan.limit, now, plan.continued?.endsAt ?? null) ??
    whyNobodySigns(plan) ??
    whyNotExplained(asked.whatChanged, plan) ??
    whyUnmitigated(asked) ??
    whyNoPlan(asked.remediation, plan.renewal, now)
  );
}

/** Why this plan could never be signed in full. */
export function whyNobodySigns(plan: Plan): Refusal | null {
  return whyTooFewSteps(plan) ?? whyNobodyDecides(plan);
}

function whyUnknownScope(scope: Place[], plan: Plan): Refusal | null {
  const policies = new Map(plan.policies.map((policy) => [policy.id, policy]));
  const systems = new Map(plan.systems.map((system) => [system.id, system]));
  for (const { policyId, systemId, environment } of scope) {
    const [policy, system] = [policies.get(policyId), systems.get(systemId)];
    if (!policy) return refuseField("policies", "This rule is not in the catalogue.");
    if (!system) return refuseField("places", "This system is not in the directory.");
    if (policy.retired) return refuseField("policies", `${policy.key} is retired: no new requests break it.`);
    if (system.retired) return refuseField("places", `${system.name} is retired: nothing new runs on it.`);
    if (!system.environments.includes(environment)) {
      return refuseField(
        "places",
        `${system.name} does not run in ${environmentNames[environment].toLowerCase()}.`,
      );
    }
  }
  return null;
}

function whyNotAnOwner(owner: Person, requester: Person, manager: Person): Refusal | null {
  if (!owner || owner.deactivatedAt) return refuseField("ownerId", "The owner has to be an active person.");
  if (owner.role === "auditor" || owner.role === "outside_approver") {
    return refuseField(
      "ownerId",
      `${owner.name} cannot own an exception: ${owner.role === "auditor" ? "auditors only read" : "outside approvers only decide"}.`,
    );
  }
  if (!requester || requester.deactivatedAt)
    return refuseField("requesterId", "Whoever asks has to be an active person.");
  if (!manager || manager.deactivatedAt) {
    return refuseField(
      "managerId",
      `The directory names no manager for ${owner.name}. Choose who is told before it ends.`,
    );
  }
  if (manager.id === owner.id)
    return refuseField("managerId", "The manager is somebody else than the owner.");
  return null;
}

/** A group without another above it cannot decide alone what needs two, and a register without a forum renews twice at most. */
function whyTooFewSteps({ risk, renewal, steps }: Plan): Refusal | null {
  const groups = steps.map(({ group }) => group.name).join(" and ");
  if (steps.length < fewestSteps[risk]) {
    return refuse(
      "invalid-input",
      groups
        ? `At ${risk} risk a second group has to sign, and none stands above ${groups}. Have an administrator name one.`
        : "No group is there to decide this. Have an administrator give the rule a control owner.",
    );
  }
  if (renewal >= 3 && !steps.some(({ group }) => group.isForum)) {
    return refuse(
      "invalid-input",
      "A third renewal needs the forum, and there is none. Have an administrator name one.",
    );
  }
  return null;
}

function whyNobodyDecides(plan: Plan): Refusal | null {
  const stuck = plan.steps.find((step) => step.nobody);
  if (!stuck) return null;
  const parties =
    stuck.partyNames.length > 0 ? ` once ${stuck.partyNames.join(" and ")} may not, being a party to it` : "";
  const why =
    stuck.needed > 1
      ? `${stuck.group.name} has fewer than ${stuck.needed} who could sign this${parties}`
      : `Nobody in ${stuck.group.name} could decide this${parties}`;
  return refuse(
    "invalid-input",
    `${why}. Name another owner, or have an administrator seat somebody, an outside approver for instance.`,
  );
}

function whyNotExplained(whatChanged: string | undefined, plan: Plan): Refusal | null {
  if (!plan.continued || whatChanged) return null;
  return refuseField("whatChanged", `Say what changed since EX-${plan.continued.number}.`);
}
