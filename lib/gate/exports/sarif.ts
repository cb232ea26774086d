// A SARIF log of the last evaluation here, in which what is in force is suppressed. Readers ignore the end, so the log is
// written anew each time; results that nothing covers have an empty list, because all have one or none (§3.27.23).

import { by } from "@/lib/gate/exports/by";
import {
  type Emission,
  type Emitted,
  type Granted,
  type Left,
  statementOf,
  type Target,
} from "@/lib/gate/exports/export";
import { instant } from "@/lib/gate/exports/rounding";
import { stableId } from "@/lib/gate/exports/stable-id";
import type { FindingAnswer } from "@/lib/gate/judge";
import type { Severity } from "@/lib/gate/report";

export const sarif: Target = {
  name: "sarif",
  file: "exceptions.sarif",
  tool: "SARIF suppressions",
  mediaType: "application/sarif+json",
  emit,
};

function emit(emission: Emission): Emitted {
  const runs = by(emission.last, ({ finding }) => finding.rule.tool).map(([tool, answers]) => ({
    tool: { driver: { name: tool || "unknown" } },
    results: answers.map((answer) => resultOf(answer, emission)),
  }));
  const log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs };
  const covered = new Set(emission.last.flatMap(({ exception }) => exception?.number ?? []));
  const left = emission.granted
    .filter(({ number }) => !covered.has(number))
    .map(({ number }): Left => ({ number, why: "The last evaluation holds no finding of it." }));
  const entries = runs
    .flatMap(({ results }) => results)
    .filter(({ suppressions }) => suppressions.length > 0);
  return { text: `${JSON.stringify(log, null, 2)}\n`, entries: entries.length, left };
}

function resultOf({ finding, exception }: FindingAnswer, emission: Emission) {
  const { rule, severity, message, location, resource, fingerprint } = finding;
  const granted = emission.granted.find(({ number }) => number === exception?.number);
  return {
    ruleId: rule.id || "unnamed",
    level: levelOf(severity),
    message: { text: message || rule.id || "No message." },
    locations: [
      {
        ...(location.path && {
          physicalLocation: {
            artifactLocation: { uri: encodeURI(location.path) },
            ...(location.line !== null && { region: { startLine: location.line } }),
          },
        }),
        logicalLocations: [{ fullyQualifiedName: resource || location.path }],
      },
    ],
    partialFingerprints: { "exceptionsRegister/v1": fingerprint },
    suppressions: granted ? suppressionsOf(granted, fingerprint, emission.now) : [],
  };
}

function suppressionsOf(exception: Granted, fingerprint: string, now: Date) {
  const expiryUtc = instant(exception.endsAt, now);
  if (!expiryUtc) return [];
  return [
    {
      kind: "external",
      status: "accepted",
      guid: stableId(exception.id, fingerprint),
      justification: statementOf(exception),
      properties: {
        alias: exception.approvedBy.join(", "),
        timeUtc: exception.approvedAt.toISOString(),
        expiryUtc,
        exceptionId: `EX-${exception.number}`,
        url: exception.url,
      },
    },
  ];
}

function levelOf(severity: Severity): "error" | "warning" | "note" {
  if (severity === "medium") return "warning";
  return severity === "low" || severity === "info" ? "note" : "error";
}
