// R20: each signal with what sets it off, what it points at and what clears it, and the same just without.

import { describe, expect, test } from "vitest";

import { type Judged, type SignalKind, signalsIn } from "@/lib/exceptions/signals";
import { dayInSeconds as day } from "@/lib/exceptions/window";

const fine: Judged = {
  title: "TLS 1.1 on the payroll feed",
  reason: "The supplier's gateway ends at TLS 1.1, and they replace it on 25 November.",
  riskIntroduced: "Traffic could be read on the supplier's line.",
  rules: [{ key: "SEC-014", title: "TLS 1.2 or newer", statement: "No connection below TLS 1.2." }],
  systems: [{ id: "payroll", name: "Payroll feed", environments: ["production", "test"] }],
  places: [{ systemId: "payroll", environment: "production", resource: "" }],
  askedSeconds: 5 * day,
  granted: [{ key: "SEC-014", seconds: [day, 3 * day, 5 * day, 5 * day, 10 * day] }],
  renewal: 0,
  owner: { name: "Cora Lind", pastEnd: 2 },
  twins: [],
};
const last = {
  number: 1042,
  reason: "Their firmware for the gateway was late, and came without the new ciphers.",
  riskIntroduced: "Somebody on the line could read names.",
  grantedSeconds: 5 * day,
};

const kinds = (changes: Partial<Judged>) => signalsIn({ ...fine, ...changes }).map(({ kind }) => kind);
const only = (kind: SignalKind, changes: Partial<Judged>) => {
  const found = signalsIn({ ...fine, ...changes });
  expect(found.map((signal) => signal.kind)).toEqual([kind]);
  return found[0];
};
const place = (resource: string) => [{ systemId: "payroll", environment: "production" as const, resource }];

test("a good request has none, and neither has one that is hardly begun", () => {
  expect(signalsIn(fine)).toEqual([]);
  expect(signalsIn({ rules: [], systems: [], places: [], granted: [], renewal: 0, twins: [] })).toEqual([]);
});

test("every signal explains itself and says what would clear it", () => {
  const all = signalsIn({
    ...fine,
    title: "Exception",
    reason: "Needed for business.",
    places: place("*"),
    askedSeconds: 20 * day,
    renewal: 2,
    last: { ...last, reason: "Needed for business." },
    owner: { name: "Cora Lind", pastEnd: 3 },
    twins: [{ number: 988, title: "The like", reason: "Needed for business.", likeness: 1 }],
  });
  expect(all.map(({ kind }) => kind)).toEqual([
    "vague-reason",
    "vague-title",
    "broad-scope",
    "longer-than-usual",
    "near-copy",
    "extended-before",
    "longer-than-last-time",
    "same-words-as-last-time",
    "owner-past-end",
  ]);
  for (const { headline, why, clears } of all) {
    expect(headline).not.toBe("");
    expect(why).toMatch(/\.$/);
    expect(clears).toMatch(/\.$/);
  }
});

test("a vague reason points at its office talk", () => {
  const reason = "Temporary access is required for operational reasons.";
  expect(only("vague-reason", { reason })).toMatchObject({
    points: ["Temporary", "required", "operational", "reasons"],
    why: "It leaves out what happens to what, a name or a number and a date, so nobody could tell it from another one.",
  });
});

describe("a title", () => {
  test.each(["Urgent request", "Exception for Cora", "Please approve", "Need it until Friday"])(
    "“%s” names no control",
    (title) => {
      expect(only("vague-title", { title })).toMatchObject({
        points: [title],
        clears: expect.stringContaining("“TLS 1.2 or newer on Payroll feed”"),
      });
    },
  );

  test.each(["SEC-014 for a week", "Old TLS towards the bank", "Payroll by hand", "Connections from 2013"])(
    "“%s” names the rule or the place",
    (title) => expect(kinds({ title })).toEqual([]),
  );

  test("that names a part of the place is fine", () => {
    expect(kinds({ title: "db-3 with its debug port", places: place("db-3") })).toEqual([]);
  });
});

