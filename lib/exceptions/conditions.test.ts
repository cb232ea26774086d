import { describe, expect, test } from "vitest";

import {
  type Condition,
  dueOf,
  isLate,
  standsInTheWay,
  whyCannotAddEvidence,
  whyCannotAttest,
  whyCannotBreak,
  whyUnfit,
  whyUnmitigated,
} from "@/lib/exceptions/conditions";
import { mitigationKeys, mitigations, mitigationsFor } from "@/lib/exceptions/mitigations";
import { conditionSchema } from "@/lib/exceptions/schemas";
import { Domain } from "@/prisma/generated/enums";

const start = new Date("2026-11-20T12:00:00.000Z");
const end = new Date("2026-11-25T12:00:00.000Z");
const window = { startsAt: start, endsAt: end };
const unapproved = { startsAt: null, endsAt: null };
const day = 86_400;
const daysOn = (days: number) => new Date(start.getTime() + days * day * 1000);
const justBefore = (at: Date) => new Date(at.getTime() - 1);

const before: Condition = {
  state: "unknown",
  suspends: false,
  timing: "before",
  dueAt: null,
  dueSeconds: null,
  freshSeconds: null,
  suspendsStale: null,
  lastReading: null,
};
const within: Condition = { ...before, timing: "while", dueSeconds: 2 * day };
const suspending: Condition = { ...within, suspends: true };

describe("when a condition is due", () => {
  test("one that has to hold before the start is due at the start; another so long after it, or at its instant", () => {
    expect(dueOf(before, window)).toEqual(start);
    expect(dueOf(within, window)).toEqual(daysOn(2));
    expect(dueOf({ ...within, dueSeconds: null, dueAt: daysOn(1) }, window)).toEqual(daysOn(1));
  });

  test("nothing is due later than the end, and nothing has a time before the window is known", () => {
    expect(dueOf({ ...within, dueSeconds: 9 * day }, window)).toEqual(end);
    expect(dueOf(within, unapproved)).toBeNull();
    expect(dueOf({ ...within, dueSeconds: null, dueAt: daysOn(1) }, unapproved)).toEqual(daysOn(1));
  });

  test("it is late from its due time on, unless it holds or is broken, and never before the approval", () => {
    expect(isLate(within, window, justBefore(daysOn(2)))).toBe(false);
    expect(isLate(within, window, daysOn(2))).toBe(true);
    expect(isLate({ ...within, state: "holds" }, window, daysOn(2))).toBe(false);
    expect(isLate({ ...within, state: "broken" }, window, daysOn(2))).toBe(false);
    expect(isLate({ ...within, dueSeconds: null, dueAt: daysOn(1) }, unapproved, daysOn(2))).toBe(false);
  });
});

describe("what stands in the way of being in force (R24)", () => {
  test("a condition that has to hold before the start does until it holds, and when it is broken later", () => {
    expect(standsInTheWay(before, window, start)).toBe(true);
    expect(standsInTheWay({ ...before, state: "holds" }, window, start)).toBe(false);
    expect(standsInTheWay({ ...before, state: "broken" }, window, start)).toBe(true);
  });

  test("one that suspends does from the instant at which it should have been proven, and not before", () => {
    expect(standsInTheWay(suspending, window, justBefore(daysOn(2)))).toBe(false);
    expect(standsInTheWay(suspending, window, daysOn(2))).toBe(true);
    expect(standsInTheWay({ ...suspending, state: "holds" }, window, daysOn(2))).toBe(false);
  });

  test("one that suspends does as soon as it is broken; one that only warns never does", () => {
    expect(standsInTheWay({ ...suspending, state: "broken" }, window, start)).toBe(true);
    expect(standsInTheWay({ ...within, state: "broken" }, window, daysOn(4))).toBe(false);
    expect(standsInTheWay(within, window, daysOn(4))).toBe(false);
  });
});

