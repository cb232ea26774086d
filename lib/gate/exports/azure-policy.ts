// Azure Policy's exemptions, as a template for a deployment: one for each assignment and resource. Azure has no findings
// here: an exception whose scope names a resource by its Azure id is exempt from the assignments that the rule map of its
// policy names as azure-policy:<assignment id>#<reference id>.

import { createHash } from "node:crypto";

import {
  type Emission,
  type Emitted,
  eachOnce,
  type Granted,
  type Left,
  statementOf,
  type Target,
  tooSoon,
} from "@/lib/gate/exports/export";
import { instant } from "@/lib/gate/exports/rounding";
import type { RuleRow } from "@/lib/gate/rule-map";

export const azurePolicy: Target = {
  name: "azure-policy",
  file: "policy-exemptions.json",
  tool: "Azure Policy",
  mediaType: "application/json",
  emit,
};

function emit(emission: Emission): Emitted {
  const resources: object[] = [];
  const left: Left[] = [];
  for (const exception of emission.granted) {
    for (const told of exemptionsOf(exception, emission)) {
      if ("why" in told) left.push({ number: exception.number, why: told.why });
      else resources.push(told.exemption);
    }
  }
  const template = {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources,
  };
  return { text: `${JSON.stringify(template, null, 2)}\n`, entries: resources.length, left: eachOnce(left) };
}

type Exemption = { exemption: object } | { why: string };

function exemptionsOf(exception: Granted, { map, now }: Emission): Exemption[] {
  const expiresOn = instant(exception.endsAt, now);
  if (!expiresOn) return [{ why: tooSoon }];
  return exception.resources.flatMap(({ policy, resource }): Exemption[] => {
    if (!isOneResource(resource)) return [{ why: "Its scope names no single resource by its Azure id." }];
    const rows = map.filter((row) => row.tool === "azure-policy" && row.policy === policy);
    if (rows.length === 0) return [{ why: `No assignment of Azure Policy is mapped to ${policy}.` }];
    return rows.map((row) => exemptionOf(row, resource, exception, expiresOn));
  });
}

/** With a provider and a name behind it: a subscription or a resource group would hold for all that is in it. */
function isOneResource(resource: string): boolean {
  return /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/[^/]+(\/[^/]+\/[^/]+)+$/i.test(resource);
}

function exemptionOf(
  { pattern }: RuleRow,
  resource: string,
  exception: Granted,
  expiresOn: string,
): Exemption {
  const [assignment = "", reference] = pattern.split("#");
  if (pattern.includes("*") || !/\/policyAssignments\/[^/]+$/i.test(assignment))
    return { why: `The rule map names no single assignment: ${pattern}.` };
  if (!reference)
    return {
      why: "The rule map names no reference id of the assignment: all of its initiative would be exempt.",
    };
  const { number, category, requestedBy, approvedBy, approvedAt } = exception;
  return {
    exemption: {
      type: "Microsoft.Authorization/policyExemptions",
      apiVersion: "2022-07-01-preview",
      name: `ex-${number}-${createHash("sha256").update(`${pattern} ${resource}`).digest("hex").slice(0, 10)}`,
      scope: resource,
      properties: {
        policyAssignmentId: assignment,
        policyDefinitionReferenceIds: [reference],
        exemptionCategory: category === "mitigated" ? "Mitigated" : "Waiver",
        expiresOn,
        displayName: bounded(`EX-${number} ${exception.title}`, 128),
        description: statementOf(exception, 512),
        metadata: {
          requestedBy,
          approvedBy: approvedBy.join(", "),
          approvedOn: approvedAt.toISOString(),
          ticketRef: exception.url,
        },
      },
    },
  };
}

function bounded(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text;
}