describe("a scope without bounds", () => {
  test.each([
    ["*", "*"],
    ["*.example.com and *", "*"],
    ["0.0.0.0/0", "0.0.0.0/0"],
    ["::/0", "::/0"],
    ["all", "all"],
    ["All hosts", "All"],
    ["any internal address", "any"],
    ["everything", "everything"],
    ["every user account", "every"],
  ])("%s", (resource, word) => {
    expect(only("broad-scope", { places: place(resource) })).toMatchObject({
      headline: "The scope has no bounds",
      points: [word],
    });
  });

  test.each([
    "db-3",
    "10.0.0.0/24",
    "/srv/all-hands",
    "company-wide-mail",
    "*.tilda.example",
    "allocation",
    "many",
  ])("%s has bounds", (resource) => expect(kinds({ places: place(resource) })).toEqual([]));

  test("is found in the title, too", () => {
    expect(kinds({ title: "TLS 1.1 from 0.0.0.0/0" })).toEqual(["broad-scope"]);
  });

  test("the whole system in all of its environments; one of them, or a part in each, is bounded", () => {
    const whole = (["production", "test"] as const).map((environment) => ({
      ...{ systemId: "payroll", environment, resource: "" },
    }));
    expect(only("broad-scope", { places: whole })).toMatchObject({
      headline: "All of Payroll feed, in every environment",
      points: ["Payroll feed"],
    });
    expect(kinds({ places: whole.map((one) => ({ ...one, resource: "db-3" })) })).toEqual([]);
    const systems = [{ id: "payroll", name: "Payroll feed", environments: ["production" as const] }];
    expect(kinds({ systems, places: whole.slice(0, 1) })).toEqual([]);
  });

  test("ten places are many enough, eleven too many", () => {
    const places = (count: number) =>
      Array.from({ length: count }, (_, index) => place(`db-${index}`)).flat();
    expect(kinds({ places: places(10) })).toEqual([]);
    expect(only("broad-scope", { places: places(11) })).toMatchObject({ headline: "11 places at once" });
  });
});

describe("an end later than the rule usually needs", () => {
  test("is one beyond what four in five were granted, by a second", () => {
    expect(only("longer-than-usual", { askedSeconds: 5 * day + 1 })).toMatchObject({
      headline: "Longer than SEC-014 usually needs",
      why: "Of 5 earlier ones, half were granted 5 days or less, and four in five 5 days or less.",
      clears: expect.stringContaining("Ask for 5 days or less"),
    });
    expect(kinds({ askedSeconds: 5 * day })).toEqual([]);
  });

  test("needs four to compare with; three say nothing", () => {
    const granted = (count: number) => [{ key: "SEC-014", seconds: Array(count).fill(day) }];
    expect(kinds({ granted: granted(4) })).toEqual(["longer-than-usual"]);
    expect(kinds({ granted: granted(3) })).toEqual([]);
  });

  test("of several rules the strictest speaks", () => {
    const granted = [fine.granted[0], { key: "DAT-001", seconds: [day, day, 2 * day, day] }].flatMap(
      (one) => one ?? [],
    );
    expect(only("longer-than-usual", { granted })).toMatchObject({
      headline: "Longer than DAT-001 usually needs",
    });
  });
});

test("a near-copy brings the older entry's words, those that both have apart from those that one has", () => {
  const reason = "The supplier's gateway ends at TLS 1.1, and they replace it on 11 November.";
  const twins = [{ number: 988, title: "TLS 1.1 in spring", reason, likeness: 0.83 }];
  expect(only("near-copy", { twins })).toMatchObject({
    headline: "Near-copy of EX-988",
    why: expect.stringMatching(/^83 % of its reason/),
    twin: {
      number: 988,
      words: expect.arrayContaining([
        { text: "11", change: "removed" },
        { text: "25", change: "added" },
      ]),
    },
  });
});

describe("an extension", () => {
  const extending = (changes: Partial<Judged>) => kinds({ renewal: 1, last, ...changes });

  test("is said to be one, and how often it was extended before", () => {
    expect(only("extended-before", { renewal: 1, last })).toMatchObject({
      headline: "Continues EX-1042",
      points: ["Renewal 1 of 2"],
    });
    expect(only("extended-before", { renewal: 3, last })).toMatchObject({
      headline: "Extended twice before",
      points: ["Renewal 3"],
      why: expect.stringContaining("design problem"),
    });
  });

  test("that asks for more than was granted last time says so, by a second", () => {
    const granted: Judged["granted"] = [];
    expect(extending({ granted, askedSeconds: 5 * day })).toEqual(["extended-before"]);
    expect(extending({ granted, askedSeconds: 5 * day + 1 })).toEqual([
      "extended-before",
      "longer-than-last-time",
    ]);
  });

  test("in the same words as last time says which", () => {
    const found = signalsIn({ ...fine, renewal: 1, last: { ...last, reason: `${fine.reason} Again.` } });
    expect(found.find(({ kind }) => kind === "same-words-as-last-time")).toMatchObject({
      points: ["the reason"],
    });
    const risk = { ...last, riskIntroduced: fine.riskIntroduced ?? "" };
    expect(extending({ last: risk })).toEqual(["extended-before", "same-words-as-last-time"]);
    expect(extending({ last: risk, riskIntroduced: "" })).toEqual(["extended-before"]);
  });
});

test("an owner with three past their end is one too many, with two they are not", () => {
  expect(kinds({ owner: { name: "Cora Lind", pastEnd: 2 } })).toEqual([]);
  expect(only("owner-past-end", { owner: { name: "Cora Lind", pastEnd: 3 } })).toMatchObject({
    headline: "Cora Lind owns 3 past their end",
  });
});
