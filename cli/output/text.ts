// The answer as a developer reads it in the log of a job: one line for each finding, what to do next at the end.

import { type Exit, exits } from "../ending";
import { counted, instant, said } from "../said";
import type { Evaluation, Finding } from "../shapes";

const mostLines = 200;
const widest = 40;

export function asText(answer: Evaluation, exit: Exit): string {
  const told = answer.findings.filter((finding) => finding.answer !== "compliant");
  const rows = told.slice(0, mostLines).map(rowOf);
  const lines = aligned(rows);
  const more = told.length - rows.length;
  return [
    `${headOf(exit)}  ${said(answer.system)} / ${said(answer.environment)}   ${sumOf(answer)}`,
    ...lines.map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...answer.doubts.map(({ code, sentence }) => `  indeterminate  ${said(code)}  ${said(sentence)}`),
    ...(answer.next ? ["  More findings stand in the register."] : []),
    ...nextAct(answer, exit),
  ].join("\n");
}

function headOf(exit: Exit): string {
  if (exit === exits.go) return "GO";
  return exit === exits.pending ? "PENDING" : "BLOCKED";
}

export function sumOf({ findings, decision, doubts }: Evaluation): string {
  const amount = (word: string) => findings.filter(({ answer }) => answer === word).length;
  const parts = [
    [amount("violation"), "violation"],
    [amount("exception"), "exception"],
    [amount("indeterminate") + doubts.length, "doubt"],
  ] as const;
  const told = parts.filter(([number]) => number > 0).map(([number, word]) => counted(number, word));
  return told.join(", ") || decision;
}

function rowOf(finding: Finding): string[] {
  const { answer, policy, resource, message } = finding;
  return [
    answer,
    said(policy ?? "-"),
    said(resource) || "-",
    placeOf(finding),
    said(message, 160),
    because(finding),
  ];
}

export function placeOf({ location: { path, line } }: Finding): string {
  return said(line === null ? path : `${path}:${line}`) || "-";
}

/** Why it is answered so, and where to read on. */
export function because({ exception, open, sentence }: Finding): string {
  if (exception) return `${exception.number}, ends ${instant(exception.endsAt)}  ${said(exception.url)}`;
  return open ? `${said(sentence)}  ${said(open.url)}` : said(sentence);
}

function aligned(rows: string[][]): string[] {
  const widths = [0, 1, 2, 3, 4].map((at) =>
    Math.min(widest, Math.max(0, ...rows.map((row) => row[at]?.length ?? 0))),
  );
  return rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  "));
}

function nextAct(answer: Evaluation, exit: Exit): string[] {
  if (exit === exits.pending) return ["  Run this again after the approval."];
  if (exit === exits.go || !hasUnasked(answer)) return [];
  return [`  Ask for an exception: ${said(answer.requestUrl)}`];
}

export function hasUnasked({ findings }: Evaluation): boolean {
  return findings.some(({ answer, open }) => answer === "violation" && !open);
}
