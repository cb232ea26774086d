// Whoever may read the register may take it away as a table. Each export stands in the trail, before its first row
// has left: who, which filter, how many rows (R2).

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import type { Cell } from "@/lib/csv";
import { inTransaction } from "@/lib/db";
import { statusAt } from "@/lib/exceptions/lifecycle";
import { outcomeNames } from "@/lib/exceptions/rechecks";
import type { Column } from "@/lib/exceptions/register-filter";
import { type Known, knownSentence } from "@/lib/exceptions/register-known";
import { allNumbers, type RegisterRow, rowsShown } from "@/lib/exceptions/register-page";
import { riskNames } from "@/lib/exceptions/risk";
import { whyOpen } from "@/lib/exceptions/why-open";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";
import { closedReasonNames, statusNames } from "@/lib/words";

export type RegisterExport = { head: string[]; rows: number; batches: AsyncIterable<Cell[][]> };

const batchSize = 500;

export async function exportRegister(
  known: Known,
  zone: string,
  actor: Actor,
  now: Date,
): Promise<Outcome<RegisterExport>> {
  const refusal = whyCannotExport(actor);
  if (refusal) return refusal;

  const numbers = await allNumbers(known.filter, { actorId: actor.id, now });
  const filter = knownSentence(known);
  const recorded = await inTransaction<Outcome>(now, async (tx) => {
    await record(tx, {
      action: "register.exported",
      stream: exportsOf(now),
      actor,
      body: { filter, rows: numbers.length },
    });
    return { ok: true };
  });
  if (!recorded.ok) return recorded;

  const { columns } = known.filter;
  const last = `${filter}. As of ${now.toISOString()}. Times are UTC; the zone of the organisation is ${zone}.`;
  return {
    ok: true,
    head: ["No.", ...columns.map((column) => heads[column])],
    rows: numbers.length,
    batches: batchesOf(numbers, columns, last, now),
  };
}

export function whyCannotExport(actor: Pick<Actor, "role">): Refusal | null {
  if (actor.role !== "outside_approver") return null;
  return refuse("not-allowed", "Outside approvers see the requests put to them, and nothing to take away.");
}

/** The stream of what has left the register: one a day. */
export function exportsOf(now: Date): string {
  return `export/${now.toISOString().slice(0, 10)}`;
}

async function* batchesOf(numbers: Int32Array, columns: Column[], last: string, now: Date) {
  for (let start = 0; start < numbers.length; start += batchSize) {
    const rows = await rowsShown([...numbers.subarray(start, start + batchSize)], columns, now);
    yield rows.map((row) => [`EX-${row.number}`, ...columns.map((column) => cells[column](row, now))]);
  }
  yield [[last, ...columns.map(() => null)]];
}

export const heads: Record<Column, string> = {
  title: "What",
  risk: "Risk",
  status: "Status",
  owner: "Owner",
  ends: "Ends (UTC)",
  approved: "Approved by",
  holds: "Conditions holding",
  renewals: "Renewals",
  why: "Why still open",
  requester: "Requester",
  policies: "Rules",
  systems: "Systems",
  filed: "Filed (UTC)",
  recheck: "Re-check",
  model: "Model",
  vendor: "Vendor",
  data: "Data",
  facing: "Facing",
  safeguards: "Safeguards",
};

const cells: Record<Column, (row: RegisterRow, now: Date) => Cell> = {
  title: ({ title }) => title,
  risk: ({ risk }) => riskNames[risk],
  status: statusInWords,
  owner: ({ owner }) => owner,
  ends: ({ endsAt }) => endsAt,
  approved: ({ approvedBy }) => approvedBy.join(", "),
  holds: ({ conditions, conditionsHolding }) =>
    conditions > 0 ? `${conditionsHolding} of ${conditions}` : null,
  renewals: ({ renewal }) => renewal,
  why: (row, now) => whyOpen(row, now)?.words ?? null,
  requester: ({ requester }) => requester,
  policies: ({ policies }) => policies.join(", "),
  systems: ({ systems }) => systems.join(", "),
  filed: ({ filedAt }) => filedAt,
  recheck: ({ recheck }) => recheck && outcomeNames[recheck],
  model: ({ footprint }) => listed(footprint?.models),
  vendor: ({ footprint }) => listed(footprint?.vendors),
  data: ({ footprint }) => listed(footprint?.data),
  facing: ({ footprint }) => listed(footprint?.facing),
  safeguards: ({ footprint }) =>
    listed(footprint?.safeguards.map(({ statement, state }) => `${statement} (${state})`)),
};

function listed(values: string[] | undefined): Cell {
  return values?.join("; ") || null;
}

function statusInWords(row: RegisterRow, now: Date): string {
  if (row.sentBack) return "Sent back";
  const status = statusNames[statusAt(row, now)];
  return row.closedReason ? `${status}: ${closedReasonNames[row.closedReason].toLowerCase()}` : status;
}
