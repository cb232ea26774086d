// Reports of 1 MB and of 50 MB at the gate: what it answers, how long that takes, and how far the web server's memory rises.

import { readFileSync, writeFileSync } from "node:fs";

import { memoryOf } from "./memory";
import type { BenchPipeline } from "./pipeline";

const mebibyte = 1024 * 1024;

type Ask = BenchPipeline["ask"];

/** One sentence for each size. */
export async function largeReports({ ask }: BenchPipeline, pid: number): Promise<string[]> {
  return [
    await told("1 MB in one report", ask, [reportOf(1_000_000)], pid),
    await told(
      "50 MB in five reports, as much as is taken",
      ask,
      Array(5)
        .fill(0)
        .map((_, at) => reportOf(10 * mebibyte - 1_000, at)),
      pid,
    ),
    await told("50 MB in one report", ask, [reportOf(50 * mebibyte - 1_000)], pid),
    await told("50 MB in one report, four at once", ask, [reportOf(50 * mebibyte - 1_000)], pid, 4),
  ];
}

async function told(what: string, ask: Ask, reports: string[], pid: number, times = 1): Promise<string> {
  const before = memoryOf(pid);
  forgetPeak(pid);
  const started = performance.now();
  const answers = await Promise.all(
    Array.from({ length: times }, async () => {
      const answer = await ask(reports);
      const { detail, decision } = (await answer.json()) as { detail?: string; decision?: string };
      return `${answer.status} ${decision ?? detail}`;
    }),
  );
  const seconds = (performance.now() - started) / 1_000;
  const rise = Math.round((peakOf(pid) - before) / 1_000_000);
  return `${what}: “${[...new Set(answers)].join("”, “")}” after ${seconds.toFixed(1)} s, at most ${rise} MB more in the web server, over ${Math.round(before / 1_000_000)} MB`;
}

/** Linux alone tells the highest that a process ever had, and forgets it when asked. */
function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, "5");
}

function peakOf(pid: number): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1_024;
}

/** As Trivy writes them, with a thousand bytes to a finding, and as many as fit. */
function reportOf(bytes: number, seed = 0): string {
  const finding = (index: number) => ({
    ID: "AWS-0107",
    Status: "FAIL",
    Severity: "HIGH",
    Message: "Open to the world.",
    Description: "What a security group lets in is what the whole internet may try. ".repeat(12),
    CauseMetadata: { Resource: `aws_security_group.port_${seed}_${index}`, StartLine: index + 1 },
  });
  const each = JSON.stringify(finding(100_000)).length + 1;
  const found = Array.from({ length: Math.floor((bytes - 200) / each) }, (_, index) => finding(index));
  return JSON.stringify({ SchemaVersion: 2, Results: [{ Target: "net/main.tf", Misconfigurations: found }] });
}
