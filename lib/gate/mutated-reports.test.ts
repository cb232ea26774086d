// Whatever happens to a report on its way, the gate neither falls over nor says yes to what the whole report breaks.

import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";

import { judge } from "@/lib/gate/judge";
import { readReport } from "@/lib/gate/read-report";
import { samples } from "@/lib/testing/samples";

const now = new Date("2026-11-20T12:00:00.000Z");
const runs = 5_000;

const own: string[] = [
  {
    SchemaVersion: 2,
    ArtifactName: ".",
    Results: [
      {
        Target: "net/main.tf",
        Class: "config",
        Misconfigurations: [
          { ID: "AWS-0107", Status: "FAIL", Severity: "HIGH", CauseMetadata: { Resource: "aws_sg.debug" } },
          { ID: "AWS-0104", Status: "PASS", Severity: "LOW" },
        ],
      },
      { Target: "go.mod", Vulnerabilities: [{ VulnerabilityID: "CVE-2024-0001", PkgName: "net" }] },
    ],
  },
  {
    check_type: "terraform",
    results: {
      passed_checks: [{ check_id: "CKV_AWS_1" }],
      failed_checks: [{ check_id: "CKV_AWS_24", file_path: "/a.tf", resource: "aws_sg.debug" }],
      skipped_checks: [],
      parsing_errors: [],
    },
    summary: { passed: 1, failed: 1, skipped: 0, parsing_errors: 0 },
  },
  [
    {
      filename: "plan.json",
      namespace: "net",
      successes: 3,
      failures: [{ msg: "no", metadata: { query: "data.net.deny" } }],
    },
  ],
  {
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Linter", rules: [{ id: "no-eval" }] } },
        results: [
          { ruleId: "no-eval", level: "error", message: { text: "Eval" } },
          { ruleId: "x", kind: "pass" },
        ],
      },
    ],
  },
  {
    results: [
      { check_id: "eval", path: "a.py", start: { line: 4 }, extra: { severity: "ERROR", lines: "eval(x)" } },
    ],
    errors: [],
    paths: { scanned: ["a.py"] },
  },
  {
    results: [
      { rule_id: "aws-open", rule_provider: "aws", status: "failed", location: { filename: "a.tf" } },
    ],
  },
  {
    results: {
      violations: [{ rule_id: "AC_1", file: "a.tf", resource_type: "aws_sg", resource_name: "debug" }],
      scan_summary: { policies_validated: 600, violated_policies: 1 },
    },
  },
  [
    {
      class_name: "Detection Finding",
      status_code: "FAIL",
      metadata: { event_code: "s3", product: { name: "Prowler" } },
      resources: [{ uid: "arn:aws:s3:::logs" }],
    },
  ],
  {
    vulnerabilities: [{ id: "SNYK-1", packageName: "a" }],
    packageManager: "npm",
    dependencyCount: 9,
    uniqueCount: 1,
    ok: false,
  },
  {
    matches: [{ vulnerability: { id: "CVE-2024-0001" }, artifact: { purl: "pkg:npm/a@1" } }],
    source: { type: "image", target: { userInput: "app:1" } },
    descriptor: { name: "grype", configuration: {} },
  },
  {
    apiVersion: "wgpolicyk8s.io/v1alpha2",
    kind: "PolicyReport",
    metadata: { name: "r" },
    summary: { fail: 1 },
    results: [{ policy: "no-root", result: "fail" }],
  },
].map((document) => JSON.stringify(document));

const yaml = `apiVersion: wgpolicyk8s.io/v1alpha2
kind: PolicyReport
metadata:
  name: r
summary:
  fail: 1
results:
- policy: no-root
  result: fail
  message: |-
    Runs as root
`;

// Each of them breaks something, so none may ever come out as compliant.
const reports = [...own, yaml].map((text) => Buffer.from(text));
for (const file of ["trivy/misconf-and-secrets.json", "checkov/with-severity.json", "tfsec/current.json"]) {
  if (existsSync(`${samples}/${file}`)) reports.push(readFileSync(`${samples}/${file}`));
}

type Mutation = (report: Buffer, at: number, size: number) => Buffer;

