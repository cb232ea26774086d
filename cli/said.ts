// Text that came from reports, or over the network, is hostile: it is one line, runs nothing in a terminal and is no
// command to a runner.

import { shown } from "@/lib/gate/plain-text";

/** Marks that turn the direction of what is read, or are not seen. */
const unseen = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** For the log: at most 500 characters. "##" starts a command on some runners, wherever it stands. */
export function said(text: string, max = 500): string {
  return shown(text.replace(unseen, ""), max).replace(/#(?=#)/g, "# ");
}

const notPlain = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** One JSON document that a terminal and a runner read as text: the same values, with fewer characters as they are. */
export function asJson(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replace(notPlain, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replaceAll("##", "#\\u0023");
}

/** "1 Dec 2026 17:00 UTC" */
export function instant(text: string): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) return said(text, 40);
  const [, day, month, year, time] = /^\w+, 0?(\d+) (\w+) (\d+) (\d+:\d+)/.exec(at.toUTCString()) ?? [];
  return `${day} ${month} ${year} ${time} UTC`;
}

export function counted(amount: number, word: string): string {
  return `${amount} ${word}${amount === 1 ? "" : "s"}`;
}
