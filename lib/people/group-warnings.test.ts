import { expect, test } from "vitest";

import { groupWarnings, type Watched } from "@/lib/people/group-warnings";

const whole: Watched = {
  name: "Finance",
  isForum: false,
  above: { name: "Executive forum", retiredAt: null },
  lead: { name: "Dana", deactivatedAt: null },
  members: [{ name: "Dana" }, { name: "Oskar" }],
  waiting: [{ number: 1042, missing: 1, deciderIds: ["oskar"] }],
};

test("a group with two people, a lead and a group above gives nothing to warn of", () => {
  expect(groupWarnings(whole)).toEqual([]);
});

test("a group of one cannot decide what its one person asks for", () => {
  expect(groupWarnings({ ...whole, members: [{ name: "Ben" }] })).toEqual([
    "Finance has one person: nobody could decide Ben's own requests.",
  ]);
  expect(groupWarnings({ ...whole, members: [] })).toEqual([
    "Nobody sits in Finance, so nobody could decide what is put to it.",
  ]);
});

test("a step that waits for more sign-offs than people are left is named", () => {
  expect(groupWarnings({ ...whole, waiting: [{ number: 1042, missing: 2, deciderIds: ["oskar"] }] })).toEqual(
    ["Nobody here could decide EX-1042: whoever could is a party to it or has decided."],
  );
});

test("a group without a group above is late unheard; a forum has none above by nature", () => {
  expect(groupWarnings({ ...whole, above: null })).toEqual([
    "Finance has no group above: nobody is told when it is late.",
  ]);
  expect(groupWarnings({ ...whole, above: null, isForum: true })).toEqual([]);
});

test("a lead who has left is named", () => {
  expect(groupWarnings({ ...whole, lead: { name: "Dana", deactivatedAt: new Date(0) } })).toEqual([
    "Dana, the lead of Finance, has left.",
  ]);
});
