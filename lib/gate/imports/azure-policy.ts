// Azure Policy's exemptions, as a template or as the service lists them: an entry for each assignment and reference id.

import { firstText, isRow, type Row, rowAt, rowsAt, textAt, textsAt } from "@/lib/gate/fields";
import { claimsOf, forEver, lineOf, type Source, type Waiver } from "@/lib/gate/imports/waiver";

export const azurePolicy: Source = {
  name: "azure-policy",
  isFor: ({ documents }) => documents.some((one) => exemptionsIn(one).length > 0),
  read: ({ documents, text }) => documents.flatMap(exemptionsIn).flatMap((one) => waiversOf(one, text)),
};

function exemptionsIn(document: unknown): Row[] {
  const rows = Array.isArray(document) ? document.filter(isRow) : isRow(document) ? [document] : [];
  const all = rows.flatMap((row) => [row, ...rowsAt(row, "resources", []), ...rowsAt(row, "value", [])]);
  return all.filter(
    (row) => textAt(rowAt(row, "properties"), "policyAssignmentId") !== "" && isExemption(row),
  );
}

function isExemption(row: Row): boolean {
  return /policyExemptions$/i.test(textAt(row, "type")) || "exemptionCategory" in rowAt(row, "properties");
}

function waiversOf(exemption: Row, text: string): Waiver[] {
  const properties = rowAt(exemption, "properties");
  const assignment = firstText(properties, "policyAssignmentId");
  const references = textsAt(properties, "policyDefinitionReferenceIds");
  const id = textAt(exemption, "id");
  const resource =
    firstText(exemption, "scope") ||
    id.replace(/\/providers\/Microsoft\.Authorization\/policyExemptions\/.*$/i, "");
  const end = firstText(properties, "expiresOn");
  const metadata = rowAt(properties, "metadata");
  const wide = [references.length === 0 && "It counts for the whole assignment.", !end && forEver];
  const claims = claimsOf({
    reason: firstText(properties, "description", "displayName"),
    end,
    person: firstText(metadata, "approvedBy", "requestedBy"),
    wide: wide.filter(Boolean).join(" "),
  });
  return (references.length > 0 ? references : [""]).map((reference) => ({
    rule: { tool: "azure-policy", id: reference ? `${assignment}#${reference}` : assignment },
    resource,
    line: lineOf(text, firstText(exemption, "name") || assignment),
    claims,
  }));
}
