import { describe, expect, test } from "vitest";

import { type Decidable, whyCannotDecide } from "@/lib/exceptions/separation-of-duties";
import type { Capacity } from "@/prisma/generated/enums";

const ada = { id: "Ada", role: "member" } as const;
const otto = { id: "Otto", role: "auditor" } as const;

function request(changes: Partial<Decidable> = {}): Decidable {
  return {
    sentBack: false,
    parties: [{ personId: "Cora", capacity: "requester" }],
    deciderIds: [],
    waitingFor: [{ groupName: "Security", memberIds: ["Ada", "Ben", "Otto"] }],
    laterGroups: [{ groupName: "Risk committee", memberIds: ["Eli"] }],
    ...changes,
  };
}

test("a member of the group whose turn it is may decide", () => {
  expect(whyCannotDecide(request(), ada)).toBeNull();
});

describe("a party never decides (R4)", () => {
  const sentences: Record<Capacity, string> = {
    requester: "You asked for this. Somebody else must decide.",
    filer: "You filed this. Somebody else must decide.",
    owner: "You own this. Somebody else must decide.",
    editor: "You edited this. Somebody else must decide.",
  };
  for (const [capacity, sentence] of Object.entries(sentences) as [Capacity, string][]) {
    test(`as its ${capacity}, and is told so`, () => {
      const parties = [{ personId: "Ada", capacity }];
      expect(whyCannotDecide(request({ parties }), ada)).toEqual({
        ok: false,
        code: "party-to-it",
        message: sentence,
      });
      expect(whyCannotDecide(request({ parties }), { id: "Ben", role: "member" })).toBeNull();
    });
  }

  test("as an administrator or an outside approver just as little", () => {
    const parties = [{ personId: "Ada", capacity: "owner" as const }];
    for (const role of ["administrator", "outside_approver"] as const) {
      expect(whyCannotDecide(request({ parties }), { id: "Ada", role })).toMatchObject({
        code: "party-to-it",
      });
    }
  });

  test("and of several capacities the weightiest is named", () => {
    const named = (...capacities: Capacity[]) =>
      whyCannotDecide(
        request({ parties: capacities.map((capacity) => ({ personId: "Ada", capacity })) }),
        ada,
      )?.message;
    expect(named("editor", "filer", "owner", "requester")).toBe(sentences.requester);
    expect(named("editor", "filer", "owner")).toBe(sentences.owner);
    expect(named("editor", "filer")).toBe(sentences.filer);
  });

  test("and hears of being a party rather than of the group that they are not in", () => {
    const parties = [{ personId: "Sam", capacity: "owner" as const }];
    expect(whyCannotDecide(request({ parties }), { id: "Sam", role: "member" })).toMatchObject({
      code: "party-to-it",
    });
  });
});

test("an auditor decides nothing, not even with a seat in the group", () => {
  expect(whyCannotDecide(request(), otto)).toMatchObject({
    code: "not-allowed",
    message: "Auditors read everything and decide nothing.",
  });
});

test("an administrator needs a seat in the group like everybody else", () => {
  expect(whyCannotDecide(request(), { id: "Root", role: "administrator" })).toMatchObject({
    code: "not-an-approver",
  });
  expect(whyCannotDecide(request(), { id: "Ada", role: "administrator" })).toBeNull();
});

test("an outside approver with a seat may decide", () => {
  expect(whyCannotDecide(request(), { id: "Ada", role: "outside_approver" })).toBeNull();
});

test("nobody signs a revision twice, not in another group either (R5)", () => {
  const waitingFor = [{ groupName: "Risk committee", memberIds: ["Ada"] }];
  expect(whyCannotDecide(request({ deciderIds: ["Ada"], waitingFor }), ada)).toEqual({
    ok: false,
    code: "already-decided",
    message: "You have decided this revision. Nobody signs twice.",
  });
  expect(whyCannotDecide(request({ deciderIds: ["Ben"], waitingFor }), ada)).toBeNull();
});

test("what was sent back waits for its requester and not for an approver", () => {
  expect(whyCannotDecide(request({ sentBack: true }), ada)).toMatchObject({
    code: "wrong-status",
    message: "This was sent back. It returns when its requester has changed it.",
  });
});

test("when every step is signed nothing waits", () => {
  expect(whyCannotDecide(request({ waitingFor: [], laterGroups: [] }), ada)).toMatchObject({
    message: "Nothing waits for a decision.",
  });
});

test("a member of a later group is told whose turn it is first", () => {
  expect(whyCannotDecide(request(), { id: "Eli", role: "member" })).toMatchObject({
    code: "not-an-approver",
    message: "This waits for Security first. Risk committee comes after.",
  });
});

test("somebody in no group of it is told which group decides", () => {
  expect(whyCannotDecide(request(), { id: "Dan", role: "member" })).toMatchObject({
    code: "not-an-approver",
    message: "This waits for Security. You are not in that group.",
  });
});

test("of several groups that are asked at once, a member of any may decide, and others are told all of them", () => {
  const waitingFor = [
    { groupName: "Security", memberIds: ["Ada"] },
    { groupName: "Compliance", memberIds: ["Cy"] },
  ];
  expect(whyCannotDecide(request({ waitingFor }), { id: "Cy", role: "member" })).toBeNull();
  expect(whyCannotDecide(request({ waitingFor }), { id: "Dan", role: "member" })?.message).toBe(
    "This waits for Security and Compliance. You are not in any of them.",
  );
  expect(whyCannotDecide(request({ waitingFor }), { id: "Eli", role: "member" })?.message).toBe(
    "This waits for Security and Compliance first. Risk committee comes after.",
  );
});
