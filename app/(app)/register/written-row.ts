// A row as it is sent to be drawn: words and no dates, so that nothing that reads them goes over the wire.

import { type WrittenEnd, writtenEnd } from "@/components/ends";
import { type WrittenInstant, writtenInstant } from "@/components/instant";
import { type StatusLook, statusLook } from "@/components/status-pill";
import { formatShortDay } from "@/lib/dates";
import { type Footprint, noFootprint } from "@/lib/exceptions/footprint";
import { outcomeNames } from "@/lib/exceptions/rechecks";
import type { Column } from "@/lib/exceptions/register-filter";
import type { RegisterRow } from "@/lib/exceptions/register-page";
import { type WhyOpen, whyOpen } from "@/lib/exceptions/why-open";
import type { Risk } from "@/prisma/generated/enums";

type Name = { name: string; deactivatedAt: Date | null };

type Facts = {
  title: { words: string; emergency: boolean; urgent: boolean };
  risk: Risk;
  status: StatusLook;
  owner: Name;
  ends: WrittenEnd | null;
  approved: string;
  holds: { words: string; all: boolean } | null;
  renewals: string;
  why: WhyOpen | null;
  requester: Name;
  policies: string;
  systems: string;
  filed: WrittenInstant;
  recheck: { words: string; enforced: boolean } | null;
  model: string;
  vendor: string;
  data: string;
  facing: string;
  safeguards: Footprint["safeguards"];
};

/** Which one it is, and the facts of the columns that are shown. */
export type WrittenRow = { id: string; number: number } & Partial<Facts>;

type Reader = { now: Date; zone: string };

export function writtenRow(row: RegisterRow, columns: Column[], reader: Reader): WrittenRow {
  const facts = columns.map((column) => [column, readers[column](row, reader)]);
  return { id: row.id, number: row.number, ...Object.fromEntries(facts) };
}

const readers: { [Name in Column]: (row: RegisterRow, reader: Reader) => Facts[Name] } = {
  title: ({ title, emergency, urgent }) => ({ words: title, emergency, urgent: urgent !== null }),
  risk: ({ risk }) => risk,
  status: (row, { now }) => statusLook({ ...row, now }),
  owner: ({ owner, ownerGoneAt }) => ({ name: owner, deactivatedAt: ownerGoneAt }),
  ends: ({ endsAt, status }, { now, zone }) =>
    endsAt && writtenEnd({ at: endsAt, now, zone, dense: true, over: status === "closed" }),
  approved: ({ approvedBy }) => approvedBy.join(", "),
  holds: ({ conditions, conditionsHolding }) =>
    conditions > 0
      ? { words: `${conditionsHolding}/${conditions}`, all: conditionsHolding === conditions }
      : null,
  renewals: ({ renewal }) => (renewal > 2 ? String(renewal) : `${renewal} of 2`),
  why: (row, { now }) => whyOpen(row, now),
  requester: ({ requester, requesterGoneAt }) => ({ name: requester, deactivatedAt: requesterGoneAt }),
  policies: ({ policies }) => policies.join(", "),
  systems: ({ systems }) => systems.join(", "),
  recheck: ({ recheck, status }) =>
    recheck && { words: outcomeNames[recheck], enforced: status === "expired" },
  model: ({ footprint = noFootprint }) => footprint.models.join(", "),
  vendor: ({ footprint = noFootprint }) => footprint.vendors.join(", "),
  data: ({ footprint = noFootprint }) => footprint.data.join(", "),
  facing: ({ footprint = noFootprint }) => footprint.facing.join(", "),
  safeguards: ({ footprint = noFootprint }) => footprint.safeguards,
  filed: ({ filedAt }, { zone }) => writtenInstant(filedAt, zone, formatShortDay(filedAt, zone)),
};
