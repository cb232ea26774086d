import { beforeAll, describe, expect, test } from "vitest";

import { endSession } from "@/lib/auth/sessions";
import { db, inTransaction } from "@/lib/db";
import { decide } from "@/lib/exceptions/decide";
import type { Decision } from "@/lib/exceptions/schemas";
import { deactivatePerson } from "@/lib/people/deactivate-person";
import { endMembership } from "@/lib/people/end-membership";
import { linkAlias } from "@/lib/people/link-alias";
import { actionsOn, daysAfter, found, justBefore, signedInAgain } from "@/lib/testing/carry-on";
import { addPerson, type Cast, filled, type GroupKey, noon, seat, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { answered, decidedBy, decisionOn, filedBy, highRisk, requestFor } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

/** One more approver, with a seat that can be ended. */
async function approver(name: string, key: GroupKey = "security", from = noon) {
  const actor = await filled(
    inTransaction(noon, (tx) => addPerson(tx, name, "member", noon, cast.actor.Mara.id)),
  );
  const { id } = await filled(
    inTransaction(noon, async (tx) => ({ id: await seat(tx, cast.group[key], actor.id, from) })),
  );
  return { actor, membershipId: id };
}

function filedHighRisk() {
  const scope = [
    {
      policyId: cast.policy.tls,
      systemId: cast.system.payroll,
      environment: "production" as const,
      resource: "",
    },
  ];
  return filedBy(cast, cast.actor.Cora, { classification: highRisk, scope });
}

describe("the three answers", () => {
  test("a colleague approves a low-risk request, and it is in force from that moment for as long as was asked", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    expect(await decidedBy(cast.actor.Ada, id)).toMatchObject({ settled: true });

    expect(await found(id)).toMatchObject({
      status: "active",
      startsAt: noon,
      endsAt: new Date("2026-11-25T12:00:00.000Z"),
      activatedAt: noon,
      version: 2,
    });
    expect(await actionsOn(id)).toEqual(["request.filed", "request.approved"]);
  });

  test("one approver's no rejects it for good, with the reason on the record", async () => {
    const { id } = await filedHighRisk();
    await decidedBy(cast.actor.Ada, id, "reject");
    expect(await found(id)).toMatchObject({ status: "rejected", startsAt: null, endsAt: null });
    expect(await db.decision.findFirst({ where: { exceptionId: id } })).toMatchObject({
      verdict: "reject",
      comment: "Read and weighed.",
    });
    expect(await decide(await decisionOn(id, "approve"), cast.actor.Ben, noon)).toMatchObject({
      message: "This exception is rejected, so it cannot be approved.",
    });
  });

  test("sent back, it waits for its requester, and a colleague cannot decide it over their head", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    await decidedBy(cast.actor.Ada, id, "send_back");
    expect(await found(id)).toMatchObject({ status: "pending", sentBack: true });
    expect(await decide(await decisionOn(id, "approve"), cast.actor.Ben, noon)).toMatchObject({
      message: "This was sent back. It returns when its requester has changed it.",
    });
  });

  test("a high-risk request waits for the group above after its control owner has signed (lesson 3)", async () => {
    const { id } = await filedHighRisk();
    expect(await decide(await decisionOn(id, "approve"), cast.actor.Eli, noon)).toMatchObject({
      message: "This waits for Security first. Risk committee comes after.",
    });
    expect(await decidedBy(cast.actor.Ada, id)).toMatchObject({ settled: false });
    expect(await found(id)).toMatchObject({ status: "pending", startsAt: null });
    expect(await decide(await decisionOn(id, "approve"), cast.actor.Ben, noon)).toMatchObject({
      code: "not-an-approver",
    });
    expect(await decidedBy(cast.actor.Kim, id)).toMatchObject({ settled: true });
    expect(await actionsOn(id)).toEqual(["request.filed", "request.approved", "request.approved"]);
  });

  test("the group above rejects what the first group has approved", async () => {
    const { id } = await filedHighRisk();
    await decidedBy(cast.actor.Ada, id);
    await decidedBy(cast.actor.Eli, id, "reject");
    expect(await found(id)).toMatchObject({ status: "rejected" });
  });

  test("nobody decides what does not exist", async () => {
    const decision = await decisionOn((await filedBy(cast, cast.actor.Cora)).id, "approve");
    expect(
      await decide({ ...decision, exceptionId: crypto.randomUUID() }, cast.actor.Ada, noon),
    ).toMatchObject({ code: "not-found" });
  });
});

