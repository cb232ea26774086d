import { describe, expect, test } from "vitest";

import {
  after as columnsOf,
  isInForce,
  type Move,
  statusAt,
  whyCannotMove,
} from "@/lib/exceptions/lifecycle";
import { ClosedReason, Status } from "@/prisma/generated/enums";

// Written by hand from the product's rules, apart from the table in lifecycle.ts: where each move may start,
// where it leads, and how its refusal names it.
const expected: Record<Move, { from: Status[]; to: Status; reason: ClosedReason | null; refusedAs: string }> =
  {
    edit: { from: ["pending"], to: "pending", reason: null, refusedAs: "edited" },
    sign: { from: ["pending"], to: "pending", reason: null, refusedAs: "approved" },
    send_back: { from: ["pending"], to: "pending", reason: null, refusedAs: "sent back" },
    approve: { from: ["pending"], to: "active", reason: null, refusedAs: "approved" },
    raise: { from: ["pending"], to: "pending", reason: null, refusedAs: "put at a higher risk" },
    retract: { from: ["pending"], to: "pending", reason: null, refusedAs: "taken back" },
    ratify: { from: ["active"], to: "active", reason: null, refusedAs: "ratified" },
    reject: { from: ["pending"], to: "rejected", reason: null, refusedAs: "rejected" },
    withdraw: { from: ["pending"], to: "closed", reason: "withdrawn", refusedAs: "withdrawn" },
    lapse: { from: ["pending"], to: "closed", reason: "lapsed", refusedAs: "lapsed" },
    expire: { from: ["active"], to: "expired", reason: null, refusedAs: "expired" },
    supersede: { from: ["active", "expired"], to: "closed", reason: "superseded", refusedAs: "superseded" },
    revoke: { from: ["active"], to: "closed", reason: "revoked", refusedAs: "revoked" },
    close: { from: ["active", "expired"], to: "closed", reason: "remediated", refusedAs: "closed" },
    extend: { from: ["active", "expired"], to: "pending", reason: null, refusedAs: "extended" },
  };
const everyMove = Object.entries(expected) as [Move, (typeof expected)[Move]][];
const everyStatus = Object.values(Status);

describe("every move from every status", () => {
  for (const [move, { from, refusedAs }] of everyMove) {
    for (const status of everyStatus) {
      if (from.includes(status)) {
        test(`what is ${status} can be ${refusedAs} (${move})`, () => {
          expect(whyCannotMove({ status }, move)).toBeNull();
        });
      } else {
        test(`what is ${status} cannot be ${refusedAs} (${move}), and the sentence says so`, () => {
          expect(whyCannotMove({ status }, move)).toEqual({
            ok: false,
            code: "wrong-status",
            message: `This exception is ${status}, so it cannot be ${refusedAs}.`,
          });
        });
      }
    }
  }
});

test("each move leads to one status, and a closed one says why it is closed", () => {
  for (const [move, { to, reason }] of everyMove) {
    expect(columnsOf(move), move).toEqual({ status: to, closedReason: reason });
    expect(to === "closed", move).toBe(reason !== null);
  }
});

test("every reason to close is reached by exactly one move", () => {
  const reasons = everyMove.map(([move]) => columnsOf(move).closedReason).filter((reason) => reason !== null);
  expect(reasons.sort()).toEqual(Object.values(ClosedReason).sort());
});

test("what is rejected or closed stays so: no move leaves it", () => {
  for (const status of ["rejected", "closed"] as const) {
    expect(everyMove.filter(([move]) => whyCannotMove({ status }, move) === null)).toEqual([]);
  }
});

test("a refusal names the reason for which an exception was closed", () => {
  expect(whyCannotMove({ status: "closed", closedReason: "withdrawn" }, "approve")).toMatchObject({
    message: "This exception is closed (withdrawn), so it cannot be approved.",
  });
});

const start = new Date("2026-11-20T12:00:00.000Z");
const end = new Date("2026-11-25T12:00:00.000Z");
const justBefore = (at: Date) => new Date(at.getTime() - 1);
const active = { status: "active", startsAt: start, endsAt: end, ratifyBy: null, ratifiedAt: null } as const;

describe("in force (R13)", () => {
  test("an exception is in force the millisecond before its end, and not at its end", () => {
    expect(isInForce(active, justBefore(end))).toBe(true);
    expect(isInForce(active, end)).toBe(false);
  });

  test("an exception that starts later is not in force before its start, and is at its start", () => {
    expect(isInForce(active, justBefore(start))).toBe(false);
    expect(isInForce(active, start)).toBe(true);
  });

  test("only an active exception is in force", () => {
    expect(everyStatus.filter((status) => isInForce({ ...active, status }, start))).toEqual(["active"]);
  });

  test("an exception without a window is not in force", () => {
    expect(isInForce({ ...active, startsAt: null }, start)).toBe(false);
    expect(isInForce({ ...active, endsAt: null }, start)).toBe(false);
  });

  test("an emergency is in force until the instant by which it had to be ratified, and on from there when it was (R19)", () => {
    const ratifyBy = new Date("2026-11-21T12:00:00.000Z");
    const emergency = { ...active, ratifyBy };
    expect(isInForce(emergency, justBefore(ratifyBy))).toBe(true);
    expect(isInForce(emergency, ratifyBy)).toBe(false);
    expect(isInForce({ ...emergency, ratifiedAt: justBefore(ratifyBy) }, ratifyBy)).toBe(true);
    expect(isInForce({ ...emergency, ratifiedAt: justBefore(ratifyBy) }, end)).toBe(false);
  });

  test("a broken or unproven condition that suspends takes it out of force; one that only warns does not", () => {
    const unmeasured = { freshSeconds: null, suspendsStale: null, lastReading: null };
    const undated = { timing: null, dueAt: null, dueSeconds: null, ...unmeasured };
    const where = (suspends: boolean, state: "holds" | "broken" | "unknown") =>
      isInForce(
        {
          ...active,
          conditions: [
            { suspends: true, state: "holds", ...undated },
            { suspends, state, ...undated },
          ],
        },
        start,
      );
    expect(where(true, "holds")).toBe(true);
    expect(where(true, "broken")).toBe(false);
    expect(where(true, "unknown")).toBe(false);
    expect(where(false, "broken")).toBe(true);
    expect(where(false, "unknown")).toBe(true);
  });
});

describe("the status to show", () => {
  test("an active exception reads expired from its end on, whether or not the clock's act is recorded", () => {
    expect(statusAt(active, justBefore(end))).toBe("active");
    expect(statusAt(active, end)).toBe("expired");
  });

  test("every other status is shown as it is, also long after the end", () => {
    const later = new Date("2030-01-01T00:00:00Z");
    for (const status of everyStatus.filter((status) => status !== "active")) {
      expect(statusAt({ ...active, status }, later)).toBe(status);
    }
    expect(statusAt({ status: "pending", startsAt: null, endsAt: null }, later)).toBe("pending");
  });
});
