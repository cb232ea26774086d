// Text from reports is hostile: it runs nothing in a terminal or a runner, and breaks no table, feed or file.

import { describe, expect, test } from "vitest";
import { asCodeQuality } from "./output/code-quality";
import { annotations, outputs } from "./output/github";
import { asJUnit } from "./output/junit";
import { asSummary, escaped } from "./output/summary";
import { asText } from "./output/text";
import { asJson, said } from "./said";
import type { Evaluation, Finding } from "./shapes";

const hostile = [
  "::error::forged",
  "\n::add-mask::a\r\n##[set-env name=PATH]/tmp",
  "##vso[task.setvariable variable=go]true",
  "\u001b[2J\u001b]0;title\u0007\u009b31mred",
  "a | b | c\n| new | row |",
  "<script>alert(1)</script> ]]> & \"quoted\" 'too'",
  "[click](javascript:alert(1)) ![](https://evil.example/x.png) @everyone `code` **bold**",
  "%0A::error::x",
  "###[error]three ####[error]four",
  "\u202egnp.exe \u2066hidden\u2069 \u200bzero",
  "section_start:1:x\r\u001b[0K",
  "x".repeat(5000),
];

const findingOf = (text: string): Finding => ({
  fingerprint: "f1:1",
  answer: "violation",
  sentence: text,
  policy: text,
  rule: { tool: text, id: text },
  severity: "high",
  resource: text,
  location: { path: text, line: 3 },
  message: text,
});

const evaluationOf = (text: string): Evaluation => ({
  id: "ev_1",
  decision: "violation",
  go: false,
  nonce: null,
  evaluatedAt: "2026-11-20T12:00:00Z",
  system: text,
  environment: text,
  requestUrl: "https://register.example/exceptions/new?evaluation=ev_1",
  next: null,
  reports: [{ name: text, sha256: text, status: "evaluated" }],
  doubts: [{ code: text, sentence: text }],
  policies: [{ key: text, title: text, answer: "violation" }],
  findings: [findingOf(text), { ...findingOf(text), answer: "exception", ...covered }],
});
const covered = {
  exception: {
    number: "EX-1",
    endsAt: "2026-12-01T17:00:00Z",
    url: "https://register.example/exceptions/EX-1",
  },
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const unprintable = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/;

describe.each(hostile.map((text) => [JSON.stringify(text).slice(0, 40), text]))("%s", (_, text) => {
  const answer = evaluationOf(text as string);

  test("is one line in the log, without a mark that a terminal or runner acts on", () => {
    const lines = asText(answer, 1).split("\n");
    expect(lines).toHaveLength(5);
    for (const line of lines) {
      expect(line).not.toMatch(unprintable);
      expect(line).not.toMatch(/##/);
      expect(line).toMatch(/^(BLOCKED | {2}\S)/);
      expect(line.trimStart()).not.toMatch(/^::/);
      expect(line.length).toBeLessThan(3_000);
    }
    expect(said(text as string).length).toBeLessThanOrEqual(500 + 11);
  });

  test("is JSON that says the same, and no line of it is a command", () => {
    const json = asJson(answer);
    expect(JSON.parse(json)).toEqual(answer);
    expect(json).not.toMatch(unprintable);
    expect(json).not.toMatch(/##|^\s*::/m);
  });

  test("is one note each, with what means something escaped", () => {
    const notes = annotations(answer);
    expect(notes).toHaveLength(3);
    for (const note of notes) {
      expect(note).not.toMatch(unprintable);
      expect(note).not.toContain("\n");
      const [, properties = ""] = /^::(?:error|notice) (.*?)::/.exec(note) ?? [];
      expect(properties.split(",").every((one) => /^(file|line|title)=[^:,]*$/.test(one))).toBe(true);
      expect(note.replaceAll(/%(25|0D|0A|3A|2C)/g, "")).not.toContain("%");
    }
  });

  test("is one value of an output", () => {
    expect(outputs({ decision: text as string })).toMatch(/^decision<<([\w-]{36})\n[^\n]*\n\1\n$/);
  });

  test("is a cell of the table and nothing else", () => {
    const lines = asSummary(answer, 1).split("\n");
    const rows = lines.filter((line) => line.startsWith("|"));
    expect(rows).toHaveLength(4);
    for (const row of rows) expect(row.split("|")).toHaveLength(8);
    const free = lines.join("\n").replaceAll(/<code>[^<`|]*<\/code>/g, "");
    expect(free).not.toMatch(/[`@!<]|\]\((?!https:\/\/register\.example\/)|:\/\/(?!register\.example\/)/);
    expect(escaped(text as string)).toMatch(/^(<code>([\p{L}\p{N} ]|&#\d+;)*<\/code>)?$/u);
  });

  test("is text in JUnit and in code quality", () => {
    const xml = asJUnit(answer);
    expect(xml).not.toMatch(unprintable);
    const tags = [...xml.matchAll(/<\/?([\w-]+)/g)].map(([, name]) => name);
    expect(new Set(tags)).toEqual(
      new Set(["testsuites", "testsuite", "testcase", "failure", "system-out", "error"]),
    );
    expect(xml).not.toMatch(/&(?!(amp|lt|gt|quot|apos);)/);
    const quality = JSON.parse(asCodeQuality(answer));
    expect(quality.map(({ severity }: { severity: string }) => severity)).toEqual(["critical", "info"]);
    for (const { description } of quality) expect(description.length).toBeLessThanOrEqual(911);
  });
});
