// Kyverno's PolicyExceptions. Both kinds hold for one named object only: without a namespace, or with a wildcard in a
// name, they would hold for others.

import { createHash } from "node:crypto";

import {
  type Emission,
  type Emitted,
  type Granted,
  oldEvaluation,
  statementOf,
  type Target,
  type Told,
  tellFindings,
  tooSoon,
} from "@/lib/gate/exports/export";
import { instantBefore } from "@/lib/gate/exports/rounding";
import { yamlOf } from "@/lib/gate/exports/yaml-of";
import type { Finding } from "@/lib/gate/report";

const about = { mediaType: "application/yaml", file: "policy-exceptions.yaml" };

/** `kyverno.io/v2`: the label makes the clean-up controller delete it. */
export const kyverno: Target = {
  ...about,
  name: "kyverno",
  tool: "Kyverno",
  emit: (emission) => emitObjects(emission, ({ rule }) => rule.tool === "kyverno", classicOf),
};

/** `policies.kyverno.io/v1`: obeyed at admission only; background scans still apply it (kyverno/kyverno#17473). */
export const kyvernoCel: Target = {
  ...about,
  name: "kyverno-cel",
  tool: "Kyverno, CEL policies",
  emit: (emission) => emitObjects(emission, ({ rule }) => /^kyverno.+policy$/.test(rule.tool), celOf),
};

type Object_ = { namespace: string; kind: string; name: string };
type Making = { finding: Finding; object: Object_; exception: Granted; end: string };

function emitObjects(
  emission: Emission,
  isFor: (finding: Finding) => boolean,
  make: (making: Making) => object | null,
): Emitted {
  const { entries, left } = tellFindings<object>(emission, isFor, (finding, exception): Told<object> => {
    const object = objectOf(finding);
    if ("why" in object) return object;
    const end = instantBefore(exception.endsAt, emission.now);
    if (!end) return { why: tooSoon };
    const entry = make({ finding, object, exception, end });
    return entry ? { entry } : { why: "The report named no rule of a policy." };
  });
  const text = entries.map((entry) => yamlOf(entry)).join("---\n");
  return { text, entries: entries.length, left };
}

function objectOf({ kind, place }: Finding): Object_ | { why: string } {
  if (!place) return { why: oldEvaluation };
  const [namespace = "", objectKind = "", name = ""] = place;
  if (kind !== "cluster" || !objectKind || !name) return { why: "Kyverno named no object for it." };
  if (!namespace) return { why: "Kyverno named no namespace for it: the exception would hold in all." };
  if (/[*?]/.test(`${namespace}${name}`))
    return { why: "Its name holds a wildcard, which would fit others." };
  return { namespace, kind: objectKind, name };
}

function classicOf({ finding, object, exception, end }: Making): object | null {
  const [policyName, ruleName, ...more] = finding.rule.id.split("/");
  if (!policyName || !ruleName || more.length > 0 || /[*?]/.test(finding.rule.id)) return null;
  const { namespace, kind, name } = object;
  return {
    apiVersion: "kyverno.io/v2",
    kind: "PolicyException",
    metadata: {
      name: nameFor(exception, finding),
      namespace,
      // A label takes no colon.
      labels: { "cleanup.kyverno.io/ttl": end.replaceAll(":", "") },
      annotations: annotationsOf(exception),
    },
    spec: {
      exceptions: [{ policyName, ruleNames: twinsOf(ruleName) }],
      match: { any: [{ resources: { kinds: [kind], namespaces: [namespace], names: [name] } }] },
    },
  };
}

/** The rules that Kyverno derives of one for pods, cut as it cuts them. */
function twinsOf(rule: string): string[] {
  return [rule, `autogen-${rule}`.slice(0, 63), `autogen-cronjob-${rule}`.slice(0, 63)];
}

const policyKinds: Record<string, string> = {
  kyvernovalidatingpolicy: "ValidatingPolicy",
  kyvernonamespacedvalidatingpolicy: "NamespacedValidatingPolicy",
  kyvernoimagevalidatingpolicy: "ImageValidatingPolicy",
  kyvernomutatingpolicy: "MutatingPolicy",
  kyvernogeneratingpolicy: "GeneratingPolicy",
  kyvernodeletingpolicy: "DeletingPolicy",
};

function celOf({ finding, object, exception, end }: Making): object | null {
  const [policy] = finding.rule.id.split("/");
  const kind = policyKinds[finding.rule.tool];
  if (!policy || !kind) return null;
  const { namespace, name } = object;
  return {
    apiVersion: "policies.kyverno.io/v1",
    kind: "PolicyException",
    metadata: { name: nameFor(exception, finding), namespace, annotations: annotationsOf(exception) },
    spec: {
      policyRefs: [{ name: policy, kind }],
      matchConditions: [
        {
          name: "only-this",
          expression: [
            `object.kind == ${celText(object.kind)}`,
            `object.metadata.namespace == ${celText(namespace)}`,
            `object.metadata.name == ${celText(name)}`,
          ].join(" && "),
        },
      ],
      expiresAt: end,
      properties: {
        reason: statementOf(exception),
        ticket: `EX-${exception.number}`,
        "approved-by": exception.approvedBy.join(", "),
      },
    },
  };
}

/** CEL's text is quoted as JSON's is. */
const celText = (text: string) => JSON.stringify(text);

function nameFor({ number }: Granted, { fingerprint }: Finding): string {
  return `ex-${number}-${createHash("sha256").update(fingerprint).digest("hex").slice(0, 10)}`;
}

function annotationsOf(exception: Granted) {
  return {
    "exceptions.register/number": `EX-${exception.number}`,
    "exceptions.register/reason": statementOf(exception),
    "exceptions.register/approved-by": exception.approvedBy.join(", "),
  };
}