describe("who may not (R4, R5, R6)", () => {
  test("an approver cannot decide their own request, and is told why", async () => {
    const { id } = await filedBy(cast, cast.actor.Ada);
    expect(await decide(await decisionOn(id, "approve"), cast.actor.Ada, noon)).toMatchObject({
      ok: false,
      code: "party-to-it",
      message: "You asked for this. Somebody else must decide.",
    });
    expect(await actionsOn(id)).toEqual(["request.filed"]);
  });

  test("a party with a second account cannot decide with it", async () => {
    const { actor: alias } = await approver("Ada Two");
    await filled(linkAlias({ personId: alias.id, sameAsId: cast.actor.Ada.id }, cast.actor.Root, noon));
    const { id } = await filedBy(cast, cast.actor.Ada);
    expect(await decide(await decisionOn(id, "approve"), alias, noon)).toMatchObject({ code: "party-to-it" });
  });

  test("one person signs one step, however many groups they sit in and under whichever account (lesson 3)", async () => {
    const { actor: twice } = await approver("Tea");
    const { actor: alias } = await approver("Tea Two", "risk");
    await filled(linkAlias({ personId: alias.id, sameAsId: twice.id }, cast.actor.Root, noon));
    const { id } = await filedHighRisk();
    expect(await decidedBy(twice, id)).toMatchObject({ settled: false });
    expect(await decide(await decisionOn(id, "approve"), alias, noon)).toMatchObject({
      code: "already-decided",
      message: "You have decided this revision. Nobody signs twice.",
    });
  });

  test("somebody outside the group cannot, by the id of the request neither (lesson 6)", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    for (const actor of [cast.actor.Dan, cast.actor.Sam, cast.actor.Root]) {
      expect(await decide(await decisionOn(id, "approve"), actor, noon), actor.name).toMatchObject({
        code: "not-an-approver",
        message: "This waits for Security. You are not in that group.",
      });
    }
    expect(await decide(await decisionOn(id, "approve"), cast.actor.Otto, noon)).toMatchObject({
      code: "not-allowed",
    });
  });

  test("a seat that begins later or has ended gives no say", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    const { actor: tomorrow } = await approver("Tom", "security", daysAfter(noon, 1));
    expect(await decide(await decisionOn(id, "approve"), tomorrow, noon)).toMatchObject({
      code: "not-an-approver",
    });

    const { actor: gone, membershipId } = await approver("Gil");
    const decision = await decisionOn(id, "approve");
    await filled(endMembership({ membershipId, why: "Moved on." }, cast.actor.Root, noon));
    expect(await decide(decision, gone, noon)).toMatchObject({ code: "not-an-approver" });
  });

  test("a seat counts from its first instant, and not a millisecond earlier", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    const from = daysAfter(noon, 1);
    const { actor } = await approver("Mia", "security", from);
    const mia = await signedInAgain(actor, justBefore(from));
    expect(await decide(await decisionOn(id, "approve"), mia, justBefore(from))).toMatchObject({
      code: "not-an-approver",
    });
    expect(await decide(await decisionOn(id, "approve"), mia, from)).toMatchObject({ ok: true });
  });

  test("who is deactivated between page and press decides nothing", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    const { actor } = await approver("Zoe");
    const decision = await decisionOn(id, "approve");
    await filled(deactivatePerson({ personId: actor.id }, cast.actor.Root, noon));
    expect(await decide(decision, actor, noon)).toMatchObject({ ok: false, code: "not-an-approver" });
    expect(await found(id)).toMatchObject({ status: "pending", version: 1 });
  });

  test("who has signed out, or whose session has run out, decides nothing, and the database says so", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    const { actor } = await approver("Uma");
    const decision = await decisionOn(id, "approve");
    await filled(endSession(actor.sessionId, actor, noon));
    const refusal = {
      code: "not-allowed",
      message: "Deciding needs a person with a live account and a live session. Nothing was recorded.",
    };
    expect(await decide(decision, actor, noon)).toMatchObject(refusal);

    const evening = new Date("2026-11-20T20:00:00.000Z");
    expect(await decide(decision, cast.actor.Ada, evening)).toMatchObject(refusal);
    expect(await decide(decision, cast.actor.Ada, justBefore(evening))).toMatchObject({ ok: true });
  });
});

describe("what the approver saw (R10)", () => {
  const outdated = {
    code: "outdated-revision",
    message: expect.stringContaining("while you read it. Look at what is different, then decide again."),
  };
  const changedBy = async (changes: Partial<Decision>) => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    return decide(await decisionOn(id, "approve", changes), cast.actor.Ada, noon);
  };

  test("a decision on another revision or another text is refused (lesson 8)", async () => {
    expect(await changedBy({ revision: 2 })).toMatchObject(outdated);
    expect(await changedBy({ contentHash: "00".repeat(32) })).toMatchObject(outdated);
    expect(
      await changedBy({ contentHash: (await filedBy(cast, cast.actor.Cora)).contentHash }),
    ).toMatchObject(outdated);
  });

  test("a rejection is held to it as well", async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    expect(await decide(await decisionOn(id, "reject", { revision: 2 }), cast.actor.Ada, noon)).toMatchObject(
      outdated,
    );
  });
});

test("the four answers are needed in words at high risk, and by a tap at low risk (R21)", async () => {
  const tapped = Object.fromEntries(
    Object.keys(answered).map((question) => [question, { tapped: "yes", words: "" }]),
  );
  const answers = tapped as typeof answered;
  const high = await filedHighRisk();
  expect(await decide(await decisionOn(high.id, "approve", { answers }), cast.actor.Ada, noon)).toMatchObject(
    {
      fields: { "answers.whyNow": "Say it in words: at high risk each answer needs a sentence." },
    },
  );
  const low = await filedBy(cast, cast.actor.Cora, { id: requestFor(cast).id });
  expect(await decide(await decisionOn(low.id, "approve", { answers }), cast.actor.Ada, noon)).toMatchObject({
    ok: true,
  });
});
