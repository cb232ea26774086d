// osv-scanner.toml. An entry holds for every package of its folder and for all other names of the id; an instant without
// an offset would be local time, and none at all for ever (google/osv-scanner:internal/config/config.go).

import { stringify, TomlDate } from "smol-toml";

import {
  type Emission,
  type Emitted,
  eachOnce,
  type Granted,
  oldEvaluation,
  statementOf,
  type Target,
  type Told,
  tellFindings,
  tooSoon,
} from "@/lib/gate/exports/export";
import { whyNotInFolder } from "@/lib/gate/exports/folder";
import { instant } from "@/lib/gate/exports/rounding";
import type { Finding } from "@/lib/gate/report";

type Entry = { id: string; ignoreUntil: string; reason: string };

export const osvScanner: Target = {
  name: "osv-scanner",
  file: "osv-scanner.toml",
  tool: "OSV-Scanner",
  mediaType: "application/toml",
  emit,
};

function emit(emission: Emission): Emitted {
  const told = tellFindings(
    emission,
    ({ kind }) => kind === "vuln",
    (finding, exception) => tell(finding, exception, emission),
  );
  // The first of an id counts: it is the one that ends last, which is in force as long as that.
  const ordered = told.entries.toSorted((one, other) => other.ignoreUntil.localeCompare(one.ignoreUntil));
  const entries = [...new Map(ordered.toReversed().map((entry) => [entry.id, entry])).values()].toSorted(
    (one, other) => one.id.localeCompare(other.id),
  );
  const tables = entries.map((entry) => ({ ...entry, ignoreUntil: new TomlDate(entry.ignoreUntil) }));
  const text = tables.length > 0 ? `${stringify({ IgnoredVulns: tables })}\n` : "";
  return { text, entries: entries.length, left: eachOnce(told.left) };
}

function tell(finding: Finding, exception: Granted, emission: Emission): Told<Entry> {
  const { place, rule } = finding;
  if (!place) return { why: oldEvaluation };
  const elsewhere = whyNotInFolder(place[0] ?? "", emission.folder);
  if (elsewhere) return { why: elsewhere };
  if (hidesMore(finding, emission))
    return { why: `OSV-Scanner would ignore ${rule.id} in the whole folder, and this is for one package.` };
  const ignoreUntil = instant(exception.endsAt, emission.now);
  if (!ignoreUntil) return { why: tooSoon };
  return { entry: { id: rule.id, ignoreUntil, reason: statementOf(exception) } };
}

/** Whether the last evaluation holds the same id in the same folder where no exception covers it. */
function hidesMore({ rule, aliases }: Finding, { last, folder }: Emission): boolean {
  const names = [rule.id, ...aliases];
  return last.some(
    ({ finding, answer }) =>
      finding.kind === "vuln" &&
      answer !== "exception" &&
      [finding.rule.id, ...finding.aliases].some((name) => names.includes(name)) &&
      !whyNotInFolder(finding.place?.[0] ?? finding.location.path, folder),
  );
}