const mutations: Record<string, Mutation> = {
  "a flipped bit": (report, at, size) => {
    const flipped = Buffer.from(report);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (size % 8));
    return flipped;
  },
  "a cut": (report, at) => report.subarray(0, at),
  "a lost beginning": (report, at) => report.subarray(at + 1),
  "deep nesting": (report, at, size) => inserted(report, at, "[{".repeat((size % 200) + 1)),
  "a deep value": (report, _, size) => withKey(report, "[".repeat(size % 300) + "]".repeat(size % 300)),
  "a huge number": (report, at) => withNumber(report, at, "9".repeat(400)),
  "a negative number": (report, at) => withNumber(report, at, "-1e999"),
  "an equal key": (report, at) => {
    const keys = [...report.toString("latin1").matchAll(/"(\w+)":/g)];
    const key = keys[at % Math.max(keys.length, 1)];
    return key ? inserted(report, key.index, `"${key[1]}":[],`) : report;
  },
  "strange bytes": (report, at, size) =>
    Buffer.concat([report.subarray(0, at), Buffer.of(size % 256, 0, 0xff), report.subarray(at)]),
};

function inserted(report: Buffer, at: number, text: string): Buffer {
  return Buffer.concat([report.subarray(0, at), Buffer.from(text), report.subarray(at)]);
}

function withKey(report: Buffer, value: string): Buffer {
  const at = report.indexOf("{");
  return at < 0 || !value ? report : inserted(report, at + 1, `"x":${value},`);
}

function withNumber(report: Buffer, at: number, number: string): Buffer {
  const text = report.toString("latin1");
  const numbers = [...text.matchAll(/(?<=[:[,])\d+(?=[,\]}])/g)];
  const chosen = numbers[at % Math.max(numbers.length, 1)];
  if (!chosen) return report;
  return Buffer.from(
    text.slice(0, chosen.index) + number + text.slice(chosen.index + chosen[0].length),
    "latin1",
  );
}

const decisionOn = (bytes: Buffer) => {
  const report = { ...readReport(bytes), name: "report", sha256: "" };
  return judge(
    {
      system: "payments-api",
      environment: "production",
      receivedAt: now,
      reports: [report],
      requiredTools: [],
      map: [],
      grants: [],
    },
    now,
  ).decision;
};

test("each report breaks something as it is", () => {
  expect(reports.map(decisionOn)).toEqual(reports.map(() => "violation"));
});

test(`${runs.toLocaleString("en")} mutated reports: none throws, none hangs, none is compliant`, () => {
  const slowest = { ms: 0 };
  // What came of each mutation, of those that changed a byte.
  const told: Record<string, Record<string, number>> = {};
  fc.assert(
    fc.property(
      fc.constantFrom(...reports),
      fc.constantFrom(...Object.keys(mutations)),
      fc.nat(),
      fc.nat(),
      (report, name, at, size) => {
        const mutated = mutations[name]?.(report, at % report.length, size) as Buffer;
        const before = process.cpuUsage();
        const decision = decisionOn(mutated);
        const { user } = process.cpuUsage(before);
        slowest.ms = Math.max(slowest.ms, user / 1000);
        if (!mutated.equals(report)) {
          told[name] ??= {};
          told[name][decision] = (told[name][decision] ?? 0) + 1;
        }
        expect(["violation", "indeterminate"], `${name} at ${at % report.length}`).toContain(decision);
      },
    ),
    { numRuns: runs },
  );
  expect(slowest.ms).toBeLessThan(20_000);

  const changed = Object.values(told).map((of) => Object.values(of).reduce((all, n) => all + n, 0));
  expect(Object.keys(told).sort()).toEqual(Object.keys(mutations).sort());
  expect(changed.reduce((all, n) => all + n, 0)).toBeGreaterThan(0.8 * runs);
  // Some are still read, and some are not: neither the reader nor the mutations do nothing.
  for (const decision of ["violation", "indeterminate"])
    expect(Object.values(told).reduce((all, of) => all + (of[decision] ?? 0), 0)).toBeGreaterThan(0.1 * runs);
});

test("whatever bytes arrive, there is an answer, and it is not yes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(decisionOn(Buffer.from(bytes))).toBe("indeterminate");
    }),
    { numRuns: 1_000 },
  );
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (text) => {
      expect(["indeterminate", "violation"]).toContain(decisionOn(Buffer.from(text)));
    }),
    { numRuns: 1_000 },
  );
});
