// What is asked, in versions (R10). A decision binds to the revision and content hash that its author saw.

import { relative } from "@/lib/dates";
import { type ContentCondition, contentCondition } from "@/lib/exceptions/conditions";
import type {
  AskedFinding,
  AskedFootprint,
  Category,
  Remediation,
  Request,
  ScopeItem,
} from "@/lib/exceptions/schemas";
import { type Refusal, refuse } from "@/lib/refusal";
import type { RevisionCause } from "@/prisma/generated/enums";

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
  /** Absent from what waits its turn. */
  urgent?: { what: string };
  owner: string;
  manager: string;
  /** Absent from what was filed before there were conditions. */
  conditions?: ContentCondition[];
  /** Only where one was asked for: contents of earlier years have no such key. */
  remediation?: Remediation;
  /** Only where a pipeline asked. */
  findings?: AskedFinding[];
  evaluationId?: string;
  category?: Category;
  scope: {
    policy: string;
    system: string;
    environment: ScopeItem["environment"];
    resource: string;
    /** Only where something of it was said. */
    footprint?: AskedFootprint;
  }[];
};

export function contentOf(
  request: Omit<Request, "id" | "requesterId" | "continuesId" | "emergency">,
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
    ...(request.urgent && { urgent: request.urgent }),
    owner: request.ownerId,
    manager: known.managerId,
    conditions: (request.conditions ?? []).map((asked) => contentCondition(asked, request.ownerId)),
    ...(request.remediation && { remediation: request.remediation }),
    ...(request.findings?.length && { findings: request.findings }),
    ...(request.evaluationId && { evaluationId: request.evaluationId }),
    ...(request.category && { category: request.category }),
    scope: distinct(request.scope).map(({ policyId, systemId, environment, resource, footprint }) => ({
      policy: policyId,
      system: systemId,
      environment,
      resource,
      ...(saysSomething(footprint) && { footprint }),
    })),
  };
}

/** What a revision's content says of where, as a form would send it. */
export function scopeOf({ scope }: Pick<Content, "scope">): ScopeItem[] {
  return scope.map(({ policy, system, environment, resource, footprint }) => ({
    policyId: policy,
    systemId: system,
    environment,
    resource,
    ...(footprint && { footprint }),
  }));
}

function saysSomething(footprint: AskedFootprint | undefined): boolean {
  if (!footprint) return false;
  return footprint.deployment !== "" || footprint.faces !== "" || footprint.dataSets.length > 0;
}

/** "eu-central-1 · facing 3,100 customers · data: bookings". Empty where nothing was said. */
export function footprintInWords({ deployment, faces, dataSets }: AskedFootprint): string {
  return [deployment, faces && `facing ${faces}`, dataSets.length > 0 && `data: ${dataSets.join(", ")}`]
    .filter(Boolean)
    .join(" · ");
}

function distinct(scope: ScopeItem[]): ScopeItem[] {
  const seen = new Map(
    scope.map((item) => [[item.policyId, item.systemId, item.environment, item.resource].join("\n"), item]),
  );
  return [...seen.values()];
}

type Current = {
  revision: number;
  contentHash: string;
  cause: RevisionCause;
  revisedAt: Date;
  revisedByName: string;
};

export function whyOutdated(
  exception: Current,
  seen: { revision: number; contentHash: string },
  now: Date,
): Refusal | null {
  if (exception.revision === seen.revision && exception.contentHash === seen.contentHash) return null;
  const { cause, revisedAt, revisedByName } = exception;
  const did = cause === "risk_raised" ? "raised the risk of this" : "changed this";
  return refuse(
    "outdated-revision",
    `${revisedByName} ${did} ${relative(revisedAt, now)}, while you read it. Look at what is different, then decide again.`,
  );
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
