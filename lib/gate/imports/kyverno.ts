// Kyverno's PolicyExceptions: an entry for each policy and rule; the rules that Kyverno derives for pods are the same one.

import { firstText, isRow, listAt, type Row, rowAt, rowsAt, textAt, textsAt } from "@/lib/gate/fields";
import { toolName } from "@/lib/gate/formats/format";
import {
  claimsOf,
  forEver,
  lineOf,
  type Source,
  type SourceFile,
  type Waiver,
} from "@/lib/gate/imports/waiver";

export const kyverno: Source = {
  name: "kyverno",
  isFor: ({ documents }) => documents.some(isException),
  read: (file, notes) => file.documents.filter(isException).flatMap((one) => waiversOf(one, file, notes)),
};

function isException(value: unknown): value is Row {
  return (
    isRow(value) &&
    textAt(value, "kind") === "PolicyException" &&
    /kyverno\.io\//.test(textAt(value, "apiVersion"))
  );
}

function waiversOf(exception: Row, { text }: SourceFile, notes: string[]): Waiver[] {
  const spec = rowAt(exception, "spec");
  const classic = rowsAt(spec, "exceptions", notes).flatMap((one) => {
    const policy = firstText(one, "policyName");
    return joined(textsAt(one, "ruleNames")).map((rule) => ({
      rule: { tool: "kyverno", id: `${policy}/${rule}` },
      policy,
    }));
  });
  const cel = rowsAt(spec, "policyRefs", notes).map((one) => {
    const policy = firstText(one, "name");
    return { rule: { tool: toolName(`kyverno${textAt(one, "kind")}`), id: policy }, policy };
  });
  const resource = classic.length > 0 ? matchedBy(spec) : conditionsOf(spec);
  const claims = claimsIn(exception, resource);
  return [...classic, ...cel].map(({ rule, policy }) => ({
    rule,
    resource,
    line: lineOf(text, policy),
    claims,
  }));
}

/** "autogen-cronjob-x", "autogen-x" and "x" are one rule; the derived names may be cut at 63. */
function joined(names: string[]): string[] {
  const plain = names.filter((name) => !name.startsWith("autogen-"));
  const derived = names
    .filter((name) => name.startsWith("autogen-"))
    .map((name) => name.replace(/^autogen-(cronjob-)?/, ""));
  const alone = derived.filter(
    (name) => !plain.some((one) => one === name || (one.startsWith(name) && name.length > 40)),
  );
  return [...new Set([...plain, ...alone])];
}

function matchedBy(spec: Row): string {
  const match = rowAt(spec, "match");
  const clauses = [...rowsAt(match, "any", []), ...rowsAt(match, "all", [])].map((one) =>
    rowAt(one, "resources"),
  );
  return clauses
    .map((resources) =>
      ["namespaces", "kinds", "names"]
        .map((key) => textsAt(resources, key).join("|"))
        .filter(Boolean)
        .join("/"),
    )
    .join(", ");
}

function conditionsOf(spec: Row): string {
  return rowsAt(spec, "matchConditions", [])
    .map((one) => firstText(one, "expression"))
    .join(", ");
}

function claimsIn(exception: Row, resource: string) {
  const spec = rowAt(exception, "spec");
  const properties = { ...rowAt(exception, "metadata", "annotations"), ...rowAt(spec, "properties") };
  const labels = rowAt(exception, "metadata", "labels");
  const end = firstText(spec, "expiresAt") || firstText(labels, "cleanup.kyverno.io/ttl");
  const wide = [isWide(spec, resource) && "It is as wide as the cluster.", !end && forEver];
  return claimsOf({
    reason: firstText(properties, "reason", "exceptions.register/reason"),
    end,
    person: firstText(properties, "approved-by", "approvedBy", "exceptions.register/approved-by"),
    wide: wide.filter(Boolean).join(" "),
  });
}

function isWide(spec: Row, resource: string): boolean {
  if (listAt(spec, "policyRefs").length > 0) return resource === "";
  const match = rowAt(spec, "match");
  const clauses = [...rowsAt(match, "any", []), ...rowsAt(match, "all", [])].map((one) =>
    rowAt(one, "resources"),
  );
  return (
    clauses.length === 0 ||
    clauses.some((one) => textsAt(one, "namespaces").length === 0 || textsAt(one, "names").length === 0)
  );
}
