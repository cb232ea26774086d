// What people read in a chat, and what a program gets; when a delivery is tried again.

import { expect, test } from "vitest";

import { eventTypes } from "@/lib/audit/announce";
import { messageFor, type Outgoing, sentenceFor } from "@/lib/outgoing/message";
import { nextAttempt } from "@/lib/outgoing/retries";

const at = new Date("2026-12-02T16:00:00.000Z");
const event = (type: string, data: Record<string, unknown> = {}): Outgoing => ({
  type,
  at,
  data: {
    exception: "EX-1042",
    status: "active",
    risk: "high",
    emergency: false,
    policies: ["SEC-014", "SEC_<002>"],
    places: [{ system: "payroll-feed", environment: "production" }],
    endsAt: at.toISOString(),
    deadline: at.toISOString(),
    ...data,
  },
});

test.each([
  ["exception.requested", {}, "was asked for: SEC-014, SEC_<002> at payroll-feed (production)."],
  ["exception.decided", { decision: "approved", step: 1, settled: false }, "was approved in step 1."],
  ["exception.decided", { decision: "approved", step: 2, settled: true }, "is approved."],
  ["exception.decided", { decision: "ratified", step: 1, settled: false }, "was ratified in step 1."],
  ["exception.decided", { decision: "ratified", step: 2, settled: true }, "is ratified."],
  ["exception.decided", { decision: "rejected" }, "was rejected."],
  ["exception.decided", { decision: "sent_back" }, "was sent back to be changed."],
  ["exception.in_force", {}, "is in force until 2 Dec 2026, 16:00 UTC."],
  ["exception.ending", {}, "ends 2 Dec 2026, 16:00 UTC."],
  ["exception.expired", {}, "has ended, 2 Dec 2026, 16:00 UTC."],
  ["exception.closed", { closedReason: "remediated" }, "is closed: remediated."],
  ["condition.broken", { condition: 2 }, "has a broken condition, number 2."],
  ["recheck.requested", {}, "is checked again, to be answered by 2 Dec 2026, 16:00 UTC."],
  ["recheck.answered", { outcome: "violating" }, "was checked again: violating."],
  ["recheck.no_answer", {}, "was to be checked again, and nobody answered in time."],
] as const)("%s reads as a sentence", (type, data, sentence) => {
  expect(sentenceFor(event(type, data))).toBe(`EX-1042, high risk, ${sentence}`);
});

test("every kind of event has its sentence", () => {
  for (const type of eventTypes)
    expect(sentenceFor(event(type, { decision: "approved" }))).toMatch(/ \w+.*\.$/);
  expect(sentenceFor(event("exception.expired", { emergency: true }))).toContain(
    "high risk, an emergency, has",
  );
});

const base = "https://register.example";

test("a policy that does not fit reads as a sentence and leads to the policy", () => {
  const gap: Outgoing = {
    type: "policy_gap.raised",
    at,
    data: { policy: "SEC-014", quarter: "2026-Q4", figures: "6 exceptions, 4 teams" },
  };
  expect(sentenceFor(gap)).toBe("SEC-014 does not fit: 6 exceptions, 4 teams this quarter.");
  expect(JSON.parse(messageFor("slack", gap, { base }))).toEqual({
    text: "SEC-014 does not fit: 6 exceptions, 4 teams this quarter. <https://register.example/policies/SEC-014|Open SEC-014>",
  });
  expect(JSON.parse(messageFor("standard", gap, { base }))).toMatchObject({
    type: "policy_gap.raised",
    data: { url: "https://register.example/policies/SEC-014" },
  });
});

test("Slack gets a text in which nothing of ours is a command, and a link", () => {
  expect(JSON.parse(messageFor("slack", event("exception.requested"), { base }))).toEqual({
    text: "EX-1042, high risk, was asked for: SEC-014, SEC_&lt;002&gt; at payroll-feed (production). <https://register.example/exceptions/EX-1042|Open EX-1042>",
  });
});

test("Teams gets a card with a button", () => {
  const { attachments } = JSON.parse(messageFor("teams", event("exception.requested"), { base }));
  expect(attachments).toMatchObject([
    {
      contentType: "application/vnd.microsoft.card.adaptive",
      content: {
        type: "AdaptiveCard",
        body: [{ type: "TextBlock", text: expect.stringContaining("SEC\\_<002>"), wrap: true }],
        actions: [{ type: "Action.OpenUrl", url: "https://register.example/exceptions/EX-1042" }],
      },
    },
  ]);
});

test("only a program is given the callback", () => {
  const callback = { url: "https://register.example/api/v1/rechecks/1/answer", token: "exrc_secret" };
  for (const kind of ["slack", "teams"] as const)
    expect(messageFor(kind, event("recheck.requested"), { base, callback })).not.toContain("exrc_secret");
  expect(
    JSON.parse(messageFor("standard", event("recheck.requested"), { base, callback })).data.callback,
  ).toEqual(callback);
});

test("a wait is a tenth shorter or longer by chance, and there are ten attempts", () => {
  const wait = (attempts: number, chance: number, header?: string) => {
    const next = nextAttempt(attempts, at, header, chance);
    return next && (next.getTime() - at.getTime()) / 1000;
  };
  expect([wait(2, 0), wait(2, 0.5), wait(2, 1)]).toEqual([270, 300, 330]);
  expect([wait(9, 0.5), wait(10, 0.5)]).toEqual([86_400, null]);
  expect(wait(1, 0.5, "60")).toBe(60);
  expect(wait(4, 0.5, "60")).toBe(7200); // never sooner than by the table
  expect(wait(1, 0.5, "-60")).toBe(5);
  expect(wait(1, 0.5, "Wed, 02 Dec 2026 16:01:00 GMT")).toBe(60);
});
