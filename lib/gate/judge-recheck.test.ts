// R15: what reports prove about an exception that has ended.

import { expect, test } from "vitest";

import { type Ended, judgeRecheck } from "@/lib/gate/judge-recheck";
import { readReport } from "@/lib/gate/read-report";
import type { RuleRow } from "@/lib/gate/rule-map";
import { trivyReport } from "@/lib/testing/gate";

const row: RuleRow = {
  tool: "trivy",
  pattern: "AVD-AWS-*",
  kind: null,
  from: null,
  to: null,
  policy: "SEC-014",
};
const read = (text: string, name = "trivy.json") => ({ ...readReport(new TextEncoder().encode(text)), name });
const seen = (id: string, resource: string) => read(trivyReport({ id, resource }));
const nothing = () => read(trivyReport());

const [covered] = seen("AWS-0107", "aws_sg.debug").findings;
if (!covered) throw new Error("no finding");
const { fingerprint, aliasFingerprints, resourceKey } = covered;
const one = { fingerprint, aliasFingerprints, resourceKey, policy: "SEC-014", tool: "trivy" };
const ended: Ended = { number: 1042, findings: [one], places: [{ policy: "SEC-014", resource: "" }] };
const judged = (reports: ReturnType<typeof read>[], changes: Partial<Ended> = {}, map = [row]) =>
  judgeRecheck({ ...ended, ...changes }, reports, map);

test("what is still reported is violating, also by another rule of its policy on its resource", () => {
  expect(judged([seen("AWS-0107", "aws_sg.debug")])).toMatchObject({
    outcome: "violating",
    sentence: "Still reported: trivy:AWS-0107 aws_sg.debug.",
  });
  expect(judged([seen("AWS-0104", "aws_sg.debug")]).outcome).toBe("violating");
  expect(judged([seen("AWS-0104", "aws_sg.debug")], {}, [{ ...row, pattern: "AVD-AWS-0107" }]).outcome).toBe(
    "compliant",
  );
});

test("what the tool was told to hide is violating", () => {
  const hidden = trivyReport({ resource: "aws_sg.debug" }).replace('"FAIL"', '"EXCEPTION"');
  expect(read(hidden).findings).toMatchObject([{ suppressedByTool: true }]);
  expect(judged([read(hidden)]).outcome).toBe("violating");
});

test("gone is compliant, whatever else is broken elsewhere", () => {
  expect(judged([nothing()])).toMatchObject({
    outcome: "compliant",
    sentence: "What EX-1042 covered is not reported any more.",
  });
  expect(judged([seen("AWS-0107", "aws_sg.other")]).outcome).toBe("compliant");
});

test("a tool that had reported it and is left out leaves it open", () => {
  const checkov = { ...one, tool: "checkov", fingerprint: "f1:2", aliasFingerprints: [] };
  expect(judged([nothing()], { findings: [one, checkov] })).toMatchObject({
    outcome: "indeterminate",
    sentence: "checkov had reported it, and no report of checkov was sent. The re-check stays open.",
  });
  expect(judged([]).outcome).toBe("indeterminate");
});

test("a report that proves nothing leaves it open, unless another shows that it is still there", () => {
  expect(judged([nothing(), read("[]", "empty.json")]).outcome).toBe("indeterminate");
  expect(judged([nothing(), read("<html>", "page.html")]).outcome).toBe("indeterminate");
  expect(judged([seen("AWS-0107", "aws_sg.debug"), read("[]")]).outcome).toBe("violating");
});

test("asked for without a pipeline: its policies count at its places, and somebody has to check them", () => {
  expect(judged([nothing()], { findings: [] }).outcome).toBe("compliant");
  expect(judged([seen("AWS-0107", "aws_sg.any")], { findings: [] }).outcome).toBe("violating");
  const elsewhere = { findings: [], places: [{ policy: "SEC-014", resource: "aws_sg.debug" }] };
  expect(judged([seen("AWS-0107", "aws_sg.any")], elsewhere).outcome).toBe("compliant");
  expect(judged([seen("AWS-0107", "aws_sg.debug")], elsewhere).outcome).toBe("violating");
  expect(judged([nothing()], { findings: [], places: [{ policy: "IAM-002", resource: "" }] })).toMatchObject({
    outcome: "indeterminate",
    sentence: "None of these reports is of a tool that checks IAM-002. The re-check stays open.",
  });
});
