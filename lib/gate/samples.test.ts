// Real output of real tools, kept beside the checkout and not in it: these tests run where the folder is
// (REPORT_SAMPLES names it), and say so where it is not. Its MANIFEST.md states what each report must give.

import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

import { readReport } from "@/lib/gate/read-report";
import { samples } from "@/lib/testing/samples";

const manifest = `${samples}/MANIFEST.md`;
const statuses = ["evaluated", "partial", "nothing evaluated"];

type Sample = { file: string; findings: number; suppressed: number; status: string };

function stated(): Sample[] {
  if (!existsSync(manifest)) return [];
  return readFileSync(manifest, "utf8")
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .map(([, file = "", findings, suppressed, status = ""]) => ({
      file: file.replaceAll("`", ""),
      findings: Number(findings),
      suppressed: Number(suppressed),
      status,
    }))
    .filter(({ status }) => statuses.includes(status));
}

describe.skipIf(stated().length === 0)("the samples beside this checkout", () => {
  test.for(stated())("$file: $findings found, $suppressed suppressed, $status", (sample) => {
    const { found, suppressed, status } = readReport(readFileSync(`${samples}/${sample.file}`));
    expect({ found, suppressed, status }).toEqual({
      found: sample.findings,
      suppressed: sample.suppressed,
      status: sample.status,
    });
  });

  test("a document that is no scan report is unreadable, and called by its name", () => {
    const report = readReport(readFileSync(`${samples}/openvex/go-vex-5statements.json`));
    expect(report.status).toBe("unreadable");
    expect(report.notes).toEqual(["This is an OpenVEX document, not the report of a scan."]);
  });

  test("rule and file alone are too coarse: the anchor tells 72 results of one log and five of another apart", () => {
    const [codeql, semgrep] = ["sarif/codeql-72results.sarif", "semgrep/v1.30.json"].map(
      (file) => readReport(readFileSync(`${samples}/${file}`)).findings.length,
    );
    expect([codeql, semgrep]).toEqual([72, 5]);
  });

  test("the fingerprints are those of the definition", () => {
    expect(fingerprintsIn("trivy/misconf-and-secrets.json")).toContain("f1:babaf6274b45e8a5");
    expect(fingerprintsIn("checkov/with-severity.json")).toContain("f1:f5232b0ccb4fb6a6");
    expect(fingerprintsIn("conftest/own-one-failure.json")).toContain("f1:b468350a30a66193");
  });

  function fingerprintsIn(file: string): string[] {
    const { findings } = readReport(readFileSync(`${samples}/${file}`));
    return findings.map(({ fingerprint }) => fingerprint.slice(0, "f1:".length + 16));
  }
});
