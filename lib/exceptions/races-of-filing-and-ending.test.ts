// The same form twice, two extensions of one exception, and the end of an exception against a person: at the same moment.

import { beforeAll, describe, expect, test } from "vitest";

import type { Actor } from "@/lib/auth/actor";
import { close } from "@/lib/exceptions/close";
import { expireDue } from "@/lib/exceptions/expire-due";
import { fileRequest } from "@/lib/exceptions/file-request";
import { actionsOn, activeFor, daysAfter, found, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { brokenPromises } from "@/lib/testing/invariants";
import { exceptionRow, race } from "@/lib/testing/race";
import { requestFor } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

describe("filing at once", () => {
  test("the same form twice files one request, and both taps get its number", async () => {
    const form = requestFor(cast);
    const held = { text: "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", values: [form.id] };
    const file = () => fileRequest(form, cast.actor.Cora, noon);
    const [first, second] = await race(held, file, file);
    expect(first).toMatchObject({ ok: true });
    expect(second).toEqual(first);
    expect(await actionsOn(form.id)).toEqual(["request.filed"]);
    expect(await brokenPromises(form.id)).toEqual([]);
  });

  test("two extensions of one exception: the second is told which one stands (R16)", async () => {
    const earlier = await activeFor(cast, cast.actor.Cora);
    const extend = () =>
      fileRequest(
        requestFor(cast, { continuesId: earlier.id, whatChanged: "Another week." }),
        cast.actor.Cora,
        noon,
      );
    const [first, second] = await race(exceptionRow(earlier.id), extend, extend);
    expect(first).toMatchObject({ ok: true });
    expect(second).toMatchObject({
      code: "conflict",
      message: first.ok ? `EX-${first.number} extends it already.` : "",
    });
    expect(await brokenPromises(earlier.id)).toEqual([]);
  });
});

describe("the end of an exception against a person", () => {
  const end = daysAfter(noon, 5);
  const sweep = () => expireDue(end).then((swept) => ({ ok: true as const, ...swept }));
  async function endingFor(owner: Actor) {
    const { id } = await activeFor(cast, owner);
    const cora = await signedInAgain(owner, end);
    const closing = { exceptionId: id, removedOn: "2026-11-25", verifiedById: cast.actor.Sam.id, note: "" };
    return { id, closeIt: () => close(closing, cora, end) };
  }

  test("closed first: the clock finds nothing left to end", async () => {
    await expireDue(end);
    const { id, closeIt } = await endingFor(cast.actor.Cora);
    const [closed, swept] = await race(exceptionRow(id), closeIt, sweep);
    expect(closed).toMatchObject({ ok: true });
    expect(swept).toMatchObject({ done: 0 });
    expect(await found(id)).toMatchObject({ status: "closed", closedReason: "remediated", version: 3 });
    expect(await brokenPromises(id)).toEqual([]);
  });

  test("expired first: it is closed as an expired exception", async () => {
    await expireDue(end);
    const { id, closeIt } = await endingFor(cast.actor.Cora);
    const [swept, closed] = await race(exceptionRow(id), sweep, closeIt);
    expect([swept, closed]).toMatchObject([{ done: 1 }, { ok: true }]);
    expect(await actionsOn(id)).toEqual([
      "request.filed",
      "request.approved",
      "exception.expired",
      "exception.closed",
    ]);
    expect(await brokenPromises(id)).toEqual([]);
  });
});
