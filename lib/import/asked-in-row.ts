// A row of a sheet becomes a request, or says all that is missing in it. What the row does not say is taken from what was
// said for all such rows, or from what the directory knows of the system, as the form does; never from a guess.

import { type MitigationKey, mitigations } from "@/lib/exceptions/mitigations";
import type { AskedCondition, Request } from "@/lib/exceptions/schemas";
import { personMeant } from "@/lib/import/directory";
import type { Words } from "@/lib/import/fields";
import { type Known, type Reading, readingOf } from "@/lib/import/reading";
import { classificationIn } from "@/lib/import/risk-in-row";
import { knownValue } from "@/lib/import/vocabulary";
import { windowIn } from "@/lib/import/when-in-row";
import { type Place, placeIn } from "@/lib/import/where-in-row";

/** `notes`: what was understood otherwise than it is written. `problems`: "No end", "Owner unknown: …". */
export type AskedInRow =
  | { ok: true; request: Omit<Request, "id">; notes: string[] }
  | { ok: false; problems: string[] };

export function askedInRow(row: Words, known: Known): AskedInRow {
  const reading = readingOf(row, known);
  const request = requestIn(reading);
  return request && reading.problems.length === 0
    ? { ok: true, request, notes: reading.notes }
    : { ok: false, problems: reading.problems };
}

function requestIn(reading: Reading): Omit<Request, "id"> | null {
  const { said, needed } = reading;
  const { title, reason } = titleAndReason(reading);
  const place = placeIn(reading);
  const { ownerId, requesterId, managerId } = peopleIn(reading);
  const window = windowIn(reading);
  const breaksIfNo = needed("breaksIfNo", "Not said what breaks if the answer is no") ?? "";
  const riskIntroduced = needed("riskIntroduced", "Not said what could go wrong") ?? "";
  const alternatives = needed("alternatives", "Not said which safer ways were looked at") ?? "";
  const conditions = conditionsIn(reading);
  const mitigation =
    said("mitigation") ?? (conditions.length > 0 ? "" : reading.problem("Not said what keeps it safe"));
  const dataAffected =
    said("dataAffected") ?? dataHeldAt(place) ?? needed("dataAffected", "Not said which data");
  const classification = classificationIn(reading, place);
  if (!place || !ownerId || !window || !classification) return null;

  return {
    title,
    reason,
    scope: place.scope,
    breaksIfNo,
    riskIntroduced,
    dataAffected: dataAffected ?? "",
    alternatives,
    mitigation: mitigation ?? "",
    ...(conditions.length > 0 && { conditions }),
    classification,
    ...(requesterId && { requesterId }),
    ownerId,
    ...(managerId && { managerId }),
    window,
  };
}

const longestTitle = 120;

/** A title of another tool may be longer than ours: then it stands in full over the reason. */
function titleAndReason(reading: Reading): { title: string; reason: string } {
  const said = (reading.needed("title", "No title") ?? "").replaceAll(/\s*[\r\n]+\s*/g, " ");
  const reason = reading.needed("reason", "No reason");
  const ticket = reading.row.ticket ? `Ticket: ${reading.row.ticket}` : "";
  const characters = [...said];
  const isLong = said.length > longestTitle;
  if (isLong) reading.notes.push("The title is shortened, and stands in full over the reason");
  const title = isLong ? `${shortTo(characters, longestTitle - 1)}…` : said;
  return { title, reason: [isLong && said, reason, ticket].filter(Boolean).join("\n\n") };
}

/** Whole characters only, up to so many units. */
function shortTo(characters: string[], most: number): string {
  let short = "";
  for (const character of characters) {
    if (short.length + character.length > most) break;
    short += character;
  }
  return short.trimEnd();
}

function peopleIn({ row, known, said, meant, problem }: Reading) {
  const person = (words: string | undefined, unknown: string) =>
    words === undefined ? undefined : meant(personMeant(words, known.directory.people), unknown);
  if (said("owner") === undefined) problem("No owner");
  const owner = person(said("owner"), "Owner unknown");
  // Whoever was named for all rows stands in only where the directory knows nobody.
  const manager = row.manager ?? (owner?.managerId ? undefined : known.answers.manager);
  return {
    ownerId: owner?.id,
    requesterId: person(said("requester"), "Requester unknown")?.id,
    managerId: person(manager, "Manager unknown")?.id,
  };
}

/** Each line is one: a standard mitigation by its name, or words that have to be proven before it starts. */
function conditionsIn(reading: Reading): AskedCondition[] {
  const lines = (reading.said("conditions") ?? "").split(/[\r\n]+/).map((line) => line.trim());
  return lines.filter(Boolean).map((line) => {
    const standard = standardMitigation(line);
    if (!standard) return { statement: line, due: { kind: "before" }, suspends: false };
    const { statement, due, suspends } = mitigations[standard];
    return {
      statement,
      due: due === "before" ? { kind: "before" } : { kind: "after", seconds: due },
      suspends,
      mitigation: standard,
    };
  });
}

function standardMitigation(line: string): MitigationKey | null {
  const names = Object.fromEntries(
    (Object.keys(mitigations) as MitigationKey[]).map((key) => [
      key,
      [mitigations[key].title, mitigations[key].statement],
    ]),
  ) as Record<MitigationKey, string[]>;
  return knownValue(line, names);
}

function dataHeldAt(place: Place | null): string | undefined {
  const held = place?.systems.map(({ dataHeld }) => dataHeld).filter(Boolean) ?? [];
  return held.join("; ") || undefined;
}
