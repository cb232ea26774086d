// JUnit, for whatever shows test results: a suite for each policy, a failure for each violation.

import { said } from "../said";
import type { Evaluation, Finding } from "../shapes";
import { because } from "./text";

type Case = { name: string; place: string; child: string; kind: "failure" | "error" | null };

export function asJUnit(answer: Evaluation): string {
  const suites = answer.policies.map(({ key, title }) => ({
    name: `${key} ${title}`,
    cases: casesOf(answer.findings.filter(({ policy }) => policy === key)),
  }));
  const doubts = answer.doubts.map(({ code, sentence }) => doubtCase(code, sentence));
  const all = [...suites, ...(doubts.length > 0 ? [{ name: "Reports", cases: doubts }] : [])];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${counts(all.flatMap(({ cases }) => cases))}>\n${all
    .map(suiteOf)
    .join("")}</testsuites>\n`;
}

function casesOf(findings: Finding[]): Case[] {
  if (findings.length === 0) return [{ name: "Nothing was found", place: "", child: "", kind: null }];
  return findings.map((finding) => {
    const { answer, resource, rule, message, location } = finding;
    const words = `${said(message)} ${because(finding)}`;
    const isBroken = answer === "violation";
    return {
      name: `${rule.tool}:${rule.id} ${resource}`,
      place: location.path,
      child: isBroken ? element("failure", words) : `<system-out>${text(words)}</system-out>`,
      kind: isBroken ? "failure" : null,
    };
  });
}

function doubtCase(code: string, sentence: string): Case {
  return { name: code, place: "", child: element("error", sentence), kind: "error" };
}

const element = (kind: "failure" | "error", words: string) => `<${kind} message="${text(words)}"/>`;

function suiteOf({ name, cases }: { name: string; cases: Case[] }): string {
  const rows = cases.map(
    (one) =>
      `    <testcase name="${text(one.name)}" classname="${text(name)}"${file(one.place)}>${one.child}</testcase>\n`,
  );
  return `  <testsuite name="${text(name)}"${counts(cases)}>\n${rows.join("")}  </testsuite>\n`;
}

function counts(cases: Case[]): string {
  const amount = (kind: Case["kind"]) => cases.filter((one) => one.kind === kind).length;
  return ` tests="${cases.length}" failures="${amount("failure")}" errors="${amount("error")}"`;
}

const file = (place: string) => (place ? ` file="${text(place)}"` : "");

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** `said` leaves no control characters; the two that XML knows no way to write are left out as well. */
function text(words: string): string {
  return said(words)
    .replace(/[\ufffe\uffff]/g, "")
    .replace(/[&<>"']/g, (mark) => entities[mark] ?? "");
}
