import { expect, test } from "vitest";

import type { Pool } from "@/lib/exceptions/routing";
import { problemsOf, type Surroundings } from "@/lib/exceptions/rule-problems";
import { defaultRules, type Rule, type Rules } from "@/lib/exceptions/rules";

const pool = (key: string, aboveId: string | null, ...members: string[]): Pool => ({
  id: key,
  key,
  name: key,
  aboveId,
  isForum: key === "forum",
  members: members.map((name) => ({ id: name, name })),
});
const around = (changes: Partial<Surroundings> = {}): Surroundings => ({
  pools: [
    pool("forum", null, "Fay", "Gus"),
    pool("risk", "forum", "Eli", "Kim"),
    pool("security", "risk", "Ada", "Ben"),
    pool("finance", "risk", "Flo", "Finn"),
    pool("compliance", "risk", "Cy", "Cleo"),
    pool("model-risk", "risk", "Mo", "May"),
  ],
  policies: [
    { key: "SEC-014", domain: "security", controlOwnerId: "security" },
    { key: "FIN-001", domain: "cost", controlOwnerId: "finance" },
    { key: "AI-001", domain: "ai", controlOwnerId: "model-risk" },
  ],
  systems: [{ kind: "application", environments: ["production"] }],
  ...changes,
});
const without = (key: string) => around().pools.filter((group) => group.key !== key);
const seated = (key: string, ...members: string[]) =>
  around().pools.map((group) =>
    group.key === key ? { ...group, members: members.map((name) => ({ id: name, name })) } : group,
  );
const rule = (changes: Partial<Rule>): Rules => ({
  ...defaultRules,
  rules: [...defaultRules.rules, { ...(defaultRules.rules[0] as Rule), name: "New", ...changes }],
});

test("the rules that every register comes with are sound where their groups are there", () => {
  expect(problemsOf(defaultRules, around())).toEqual({ blocking: [], warnings: [] });
});

test("a group that is not there keeps them from being published", () => {
  expect(problemsOf(defaultRules, around({ pools: without("compliance") })).blocking).toEqual([
    "Rule 4, Regulated data, asks for the group “compliance”, and there is none.",
  ]);
  const noForum = around().pools.map((group) => ({ ...group, isForum: false }));
  expect(problemsOf(defaultRules, around({ pools: noForum })).blocking).toEqual([
    "Rule 7, Critical risk, asks for the executive forum, and there is none.",
    "Rule 8, Third renewal, asks for the executive forum, and there is none.",
    "Where no rule matches, the executive forum would decide, and there is none.",
  ]);
});

test("a group with fewer people than have to sign keeps them, too; one with just enough does not", () => {
  expect(problemsOf(defaultRules, around({ pools: seated("forum", "Fay") })).blocking).toEqual([
    "forum has 1 of the 2 people who would have to sign.",
  ]);
  expect(problemsOf(defaultRules, around({ pools: seated("compliance") })).blocking).toEqual([
    "compliance has 0 of the 1 people who would have to sign.",
  ]);
});

test("people who would be needed in two groups at once are seen before it happens (R5)", () => {
  expect(problemsOf(defaultRules, around({ pools: seated("compliance", "Eli") })).blocking).toEqual([]);
  const pools = around().pools.map((group) =>
    ["risk", "compliance"].includes(group.key) ? { ...group, members: [{ id: "Eli", name: "Eli" }] } : group,
  );
  expect(problemsOf(defaultRules, around({ pools })).blocking).toEqual([
    "risk could be left with nobody: its people would have signed for another group already.",
  ]);
});

test("a group with one person, and one with nobody above it, are worth a look", () => {
  expect(problemsOf(defaultRules, around({ pools: seated("finance", "Flo") })).warnings).toEqual([
    "finance has one person: nobody could decide Flo's own requests.",
  ]);
  const pools = around().pools.map((group) =>
    group.key === "finance" ? { ...group, aboveId: null } : group,
  );
  expect(problemsOf(defaultRules, around({ pools })).warnings).toEqual([
    "finance has no group above: nobody is told when it is late.",
  ]);
});

test("a rule about what does not exist can never match", () => {
  const warnings = (changes: Partial<Rule>) => problemsOf(rule(changes), around()).warnings;
  expect(warnings({ when: { domains: ["data"] } })).toEqual([
    "Rule 9, New, can never match: no policy is about data.",
  ]);
  expect(warnings({ when: { systemKinds: ["vendor"] } })).toEqual([
    "Rule 9, New, can never match: no system is: vendor.",
  ]);
  expect(warnings({ when: { environments: ["test"] } })).toEqual([
    "Rule 9, New, can never match: no system runs in test.",
  ]);
  expect(warnings({ when: { environments: ["production"] } })).toEqual([]);
});
