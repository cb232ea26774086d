// The records of a pack for programs: records.json, records.csv and events.jsonl. Names of fields are part of the pack's
// form, which lib/packs/verify.mjs reads: add fields, never rename them.

import type { Link } from "@/lib/audit/links";
import { type Cell, csvLines } from "@/lib/csv";
import { riskNames } from "@/lib/exceptions/risk";
import { binds } from "@/lib/exceptions/taken-back";
import { isStaleIn } from "@/lib/packs/readings";
import type { PackedRecord } from "@/lib/packs/records";
import type { SignedText } from "@/lib/packs/signed-text";
import { approversOf, nameOf, placesOf, rulesOf, statusInWords } from "@/lib/packs/told";
import type { Written } from "@/lib/packs/written";

export type Head = {
  /** "EX-1042", or the filter in words, or "Q4 2026". */
  of: string;
  /** In UTC. */
  asOf: string;
  organisation: string;
  zone: string;
};

export function recordsJson(head: Head, quarter: SignedText | null): Written {
  const signed = quarter && { stream: quarter.end.stream, sha256: quarter.sha256, quarter: quarter.quarter };
  const opening = { pack: 1, ...head, ...(signed && { quarter: signed }) };
  return {
    path: "records.json",
    head: `${JSON.stringify(opening).slice(0, -1)},"exceptions":[\n`,
    each: (record, index) => `${index > 0 ? ",\n" : ""}${JSON.stringify(jsonOf(record))}`,
    tail: "\n]}\n",
  };
}

function jsonOf({ number, links, snapshot, revisions, evidence, names }: PackedRecord) {
  const last = links.at(-1) as Link;
  return {
    number: `EX-${number}`,
    stream: last.stream,
    events: last.seq,
    hash: last.hash,
    snapshot,
    revisions,
    evidence: evidence.map(({ id, name, link, sha256, bytes, path }) => ({
      id,
      name,
      link,
      sha256,
      bytes,
      path,
    })),
    names: Object.fromEntries(
      [...names.values()]
        .map(({ id, kind, key, name }) => [id, { kind, ...(key && { key }), name }] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
}

const columns = [
  "No.",
  "What",
  "Risk",
  "Status",
  "Requester",
  "Owner",
  "Manager",
  "Rules",
  "Systems",
  "Filed (UTC)",
  "Starts (UTC)",
  "Ends (UTC)",
  "Approved by",
  "Conditions holding",
  "Renewals",
  "Evidence",
  "Events",
  "Last event's hash",
];

export function recordsCsv({ asOf }: Head): Written {
  return {
    path: "records.csv",
    // Without the mark, Excel reads UTF-8 as something else.
    head: `\uFEFF${csvLines([columns])}`,
    each: (record) => csvLines([cellsOf(record, new Date(asOf))]),
    tail: "",
  };
}

function cellsOf(record: PackedRecord, asOf: Date): Cell[] {
  const { number, links, snapshot, evidence, readings } = record;
  const { exception } = snapshot;
  const current = (snapshot.conditions ?? [])
    .filter(({ revision }) => revision === exception.revision)
    .filter(binds);
  const holding = current.filter(
    (condition) => condition.state === "holds" && !isStaleIn(readings, condition, asOf),
  ).length;
  return [
    `EX-${number}`,
    exception.title,
    riskNames[exception.risk],
    statusInWords(record, asOf),
    ...[exception.requester_id, exception.owner_id, exception.manager_id].map((id) => nameOf(record, id)),
    rulesOf(record)
      .map(({ key }) => key)
      .join(", "),
    [...new Set(placesOf(record).map(({ key }) => key))].join(", "),
    ...[exception.filed_at, exception.starts_at, exception.ends_at].map((at) => at && new Date(at)),
    approversOf(record).join(", "),
    current.length > 0 ? `${holding} of ${current.length}` : null,
    exception.renewal,
    evidence.length,
    links.length,
    links.at(-1)?.hash ?? null,
  ];
}

/** `more` are events that belong to no exception. */
export function eventsJsonl(more: Link[]): Written {
  const lines = (links: Link[]) => links.map(lineOf).join("");
  return { path: "events.jsonl", head: "", each: ({ links }) => lines(links), tail: lines(more) };
}

/** Everything that the hash is made of, the JSON in it letter for letter, and the person behind the account. */
function lineOf(link: Link): string {
  const line = JSON.stringify({
    id: link.id,
    stream: link.stream,
    seq: link.seq,
    at: link.at,
    via: link.via,
    action: link.action,
    person_id: link.personId,
    actor_id: link.actorId,
    db_user: link.dbUser,
    exception_id: link.exceptionId,
    version: link.version,
    status: link.status,
    body: link.body,
    row_after: link.rowAfter,
    prev_hash: link.prevHash,
    hash: link.hash,
  });
  // Readers of lines take these two for ends of lines.
  return `${line.replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029")}\n`;
}
