import { beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { nudge, nudgeAll } from "@/lib/exceptions/nudge";
import { actionsOn, daysAfter, justBefore, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { decidedBy, filedBy } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

test("whoever asked reminds the group once in 24 hours, and is told when again", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  await filled(nudge({ exceptionId: id }, cast.actor.Cora, noon));

  // The event is written a moment after the act began.
  const tomorrow = new Date(daysAfter(noon, 1).getTime() + 60_000);
  const cora = await signedInAgain(cast.actor.Cora, tomorrow);
  const early = await nudge({ exceptionId: id }, cora, justBefore(daysAfter(noon, 1)));
  expect(early).toMatchObject({ ok: false, code: "too-many-attempts" });
  await filled(nudge({ exceptionId: id }, cora, tomorrow));
  expect(await actionsOn(id)).toEqual(["request.filed", "request.nudged", "request.nudged"]);
});

test("somebody who neither asked nor owns it does not remind, and nothing is left to remind of once it is decided", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  expect(await nudge({ exceptionId: id }, cast.actor.Sam, noon)).toMatchObject({ code: "not-allowed" });
  await decidedBy(cast.actor.Ada, id, "send_back");
  expect(await nudge({ exceptionId: id }, cast.actor.Cora, noon)).toMatchObject({
    message: "It was sent back and waits for who asked, not for a group.",
  });

  const other = await filedBy(cast, cast.actor.Cora);
  await decidedBy(cast.actor.Ada, other.id);
  expect(await nudge({ exceptionId: other.id }, cast.actor.Cora, noon)).toMatchObject({
    message: "This is active: nobody has to decide it.",
  });
});

test("several are reminded of in one sitting: one entry each, one batch, and what cannot be says why", async () => {
  const batch = "0197a1b2-0000-7000-8000-0000000000ab";
  const [first, second] = [await filedBy(cast, cast.actor.Cora), await filedBy(cast, cast.actor.Cora)];
  const foreign = await filedBy(cast, cast.actor.Sam);
  const rows = [first, foreign, second].map(({ id }) => ({ exceptionId: id }));
  expect(await nudgeAll({ batch, rows }, cast.actor.Cora, noon)).toEqual({
    ok: true,
    done: [{ exceptionId: first.id }, { exceptionId: second.id }],
    skipped: [{ exceptionId: foreign.id, message: expect.stringMatching(/^Whoever asked for it/) }],
  });
  const events = await db.auditEvent.findMany({
    where: { action: "request.nudged", exceptionId: { in: rows.map(({ exceptionId }) => exceptionId) } },
  });
  expect(events.map(({ body }) => (body as { batch?: string }).batch)).toEqual([batch, batch]);
});