describe("who proves a condition, and who says that it is broken", () => {
  const exception = { status: "active", ownerId: "cora" } as const;
  const judged = { ...exception, approverIds: ["ada"], controllerIds: ["dan"] };
  const member = (id: string) => ({ id, role: "member" as const });

  test("its owner and the exception's owner prove it, and nobody else", () => {
    expect(
      whyCannotAttest({ kind: "attested", state: "unknown", ownerId: "sam" }, exception, { id: "sam" }),
    ).toBeNull();
    expect(
      whyCannotAttest({ kind: "attested", state: "unknown", ownerId: "sam" }, exception, { id: "cora" }),
    ).toBeNull();
    expect(
      whyCannotAttest({ kind: "attested", state: "unknown", ownerId: "sam" }, exception, { id: "ada" }),
    ).toMatchObject({
      code: "not-allowed",
    });
    expect(
      whyCannotAttest({ kind: "attested", state: "unknown", ownerId: null }, exception, { id: "ada" }),
    ).toMatchObject({
      code: "not-allowed",
    });
  });

  test("who approved it or owns the rule declares it broken; its own people do not", () => {
    expect(whyCannotBreak({ kind: "attested", state: "holds" }, judged, member("ada"))).toBeNull();
    expect(whyCannotBreak({ kind: "attested", state: "unknown" }, judged, member("dan"))).toBeNull();
    expect(whyCannotBreak({ kind: "attested", state: "holds" }, judged, member("cora"))).toMatchObject({
      code: "not-allowed",
    });
    expect(
      whyCannotBreak({ kind: "attested", state: "holds" }, judged, { id: "ada", role: "auditor" }),
    ).toMatchObject({
      code: "not-allowed",
    });
    expect(whyCannotBreak({ kind: "attested", state: "broken" }, judged, member("ada"))).toMatchObject({
      message: "It is broken already.",
    });
  });

  test("what is over stays as it is", () => {
    for (const status of ["expired", "rejected", "closed"] as const) {
      expect(
        whyCannotAttest(
          { kind: "attested", state: "unknown", ownerId: "sam" },
          { ...exception, status },
          { id: "sam" },
        ),
      ).toMatchObject({
        code: "wrong-status",
      });
      expect(
        whyCannotBreak({ kind: "attested", state: "holds" }, { ...judged, status }, member("ada")),
      ).toMatchObject({
        code: "wrong-status",
      });
    }
  });

  test("evidence is added by who has to do with it, after its end too, and by nobody once it is over", () => {
    const whose = { ...exception, requesterId: "rita", filedById: "fred", managerId: "mara" };
    const of = { ...whose, conditionOwnerIds: ["sam", null] };
    for (const id of ["cora", "rita", "fred", "mara", "sam"])
      expect(whyCannotAddEvidence({ ...of, status: "expired" }, member(id)), id).toBeNull();
    expect(whyCannotAddEvidence(of, member("ada"))).toMatchObject({ code: "not-allowed" });
    expect(whyCannotAddEvidence(of, { id: "cora", role: "auditor" })).toMatchObject({ code: "not-allowed" });
    expect(whyCannotAddEvidence({ ...of, status: "closed" }, member("cora"))).toMatchObject({
      message: "This exception is closed. Its record is complete.",
    });
  });
});

describe("what may be asked for", () => {
  const asked = { statement: "Log read daily.", suspends: false };
  const sam = { id: "sam", deactivatedAt: null, role: "member" } as const;
  const five = { longestSeconds: 5 * day, end: null };

  test("its owner is an active person of the house (R3)", () => {
    const of = { ...asked, due: { kind: "before" as const }, ownerId: "sam" };
    expect(whyUnfit([of], [sam], five, start)).toBeNull();
    const refused = { fields: { "conditions.0.ownerId": expect.any(String) } };
    expect(whyUnfit([of], [], five, start)).toMatchObject(refused);
    expect(whyUnfit([of], [{ ...sam, deactivatedAt: start }], five, start)).toMatchObject(refused);
    expect(whyUnfit([of], [{ ...sam, role: "auditor" }], five, start)).toMatchObject(refused);
    expect(whyUnfit([of], [{ ...sam, role: "outside_approver" }], five, start)).toMatchObject(refused);
  });

  test("it is due before the window is over, and not in the past", () => {
    const later = (seconds: number) => [{ ...asked, due: { kind: "after" as const, seconds } }];
    expect(whyUnfit(later(5 * day - 1), [], five, start)).toBeNull();
    expect(whyUnfit(later(5 * day), [], five, start)).toMatchObject({
      fields: { "conditions.0.due": expect.any(String) },
    });

    const at = (instant: Date) => [{ ...asked, due: { kind: "at" as const, at: instant.toISOString() } }];
    const fixed = { ...five, end };
    expect(whyUnfit(at(justBefore(end)), [], fixed, start)).toBeNull();
    expect(whyUnfit(at(end), [], fixed, start)).toMatchObject({
      fields: { "conditions.0.due": expect.any(String) },
    });
    expect(whyUnfit(at(start), [], fixed, start)).toMatchObject({ message: "This instant has passed." });
    expect(whyUnfit(at(new Date(start.getTime() + 1)), [], fixed, start)).toBeNull();
  });

  test("words or a picked mitigation say what keeps it safe; nothing at all does not (R20)", () => {
    expect(whyUnmitigated({ mitigation: "Allow-list." })).toBeNull();
    expect(whyUnmitigated({ mitigation: "", conditions: [{}] })).toBeNull();
    expect(whyUnmitigated({ mitigation: "", conditions: [] })).toMatchObject({
      fields: { mitigation: expect.any(String) },
    });
  });
});

describe("the catalogue of standard mitigations (R22)", () => {
  test("each has words that the form takes as they are", () => {
    for (const mitigation of mitigationKeys) {
      const { statement, suspends, due } = mitigations[mitigation];
      const asked = {
        statement,
        suspends,
        due: due === "before" ? { kind: "before" } : { kind: "after", seconds: due },
        mitigation,
      };
      expect(conditionSchema.safeParse(asked).success, mitigation).toBe(true);
    }
  });

  test("every domain has five to choose from at least, and each stands in a domain", () => {
    for (const domain of Object.values(Domain))
      expect(mitigationsFor([domain]).length, domain).toBeGreaterThanOrEqual(5);
    expect(mitigationsFor(Object.values(Domain))).toEqual(mitigationKeys);
    expect(mitigationsFor(["cost"])).not.toContain("masked_data");
  });
});
