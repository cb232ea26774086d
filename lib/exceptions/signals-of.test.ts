// The signals of drafts and of stored requests, found in a register.

import { beforeAll, describe, expect, test } from "vitest";

import { db } from "@/lib/db";
import { editRequest } from "@/lib/exceptions/edit-request";
import { exceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { fileRequest } from "@/lib/exceptions/file-request";
import { likeness, nearCopyFrom } from "@/lib/exceptions/likeness";
import { precedentsOf } from "@/lib/exceptions/precedents";
import { previewOf } from "@/lib/exceptions/preview";
import type { Draft } from "@/lib/exceptions/schemas";
import type { Signal, SignalKind } from "@/lib/exceptions/signals";
import { signalsOfRequest } from "@/lib/exceptions/signals-of";
import { activeFor, daysAfter, found } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { goodReasons } from "@/lib/testing/reasons";
import { decidedBy, filedBy, lowRisk, requestFor } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const live = async (changes: Draft, now = noon) => {
  const { scope, window } = requestFor(cast);
  const draft = { scope, window, classification: lowRisk, ...changes };
  return (await previewOf(draft, cast.actor.Sam, now))?.signals ?? [];
};
const stored = async (number: number, actor = cast.actor.Ada, now = noon) => {
  const exception = await exceptionWithHistory(number, actor, now);
  if (!exception) throw new Error(`There is no EX-${number}.`);
  return signalsOfRequest(exception, actor, now);
};
const filed = async (...asked: Parameters<typeof filedBy> extends [unknown, ...infer Rest] ? Rest : never) =>
  found((await filedBy(cast, ...asked)).id);
const one = (signals: Signal[], kind: SignalKind) => signals.find((signal) => signal.kind === kind);

const reasons = goodReasons.filter((reason) => reason.length > 90);
const reasonOf = (index: number) => reasons[index] as string;

test("a vague reason is said live and again to whoever decides, in the same words", async () => {
  const reason = "Needed for business.";
  const typed = one(await live({ reason }), "vague-reason");
  expect(typed).toMatchObject({ points: ["business"] });
  const { number } = await filed(cast.actor.Cora, { reason });
  expect(one(await stored(number), "vague-reason")).toEqual(typed);
});

describe("a near-copy", () => {
  test("is found among all by the trigrams of its reason, and the closest is shown", async () => {
    const older = await filed(cast.actor.Cora, { reason: reasonOf(0) });
    const closer = await filed(cast.actor.Cora, { reason: `${reasonOf(0)} Two days more.` });
    const copy = `${reasonOf(0)} Two days more!`;
    expect(one(await live({ reason: copy }), "near-copy")?.twin).toMatchObject({ number: closer.number });

    const stands = await filed(cast.actor.Sam, { reason: copy });
    expect(one(await stored(stands.number), "near-copy")?.twin?.number).toBe(closer.number);
    expect(one(await stored(closer.number), "near-copy")?.twin?.number).toBe(older.number);
    expect(one(await stored(older.number), "near-copy")).toBeUndefined();
  });

  test("is none of another reason, nor of itself while it is changed", async () => {
    await filed(cast.actor.Cora, { reason: reasonOf(2) });
    expect(one(await live({ reason: reasonOf(4) }), "near-copy")).toBeUndefined();
    const mine = await filed(cast.actor.Sam, { reason: reasonOf(6) });
    expect(one(await live({ reason: reasonOf(6) }), "near-copy")).toBeDefined();
    expect(one(await live({ reason: reasonOf(6), exceptionId: mine.id }), "near-copy")).toBeUndefined();
  });

  test("follows the words as they stand: a changed reason is no longer copied", async () => {
    const older = await filed(cast.actor.Sam, { reason: reasonOf(8) });
    const {
      id: _,
      requesterId: __,
      ...form
    } = requestFor(cast, { ownerId: cast.actor.Sam.id, reason: reasonOf(10) });
    await filled(editRequest({ ...form, exceptionId: older.id, seenRevision: 1 }, cast.actor.Sam, noon));
    expect(one(await live({ reason: reasonOf(8) }), "near-copy")).toBeUndefined();
    expect(one(await live({ reason: reasonOf(10) }), "near-copy")?.twin?.number).toBe(older.number);
  });

  test("is not told to outside approvers, who know of no other entries", async () => {
    await filed(cast.actor.Cora, { reason: reasonOf(12) });
    const copy = await filed(cast.actor.Sam, { reason: reasonOf(12) });
    expect(one(await stored(copy.number), "near-copy")).toBeDefined();
    const exception = await exceptionWithHistory(copy.number, cast.actor.Ada, noon);
    if (!exception) throw new Error("It is there.");
    expect(one(await signalsOfRequest(exception, cast.actor.Olga, noon), "near-copy")).toBeUndefined();
  });

  test("is measured as PostgreSQL measures it", async () => {
    const pairs = [
      [reasonOf(0), `${reasonOf(0)} Two days more.`],
      [reasonOf(1), reasonOf(3)],
      ["Großbeeren's über-gateway, 3 %", "grossbeeren uber gateway 3"],
      ["a-b_c", "A B C"],
      ["", "x"],
    ] as const;
    for (const [mine, theirs] of pairs) {
      const [row] = await db.$queryRaw<{ is: number }[]>`SELECT similarity(${mine}, ${theirs})::float8 AS is`;
      expect(likeness(mine, theirs), `${mine} | ${theirs}`).toBeCloseTo(row?.is ?? -1, 5);
    }
  });

  test("is what changes names, days and a word in six; different reasons are not, of all pairs", () => {
    const edited = (reason: string) =>
      reason
        .replaceAll(/\d+/g, (digits) => String(Number(digits) + 3))
        .replaceAll(/Monday|Tuesday|Wednesday|Thursday|Saturday|Sunday|November|December/g, "Friday")
        .split(" ")
        .filter((_, index) => index % 6 !== 5)
        .join(" ");
    const missed = reasons.filter((reason) => likeness(reason, edited(reason)) < nearCopyFrom);
    expect(missed.length / reasons.length).toBeLessThanOrEqual(0.05);

    const mistaken = goodReasons.flatMap((mine, index) =>
      goodReasons.slice(0, index).filter((theirs) => likeness(mine, theirs) >= nearCopyFrom),
    );
    expect(mistaken).toEqual([]);
  });
});

test("an end is held against what the same rule was granted before, and against no later one", async () => {
  const policy = [
    { policyId: cast.policy.port, systemId: cast.system.sandbox, environment: "test" as const, resource: "" },
  ];
  const lasting = (days: number) => ({
    window: { kind: "length" as const, seconds: days * 86_400 },
    scope: policy,
  });
  for (const index of [20, 22, 24])
    await activeFor(cast, cast.actor.Cora, { ...lasting(1), reason: reasonOf(index) });
  const early = await filed(cast.actor.Sam, { ...lasting(3), reason: reasonOf(26) });
  expect(one(await live(lasting(3)), "longer-than-usual")).toBeUndefined();

  await activeFor(cast, cast.actor.Cora, { ...lasting(1), reason: reasonOf(28) });
  expect(one(await live(lasting(3)), "longer-than-usual")).toMatchObject({
    headline: "Longer than SEC-002 usually needs",
    points: ["3 days"],
  });
  expect(one(await live(lasting(1)), "longer-than-usual")).toBeUndefined();
  const end = daysAfter(noon, 3).toISOString();
  expect(
    one(await live({ ...lasting(1), window: { kind: "until", end } }), "longer-than-usual"),
  ).toBeDefined();
  expect(one(await stored(early.number), "longer-than-usual")).toBeUndefined();
});

test("an extension is held against what it continues: its words, its length, and that it is one", async () => {
  const earlier = await activeFor(cast, cast.actor.Cora, { reason: reasonOf(30) });
  const { number } = await found(earlier.id);
  const week = { kind: "length" as const, seconds: 7 * 86_400 };
  const draft = { continuesId: earlier.id, reason: reasonOf(30), window: week };
  const typed = await live(draft);
  expect(typed.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(["extended-before", "longer-than-last-time", "same-words-as-last-time"]),
  );
  expect(one(typed, "extended-before")?.headline).toBe(`Continues EX-${number}`);
  expect(one(typed, "near-copy")).toBeUndefined();

  const request = requestFor(cast, { ...draft, whatChanged: "The supplier asked for another week." });
  const { number: extension } = await filled(fileRequest(request, cast.actor.Cora, noon));
  expect((await stored(extension)).map(({ kind }) => kind)).toEqual(typed.map(({ kind }) => kind));
});

test("an owner with three that have ended and are not closed is named, from the end's instant on", async () => {
  for (const index of [32, 34, 36])
    await activeFor(cast, cast.actor.Mara, { ownerId: cast.actor.Sam.id, reason: reasonOf(index) });
  const draft = { ownerId: cast.actor.Sam.id };
  const end = daysAfter(noon, 5);
  expect(one(await live(draft, new Date(end.getTime() - 1)), "owner-past-end")).toBeUndefined();
  expect(one(await live(draft, end), "owner-past-end")).toMatchObject({
    headline: "Sam owns 3 past their end",
  });
});

describe("precedents", () => {
  const scope = () => [
    {
      policyId: cast.policy.export,
      systemId: cast.system.sandbox,
      environment: "test" as const,
      resource: "",
    },
  ];

  test("are counted: how many, how many of them approved, and how long at most", async () => {
    expect(await precedentsOf(scope(), cast.actor.Ada, [])).toMatchObject({
      total: 0,
      shown: [],
      longestSeconds: null,
    });
    const ask = (days: number) => ({
      scope: scope(),
      window: { kind: "length" as const, seconds: days * 86_400 },
    });
    for (const days of [2, 4]) {
      const { id } = await filedBy(cast, cast.actor.Cora, ask(days));
      await decidedBy(cast.actor.Dan, id);
    }
    const rejected = await filedBy(cast, cast.actor.Cora, ask(6));
    await decidedBy(cast.actor.Dan, rejected.id, "reject");
    const { number } = await found(rejected.id);

    expect(await precedentsOf(scope(), cast.actor.Ada, [])).toMatchObject({
      ...{ same: "rule and system", total: 3, approved: 2, longestSeconds: 4 * 86_400 },
      shown: [{ status: "rejected" }, { status: "active" }, { status: "active" }],
    });
    expect(await precedentsOf(scope(), cast.actor.Ada, [number])).toMatchObject({ total: 2, approved: 2 });
  });

  test("are those of the rule alone where the system has none", async () => {
    const elsewhere = [{ ...scope()[0], policyId: cast.policy.export, systemId: cast.system.payroll }];
    expect(await precedentsOf(elsewhere, cast.actor.Ada, [])).toMatchObject({ same: "rule", total: 3 });
  });

  test("are not told to outside approvers", async () => {
    expect(await precedentsOf(scope(), cast.actor.Olga, [])).toMatchObject({ total: 0, shown: [] });
  });
});
