// The minutes as Markdown: one text that reads well in any editor.

import { formatDay, formatInstant } from "@/lib/dates";
import { kindNames } from "@/lib/meetings/agenda";
import type { Minutes, MinutesItem, NameOf } from "@/lib/meetings/minutes";
import { actWords } from "@/lib/meetings/minutes";
import {
  carriedInWords,
  outcomeInWords,
  outcomeWords,
  promiseInWords,
  riskInWords,
  subjectInWords,
  timeInWords,
} from "@/lib/meetings/minutes-words";

export function minutesMarkdown(minutes: Minutes, sha256: string, nameOf: NameOf): string {
  const { meeting, openedAt, endedAt, zone, chair, present, items } = minutes;
  const lines = [
    `# Minutes of meeting ${meeting}, ${formatDay(new Date(openedAt), zone)}`,
    "",
    `- From ${formatInstant(new Date(openedAt), zone)} to ${formatInstant(new Date(endedAt), zone)} (${zone})`,
    `- Led by ${safe(nameOf(chair))}`,
    `- There: ${present.map((id) => safe(nameOf(id))).join(", ") || "nobody"}`,
    `- ${items.length === 0 ? "Nothing needed the meeting" : outcomeInWords(items)}`,
    "",
    ...items.flatMap((item) => itemLines(item, nameOf, zone)),
    `SHA-256 of the minutes: \`${sha256}\``,
  ];
  return `${lines.join("\n")}\n`;
}

function itemLines(item: MinutesItem, nameOf: NameOf, zone: string): string[] {
  const { position, kind, about, why, by, carried, outcome, seconds } = item;
  const head = [kindNames[kind], riskInWords(about), carriedInWords(carried)].filter(Boolean).join(" · ");
  const said = (label: string, lines: { by: string; at: string; body: string }[]) =>
    lines.map((line) => `- ${label} (${safe(nameOf(line.by))}): ${oneLine(line.body)}`);
  return [
    `## ${position}. ${safe(subjectInWords(about))}`,
    "",
    `${head}. ${oneLine(why)}${by ? ` Put here by ${safe(nameOf(by))}.` : ""}`,
    "",
    ...said("Note", item.notes),
    ...said("Recommended", item.recommendations),
    ...item.acts.map(
      ({ by: who, at, action }) =>
        `- ${safe(nameOf(who))} ${actWords[action] ?? action} (${formatInstant(new Date(at), zone)})`,
    ),
    ...item.followUps.map(
      ({ owner, ...promise }) => `- [ ] ${safe(nameOf(owner))}: ${oneLine(promiseInWords(promise))}`,
    ),
    `- ${outcomeWords[outcome]}${outcome === "not reached" ? "" : `, ${timeInWords(seconds)}`}`,
    "",
  ];
}

/** What people typed is text, never a heading, a list or a link. */
const safe = (text: string) => text.replace(/([\\`*_{}[\]<>#|])/g, "\\$1");
const oneLine = (text: string) => safe(text.replace(/\s+/g, " ").trim());
