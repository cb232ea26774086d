import { expect, test } from "vitest";

import { choosablePolicies, nextAct } from "@/lib/gate/next-act";

const open = {
  answer: "violation",
  why: "no_exception",
  policy: "SEC-014",
  related: null,
  exception: null,
  finding: { fingerprint: "f1:00" },
} as const;
const choosable = new Set(["SEC-014"]);

test("what is covered leads to its exception, what was asked for to the open request", () => {
  const exception = { number: 1042, endsAt: new Date() };
  expect(nextAct({ ...open, answer: "exception", exception }, choosable)).toEqual({
    kind: "covered",
    number: 1042,
  });
  for (const why of ["pending", "sent_back"] as const) {
    expect(nextAct({ ...open, why, related: 1050 }, choosable)).toEqual({ kind: "open", number: 1050 });
  }
});

test("all else is asked for, also where an earlier exception has ended", () => {
  const ask = { kind: "ask", fingerprint: "f1:00" };
  expect(nextAct(open, choosable)).toEqual(ask);
  expect(nextAct({ ...open, why: "expired", related: 1017 }, choosable)).toEqual(ask);
});

test("nobody asks under a policy that takes no requests, nor for what is no policy", () => {
  const policies = new Map([
    ["SEC-014", { retiredAt: new Date() }],
    ["SEC-002", { retiredAt: null }],
  ]);
  expect([...choosablePolicies({ policies })]).toEqual(["SEC-002"]);
  expect(nextAct(open, choosablePolicies({ policies }))).toEqual({ kind: "no policy" });
  expect(nextAct({ ...open, answer: "compliant", why: null, policy: null }, choosable)).toBeNull();
});
