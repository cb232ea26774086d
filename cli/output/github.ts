// GitHub Actions: notes at the lines of a change, and outputs for the steps that follow.

import { randomUUID } from "node:crypto";

import { counted, said } from "../said";
import type { Evaluation, Finding } from "../shapes";
import { because } from "./text";

const mostOfEach = 10;

/** Violations as errors, exceptions as notices: what is excepted is never invisible. */
export function annotations(answer: Evaluation): string[] {
  const those = (word: Finding["answer"]) => answer.findings.filter((finding) => finding.answer === word);
  return [
    ...tellEach("error", "violation", those("violation"), answer),
    ...tellEach("notice", "exception", those("exception"), answer),
    ...answer.doubts
      .slice(0, mostOfEach)
      .map(({ sentence }) => line("error", { title: "Indeterminate" }, sentence)),
  ];
}

function tellEach(level: Level, word: string, findings: Finding[], { requestUrl }: Evaluation): string[] {
  const told = findings.slice(0, mostOfEach).map((finding) => noteOn(level, finding));
  const more = findings.length - told.length;
  return more > 0 ? [...told, line(level, { title: `${counted(more, word)} more` }, requestUrl)] : told;
}

function noteOn(level: Level, finding: Finding): string {
  const { answer, policy, rule, resource, location, message } = finding;
  const place = location.path
    ? { file: location.path, ...(location.line !== null && { line: String(location.line) }) }
    : {};
  const title = `${policy ?? "No policy"}: ${answer}`;
  const words = [`${rule.tool}:${rule.id}`, resource, message].filter(Boolean).join(" ");
  return line(level, { ...place, title }, `${said(words, 400)}. ${because(finding)}`);
}

type Level = "error" | "notice";

export function line(level: Level, properties: Record<string, string>, message: string): string {
  const told = Object.entries(properties).map(([name, value]) => `${name}=${inProperty(said(value, 200))}`);
  return `::${level} ${told.join(",")}::${inMessage(said(message, 900))}`;
}

function inMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function inProperty(text: string): string {
  return inMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** For $GITHUB_OUTPUT: the delimiter is one that nobody can know. */
export function outputs(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([name, value]) => {
      const end = randomUUID();
      return `${name}<<${end}\n${said(value)}\n${end}\n`;
    })
    .join("");
}
