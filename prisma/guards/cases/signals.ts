// R17: after two renewals it is a design problem. R20: the reason by which near-copies are found.

import assert from "node:assert/strict";

import type { Case } from "@/prisma/guards/case";
import { allows, refuses } from "@/prisma/guards/case";
import { after, day, type World } from "@/prisma/guards/world";

const noPlan = "R17 the third renewal needs a remediation plan with a date";
const badDay = "R17 the plan ends on a day to come, within a year";

const of = ({ exception }: World, name: string) => exception[name] as string;
const revisedWith =
  (remediation: unknown, name = "third") =>
  (it: World) =>
    it.revise(of(it, name), { content: { remediation } });
const plan = "Replace the feed.";

const reasonOf = async (it: World, name: string) =>
  (
    await it.sql.row<{ reason: string }>("SELECT reason FROM search_text WHERE exception_id = $1", [
      of(it, name),
    ])
  ).reason;

export const signals: Case[] = [
  refuses(noPlan, "R17: a third renewal without a plan is refused", (it) => it.revise(of(it, "third"))),
  refuses(noPlan, "R17: a plan of blanks is none", revisedWith({ plan: "  ", by: "2027-03-01" })),
  refuses(noPlan, "R17: a day without a plan is none", revisedWith({ by: "2027-03-01" })),
  refuses(noPlan, "R17: a plan without a day is none", revisedWith({ plan })),
  refuses(noPlan, "R17: words where the plan belongs are none", revisedWith("Replace the feed by March.")),
  refuses(badDay, "R17: the plan's day is not today", revisedWith({ plan, by: "2026-11-20" })),
  allows("R17: the plan's day is tomorrow", revisedWith({ plan, by: "2026-11-21" })),
  allows("R17: the plan's day is in a year", revisedWith({ plan, by: "2027-11-20" })),
  refuses(badDay, "R17: the plan's day is not later than in a year", revisedWith({ plan, by: "2027-11-21" })),
  allows("R17: the first renewal needs no plan", (it) => it.revise(of(it, "extension"))),
  allows("R8, R17: raising the risk keeps a plan whose day has passed", async (it) => {
    await it.sql.at(after(200 * day));
    await it.raise(of(it, "third"));
  }),
  allows("R20: a request is found by its reason", async (it) => {
    assert.equal(await reasonOf(it, "waiting"), "The supplier moves.");
    await it.revise(of(it, "waiting"), { content: { reason: "The supplier stays." } });
    assert.equal(await reasonOf(it, "waiting"), "The supplier stays.");
  }),
];
