// The answer as a table in Markdown, in which text from reports is text: every mark that could mean something is written
// as an entity.

import { type Exit, exits } from "../ending";
import { instant, said } from "../said";
import type { Evaluation, Finding } from "../shapes";
import { hasUnasked, placeOf, sumOf } from "./text";

const mostRows = 200;

export function asSummary(answer: Evaluation, exit: Exit): string {
  const told = answer.findings.filter((finding) => finding.answer !== "compliant");
  const word = exit === exits.go ? "Go" : exit === exits.pending ? "Pending" : "Blocked";
  const more = told.length - mostRows;
  return [
    `### ${word}: ${escaped(answer.system)} / ${escaped(answer.environment)}`,
    "",
    sumOf(answer),
    "",
    ...(told.length > 0
      ? ["| Answer | Policy | Resource | Place | Found | Exception |", "|---|---|---|---|---|---|"]
      : []),
    ...told.slice(0, mostRows).map(rowOf),
    ...(more > 0 ? ["", `${more} more stand in the register.`] : []),
    "",
    ...answer.doubts.map(({ sentence }) => `- Indeterminate: ${words(sentence)}`),
    ...(exit === exits.blocked && hasUnasked(answer)
      ? ["", `[Ask for an exception](${address(answer.requestUrl)})`]
      : []),
    "",
  ].join("\n");
}

function rowOf(finding: Finding): string {
  const cells = [
    finding.answer,
    escaped(finding.policy ?? ""),
    escaped(finding.resource),
    escaped(placeOf(finding)),
    escaped(finding.message),
    exceptionOf(finding),
  ];
  return `| ${cells.join(" | ")} |`;
}

function exceptionOf({ exception, open, sentence }: Finding): string {
  if (exception) return `[${exception.number}](${address(exception.url)}), ends ${instant(exception.endsAt)}`;
  return open ? `[${open.number}](${address(open.url)}): ${words(sentence)}` : words(sentence);
}

/** In `code`, so that nobody is mentioned and nothing is linked. */
export function escaped(text: string): string {
  const told = words(text);
  return told && `<code>${told}</code>`;
}

/** A sentence of the register, which may quote a report. */
function words(text: string): string {
  return said(text).replace(/[^\p{L}\p{N} ]/gu, (mark) => `&#${mark.codePointAt(0)};`);
}

function address(url: string): string {
  return said(url).replace(/[^\w.:/?=&%~-]/g, (mark) => encodeURIComponent(mark).replace(/[()]/g, ""));
}
