// What changed of a thing, with the field's name and its values before and after in words.

import type { Snapshot, TrailEvent } from "@/lib/audit/event";
import type { Names } from "@/lib/audit/names";
import type { Change } from "@/lib/audit/vocabulary";
import { formatInstant, formatLength } from "@/lib/dates";

export type Difference = { label: string; before: string; after: string };

const longestInASentence = 40;

/** ": longest window 7 days → 5 days"; long texts are named and not repeated. Empty when nothing is known. */
export function changesInWords(changed: Change, names: Names): string {
  const listed = Object.entries(changed).map(([field, values]) => {
    const { label, before, after } = differenceOf(field, values, names);
    const short = Math.max(before.length, after.length) <= longestInASentence;
    return short ? `${label} ${before} → ${after}` : label;
  });
  return listed.length > 0 ? `: ${listed.join(", ")}` : "";
}

/** Before and after, field by field, for whoever may see the whole record. */
export function differencesOf(
  event: Pick<TrailEvent, "action" | "body" | "rowAfter" | "rowBefore">,
  names: Names,
  zone: string,
): Difference[] {
  if (event.rowAfter) return snapshotDifferences(event.rowBefore, event.rowAfter, names, zone);

  const { changed, after, key, before } = (event.body ?? {}) as {
    changed?: Change;
    key?: string;
    before?: unknown;
    after?: unknown;
  };
  if (changed) return Object.entries(changed).map(([field, values]) => differenceOf(field, values, names));
  if (key) return [differenceOf(key, { before, after }, names)];
  if (!after || typeof after !== "object") return [];
  return Object.entries(after).map(([field, value]) =>
    differenceOf(field, { before: null, after: value }, names),
  );
}

const fieldNames: Record<string, string> = {
  email: "e-mail",
  managerId: "manager",
  leavesOn: "leaves on",
  sameAsId: "same person as",
  aboveId: "group above",
  leadId: "lead",
  isForum: "executive forum",
  controlOwnerId: "control owner",
  longestSeconds: "longest window",
  recheckSeconds: "re-check answered within",
  dataHeld: "data held",
  requiredTools: "scanners required",
  dataSets: "data sets",
  modelRecord: "model inventory",
  modelRecordUrl: "address in the model inventory",
  vendorRecord: "vendor registry",
  vendorRecordUrl: "address in the vendor registry",
  startsRechecks: "starts re-checks",
  isDefault: "default of the group",
  query: "filter",
  "organisation.name": "name of the organisation",
  "organisation.zone": "zone of the organisation",
  "organisation.calendar": "working hours and holidays",
  "organisation.meeting": "weekly meeting",
};

function differenceOf(
  field: string,
  { before, after }: { before: unknown; after: unknown },
  names: Names,
): Difference {
  return {
    label: fieldNames[field] ?? field.replaceAll("_", " "),
    before: valueInWords(field, before, names),
    after: valueInWords(field, after, names),
  };
}

function valueInWords(field: string, value: unknown, names: Names): string {
  if (value === null || value === undefined || value === "") return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return field.endsWith("Seconds") ? formatLength(value) : String(value);
  if (Array.isArray(value)) return value.length > 0 ? value.join(", ") : "none";
  if (typeof value === "object") return JSON.stringify(value);
  const text = String(value);
  if (field.endsWith("On")) return text.slice(0, 10); // a day, whatever instant it was stored as
  if (field.endsWith("Id")) return names.get(text)?.name || "somebody whose name was erased";
  return /^[a-z]+(_[a-z]+)+$/.test(text) ? text.replaceAll("_", " ") : text;
}

type Say = (value: unknown, row: Snapshot, names: Names, zone: string) => string;

const plain: Say = (value) => String(value).replaceAll("_", " ");
const person: Say = (value, _, names) => names.get(String(value))?.name || "somebody whose name was erased";
const instant: Say = (value, _, __, zone) => formatInstant(new Date(String(value)), zone);
const yes: Say = (value) => (value ? "yes" : "no");

const columns: [column: string, label: string, say: Say][] = [
  ["status", "status", statusInWords],
  ["title", "title", plain],
  ["risk", "risk", plain],
  ["emergency", "emergency", yes],
  ["revision", "revision", plain],
  ["owner_id", "owner", person],
  ["manager_id", "manager", person],
  ["starts_at", "starts", instant],
  ["ends_at", "ends", instant],
  ["ratify_by", "ratify by", instant],
  ["ratified_at", "ratified", instant],
  ["recheck", "re-check", plain],
  ["removed_on", "removed on", plain],
  ["verified_by_id", "verified by", person],
];

function snapshotDifferences(
  before: Snapshot | null,
  after: Snapshot,
  names: Names,
  zone: string,
): Difference[] {
  const said = (row: Snapshot | null, column: string, say: Say) => {
    const value = row?.exception[column];
    return row && value !== null && value !== undefined ? say(value, row, names, zone) : "none";
  };
  const fields = columns.map(([column, label, say]) => ({
    label,
    before: said(before, column, say),
    after: said(after, column, say),
  }));
  const lists = (["decisions", "retractions", "conditions", "evidence", "rechecks"] as const).map(
    (label) => ({
      label,
      before: String(before?.[label]?.length ?? 0),
      after: String(after[label]?.length ?? 0),
    }),
  );
  return [...fields, ...lists].filter(
    (field) => field.before !== field.after && !(before === null && field.after === "no"),
  );
}

function statusInWords(status: unknown, { exception }: Snapshot): string {
  if (exception.sent_back) return "sent back";
  return exception.closed_reason ? `${status}, ${exception.closed_reason}` : String(status);
}
