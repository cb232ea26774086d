// The tables of a run, in Markdown, and whether the goals were met.

import os from "node:os";

import type { Measured } from "./clients";
import { kept, type Results } from "./results";

const sizes = process.argv.slice(2).map(Number);
const all = await Promise.all(sizes.map(kept));

function tableOf({ requests, events, measured, memory, scripts, swept, large }: Results): string {
  return [
    `### ${count(requests)} requests, ${count(events)} events`,
    "",
    "| | 1 client: p50 | p95 | per second | 8: p50 | p95 | per second | 32: p50 | p95 | per second |",
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ...Object.entries(measured).map(
      ([name, crowds]) => `| ${[name, ...crowds.flatMap(cells)].join(" | ")} |`,
    ),
    "",
    "| | 1 client: p99 | 8: p99 | 32: p99 | against an empty route, 1 client | 8, per second |",
    "|---|--:|--:|--:|--:|--:|",
    ...["Empty route", ...Object.keys(measured).filter((name) => name.startsWith("Gate: "))].map(
      (name) => `| ${[name, ...besideEmpty(measured, name)].join(" | ")} |`,
    ),
    "",
    `Memory of the web server: ${megabytes(memory.idle)} before, ${megabytes(memory.afterLoad)} after the load. ` +
      `JavaScript over the wire: ${kilobytes(scripts.register)} on the register, ${kilobytes(scripts.empty)} on the empty page.`,
    "",
    ...[...swept, ...large].map((sentence) => `- ${sentence}`),
  ].join("\n");
}

const cells = ({ p50, p95, perSecond }: Measured) => [ms(p50), ms(p95), String(Math.round(perSecond))];

/** The slowest in a hundred, and how many times an empty route's it takes. */
function besideEmpty(measured: Results["measured"], name: string): string[] {
  const [found = [], empty = []] = [measured[name], measured["Empty route"]];
  const alone = (found[0]?.p50 ?? Number.NaN) / (empty[0]?.p50 ?? Number.NaN);
  const crowded = (empty[1]?.perSecond ?? Number.NaN) / (found[1]?.perSecond ?? Number.NaN);
  return [...found.map(({ p99 }) => ms(p99)), times(alone), times(crowded)];
}

function goals(all: Results[]): string {
  const [smallest, largest] = [all[0], all.at(-1)];
  const rows = [
    goal("Register, server time against the empty page", "≤ 3 ×", all, (one) =>
      atMost(3, p50(one, "The register") / p50(one, "Empty page"), times),
    ),
    goal("Decide, against the raw transaction, 8 clients", "≥ 40 %", all, (one) =>
      atLeast(
        0.4,
        perSecond(one, "Decide: the use case") / perSecond(one, "Decide: its statements"),
        percent,
      ),
    ),
    goal("The gate's go, per second, against the empty route, 8 clients", "≤ 2 ×", all, (one) =>
      atMost(2, perSecond(one, "Empty route") / perSecond(one, "Gate: go or no, for 10 findings"), times),
    ),
    goal("JavaScript on the register", "≤ 200 kB", all, (one) =>
      atMost(200_000, one.scripts.register, kilobytes),
    ),
  ];
  if (smallest && largest && smallest !== largest) {
    const grown = p50(largest, "The register") / p50(smallest, "The register");
    const name = `Register, ${count(largest.requests)} against ${count(smallest.requests)} rows`;
    rows.push(
      `| ${[name, "≤ 1.5 ×", ...all.slice(1).map(() => ""), atMost(1.5, grown, times)].join(" | ")} |`,
    );
  }
  return [
    "### Goals",
    "",
    `| | goal | ${all.map(({ requests }) => count(requests)).join(" | ")} |`,
    `|---|--:|${all.map(() => "--:|").join("")}`,
    ...rows,
  ].join("\n");
}

function goal(name: string, wanted: string, all: Results[], judged: (one: Results) => string): string {
  return `| ${[name, wanted, ...all.map(judged)].join(" | ")} |`;
}

const atMost = (limit: number, found: number, shown: (value: number) => string) =>
  `${shown(found)} ${found <= limit ? "met" : "missed"}`;
const atLeast = (limit: number, found: number, shown: (value: number) => string) =>
  `${shown(found)} ${found >= limit ? "met" : "missed"}`;

/** Of one client, who waits for nobody else. */
const p50 = (one: Results, name: string) => one.measured[name]?.[0]?.p50 ?? Number.NaN;
const perSecond = (one: Results, name: string) => one.measured[name]?.[1]?.perSecond ?? Number.NaN;

function count(value: number) {
  return value.toLocaleString("en");
}
function ms(value: number) {
  return value.toFixed(1);
}
function times(value: number) {
  return `${value.toFixed(2)} ×`;
}
function percent(value: number) {
  return `${Math.round(value * 100)} %`;
}
function kilobytes(value: number) {
  return `${Math.round(value / 1_000)} kB`;
}
function megabytes(value: number) {
  return `${Math.round(value / 1_000_000)} MB`;
}

console.log(
  `\n${os.cpus().length} × ${os.cpus()[0]?.model}, Node ${process.versions.node}, clients on the same machine.\n`,
);
for (const results of all) console.log(`${tableOf(results)}\n`);
console.log(goals(all));
