// The words of minutes, once for the page, the print, Markdown and mail.

import { formatDay } from "@/lib/dates";
import { riskNames } from "@/lib/exceptions/risk";
import type { MinutesItem, MinutesSubject } from "@/lib/meetings/minutes";

/** "EX-1017 Port 5005 open on db-3" */
export function subjectInWords(about: MinutesSubject): string {
  if ("exception" in about) return `EX-${about.exception} ${about.title}`;
  return "policy" in about ? `${about.policy} ${about.title}` : about.followUp;
}

export function riskInWords(about: MinutesSubject): string | null {
  return "exception" in about ? `${riskNames[about.risk]} risk` : null;
}

/** "9 items, 2 carried over" */
export function outcomeInWords(items: Pick<MinutesItem, "outcome">[]): string {
  const carried = items.filter(({ outcome }) => outcome !== "discussed").length;
  return `${items.length === 1 ? "One item" : `${items.length} items`}${carried > 0 ? `, ${carried} carried over` : ""}`;
}

/** "“Call the vendor” by Fri 27 Nov 2026" */
export function promiseInWords({ what, dueOn }: { what: string; dueOn: string }): string {
  return `“${what}” by ${formatDay(new Date(`${dueOn}T12:00:00Z`), "UTC")}`;
}

/** "Carried over twice"; null when it is new. */
export function carriedInWords(times: number): string | null {
  if (times === 0) return null;
  return `Carried over ${["", "once", "twice"][times] ?? `${times} times`}`;
}

/** "4 minutes", "less than a minute" */
export function timeInWords(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes === 0) return "less than a minute";
  return minutes === 1 ? "1 minute" : `${minutes.toLocaleString("en")} minutes`;
}

export const outcomeWords: Record<MinutesItem["outcome"], string> = {
  discussed: "Discussed",
  "carried over": "Carried over",
  "not reached": "Not reached, carried over",
};
