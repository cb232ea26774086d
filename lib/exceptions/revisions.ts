// What is asked, in versions (R10). A decision binds to the revision and content hash that its author saw.

import type { Request, ScopeItem } from "@/lib/exceptions/schemas";
import { type Refusal, refuse } from "@/lib/refusal";

/** What a revision stores and what is hashed. Keys are fixed for years. */
export type Content = {
  title: string;
  reason: string;
  breaksIfNo: string;
  riskIntroduced: string;
  dataAffected: string;
  alternatives: string;
  mitigation: string;
  whatChanged: string;
  classification: Request["classification"];
  reasonsForRisk: string[];
  owner: string;
  manager: string;
  scope: { policy: string; system: string; environment: ScopeItem["environment"]; resource: string }[];
};

export function contentOf(
  request: Omit<Request, "id" | "requesterId" | "continuesId">,
  known: { managerId: string; reasonsForRisk: string[] },
): Content {
  const { title, reason, breaksIfNo, riskIntroduced, dataAffected, alternatives, mitigation } = request;
  return {
    title,
    reason,
    breaksIfNo,
    riskIntroduced,
    dataAffected,
    alternatives,
    mitigation,
    whatChanged: request.whatChanged ?? "",
    classification: request.classification,
    reasonsForRisk: known.reasonsForRisk,
    owner: request.ownerId,
    manager: known.managerId,
    scope: distinct(request.scope).map(({ policyId, systemId, environment, resource }) => ({
      policy: policyId,
      system: systemId,
      environment,
      resource,
    })),
  };
}

function distinct(scope: ScopeItem[]): ScopeItem[] {
  const seen = new Map(
    scope.map((item) => [[item.policyId, item.systemId, item.environment, item.resource].join("\n"), item]),
  );
  return [...seen.values()];
}

export function whyOutdated(
  exception: { revision: number; contentHash: string },
  seen: { revision: number; contentHash: string },
): Refusal | null {
  if (exception.revision === seen.revision && exception.contentHash === seen.contentHash) return null;
  return refuse(
    "outdated-revision",
    "This request was changed while you read it. Look at what is different, then decide again.",
  );
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
