// A packed record in the words of the register.

import { statusAt } from "@/lib/exceptions/lifecycle";
import { footprintInWords } from "@/lib/exceptions/revisions";
import type { PackedRecord, PackedRevision } from "@/lib/packs/records";
import type { StoredDecision } from "@/lib/packs/stored";
import { closedReasonNames, statusNames } from "@/lib/words";
import type { Status } from "@/prisma/generated/enums";

export function nameOf({ names }: Pick<PackedRecord, "names">, id: string | null | undefined): string {
  return (id && names.get(id)?.name) || "somebody whose name was erased";
}

export function currentRevision({ revisions, snapshot }: PackedRecord): PackedRevision {
  return revisions[snapshot.exception.revision - 1] as PackedRevision;
}

/** The rules that a revision breaks, by key. */
export function rulesOf(record: PackedRecord, revision = currentRevision(record)) {
  const ids = new Set(revision.content.scope.map(({ policy }) => policy));
  return [...ids]
    .map((id) => ({ key: record.names.get(id)?.key ?? "?", title: nameOf(record, id) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

export function placesOf(record: PackedRecord, revision = currentRevision(record)) {
  return revision.content.scope.map(({ system, environment, resource, footprint }) => ({
    key: record.names.get(system)?.key ?? "?",
    name: nameOf(record, system),
    environment,
    resource,
    footprint: footprint ? footprintInWords(footprint) : "",
  }));
}

/** Who approved the current revision and has not taken it back, in order. */
export function approversOf(record: PackedRecord): string[] {
  const { exception, decisions } = record.snapshot;
  return (decisions ?? [])
    .filter(({ revision, verdict }) => revision === exception.revision && verdict === "approve")
    .filter((decision) => !retractionOf(record, decision))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ person_id }) => nameOf(record, person_id));
}

export function retractionOf({ snapshot }: PackedRecord, { id }: StoredDecision) {
  return snapshot.retractions?.find(({ decision_id }) => decision_id === id);
}

/** As the clock has it: what has ended is expired, whether or not that was recorded yet (R13). */
export function statusThen({ snapshot: { exception } }: PackedRecord, asOf: Date): Status {
  const endsAt = exception.ends_at === null ? null : new Date(exception.ends_at);
  return statusAt({ status: exception.status, startsAt: null, endsAt }, asOf);
}

/** "Active", "Sent back", "Closed: remediated". */
export function statusInWords(record: PackedRecord, asOf: Date): string {
  const { sent_back: sentBack, closed_reason: reason } = record.snapshot.exception;
  if (sentBack) return "Sent back";
  const status = statusNames[statusThen(record, asOf)];
  return reason ? `${status}: ${closedReasonNames[reason].toLowerCase()}` : status;
}
