// Checkov's baseline. It has no ends, and Checkov compares the resource and the check but never the file
// (bridgecrewio/checkov:checkov/common/output/baseline.py).

import { by } from "@/lib/gate/exports/by";
import {
  type Emission,
  type Emitted,
  oldEvaluation,
  type Target,
  type Told,
  tellFindings,
  tooSoon,
} from "@/lib/gate/exports/export";
import { instant } from "@/lib/gate/exports/rounding";
import type { Finding } from "@/lib/gate/report";

type Entry = { file: string; resource: string; checks: string[] };

export const checkovBaseline: Target = {
  name: "checkov-baseline",
  file: ".checkov.baseline",
  tool: "Checkov",
  mediaType: "application/json",
  emit,
};

function emit(emission: Emission): Emitted {
  const { entries, left } = tellFindings(
    emission,
    ({ rule }) => rule.tool === "checkov",
    (finding, { endsAt }) => tell(finding, endsAt, emission),
  );
  const document = {
    failed_checks: by(entries, ({ file }) => file).map(([file, those]) => ({
      file: `/${file}`,
      findings: by(those, ({ resource }) => resource).map(([resource, same]) => ({
        resource,
        check_ids: [...new Set(same.flatMap(({ checks }) => checks))].sort(),
      })),
    })),
  };
  return { text: `${JSON.stringify(document, null, 2)}\n`, entries: entries.length, left };
}

function tell({ kind, place, rule, aliases, location }: Finding, end: Date, emission: Emission): Told<Entry> {
  if (!place) return { why: oldEvaluation };
  const [, resource] = place;
  if (kind !== "config" || !resource) return { why: "Checkov’s baseline needs the address of a resource." };
  if (!isUnique(resource, emission))
    return {
      why: `Checkov does not compare the file, and the last report has ${resource} in no or several.`,
    };
  if (!instant(end, emission.now)) return { why: tooSoon };
  return { entry: { file: location.path, resource, checks: [rule.id, ...aliases] } };
}

/** Within the last evaluation, which has to hold it. */
function isUnique(resource: string, { last }: Emission): boolean {
  const places = last
    .map(({ finding }) => finding)
    .filter(({ rule, place }) => rule.tool === "checkov" && place?.[1] === resource)
    .map(({ location }) => location.path);
  return new Set(places).size === 1;
}
