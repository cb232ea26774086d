import { beforeAll, describe, expect, test } from "vitest";

import { db } from "@/lib/db";
import { exceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { overdueSentence } from "@/lib/exceptions/overdue-sentence";
import { overdueSteps } from "@/lib/exceptions/overdue-steps";
import { requestsAwaitingDecision } from "@/lib/exceptions/requests-awaiting-decision";
import type { Request } from "@/lib/exceptions/schemas";
import { urgencyOf, urgencySentence } from "@/lib/exceptions/urgency";
import { daysAfter, justBefore } from "@/lib/testing/carry-on";
import { type Cast, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { decidedBy, filedBy, highRisk } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const urgent = { what: "INC-4711" };

async function urgencyOfRequest(id: string, now = noon) {
  const { number } = await db.exception.findUniqueOrThrow({ where: { id }, select: { number: true } });
  const exception = await exceptionWithHistory(number, cast.actor.Ada, now);
  return exception && urgencyOf(exception, now);
}

const dueOf = async (exceptionId: string) =>
  (await db.step.findMany({ where: { exceptionId }, orderBy: { position: "asc" } })).map(
    ({ dueAt }) => dueAt,
  );

describe("urgent", () => {
  test("what cannot wait is due after four working hours, and everything else after its days", async () => {
    // Friday 13:00 in Berlin; the organisation works from 9 to 17.
    const { id } = await filedBy(cast, cast.actor.Sam, { urgent });
    const { id: usual } = await filedBy(cast, cast.actor.Sam);
    expect(await dueOf(id)).toEqual([new Date("2026-11-20T16:00:00.000Z")]);
    expect(await dueOf(usual)).toEqual([new Date("2026-11-25T12:00:00.000Z")]);

    const waiting = await requestsAwaitingDecision(cast.actor.Ada, noon);
    expect(waiting.slice(0, 2)).toMatchObject([
      { id, urgent: "INC-4711", emergency: false },
      { id: usual, urgent: null },
    ]);
  });

  test("how often somebody asks urgently is counted for the approver, by person and by rule, for 90 days", async () => {
    const { id: usual } = await filedBy(cast, cast.actor.Dee);
    expect(await urgencyOfRequest(usual)).toBeNull();

    await filedBy(cast, cast.actor.Dee, { emergency: true, window: { kind: "length", seconds: 3600 } });
    const { id } = await filedBy(cast, cast.actor.Dee, { urgent });
    const urgency = await urgencyOfRequest(id);
    expect(urgency).toMatchObject({ byRequester: 2, byPolicy: [{ key: "SEC-014", times: 3 }] });
    expect(urgency && urgencySentence(urgency, "Dee")).toBe(
      "Dee asked urgently twice in 90 days, this time included. For SEC-014 it was asked 3 times.",
    );
    expect(await urgencyOfRequest(id, daysAfter(noon, 90))).toMatchObject({ byRequester: 0, byPolicy: [] });
    expect(await urgencyOfRequest(id, justBefore(daysAfter(noon, 90)))).toMatchObject({ byRequester: 2 });
  });
});

describe("past its due time (R11)", () => {
  const highRequest = (changes: Partial<Request> = {}) => {
    const place = { policyId: cast.policy.tls, systemId: cast.system.payroll, resource: "" };
    return filedBy(cast, cast.actor.Cora, {
      classification: highRisk,
      scope: [{ ...place, environment: "production" }],
      ...changes,
    });
  };

  test("the open step is late from its due time on, and the group above is the one to be told", async () => {
    const { id } = await highRequest();
    const [due] = (await dueOf(id)) as [Date];
    expect(await overdueSteps(due, id)).toEqual([]);
    const late = new Date(due.getTime() + 3 * 3_600_000);
    const [step, ...others] = await overdueSteps(late, id);
    expect(others).toEqual([]);
    expect(step).toMatchObject({
      exceptionId: id,
      dueAt: due,
      group: { name: "Security" },
      above: { name: "Risk committee" },
      deciderIds: expect.arrayContaining([cast.actor.Ada.id, cast.actor.Ben.id]),
    });
    expect(step && overdueSentence(step, late, "UTC")).toBe(
      "Security is late: due 3 hours ago, Mon 23 Nov 2026, 12:00. Risk committee, the group above, is told.",
    );
  });

  test("a step that waits for another is not late, whatever its own time says", async () => {
    const { id } = await highRequest();
    const late = daysAfter(noon, 20);
    expect((await overdueSteps(late, id)).map(({ group }) => group.name)).toEqual(["Security"]);
    await decidedBy(cast.actor.Ada, id);
    expect((await overdueSteps(late, id)).map(({ group }) => group.name)).toEqual(["Risk committee"]);
    await decidedBy(cast.actor.Eli, id);
    expect(await overdueSteps(late, id)).toEqual([]);
  });

  test("nobody stands above the forum, and the sentence names nobody", () => {
    const step = { group: { id: "f", name: "Executive forum" }, above: null, dueAt: noon };
    const sentence = overdueSentence(
      step as Parameters<typeof overdueSentence>[0],
      daysAfter(noon, 1),
      "UTC",
    );
    expect(sentence).toBe("Executive forum is late: due 24 hours ago, Fri 20 Nov 2026, 12:00.");
  });
});
