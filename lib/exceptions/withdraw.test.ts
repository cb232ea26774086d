import { beforeAll, expect, test } from "vitest";

import { withdraw } from "@/lib/exceptions/withdraw";
import { actionsOn, found } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { decidedBy, filedBy } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const reason = "The supplier moved early.";

test("who asked, who filed and who owns may withdraw; nobody else, not even an administrator", async () => {
  const file = () =>
    filedBy(cast, cast.actor.Sam, { requesterId: cast.actor.Gus.id, ownerId: cast.actor.Cora.id });
  for (const actor of [cast.actor.Sam, cast.actor.Gus, cast.actor.Cora]) {
    const { id } = await file();
    expect(await withdraw({ exceptionId: id, reason }, actor, noon), actor.name).toMatchObject({ ok: true });
    expect(await found(id)).toMatchObject({ status: "closed", closedReason: "withdrawn", closedAt: noon });
    expect(await actionsOn(id)).toEqual(["request.filed", "request.withdrawn"]);
  }
  const { id } = await file();
  for (const actor of [cast.actor.Mara, cast.actor.Ada, cast.actor.Root, cast.actor.Otto]) {
    expect(await withdraw({ exceptionId: id, reason }, actor, noon), actor.name).toMatchObject({
      code: "not-allowed",
      message: "Only whoever asked for it or owns it can withdraw it.",
    });
  }
});

test("what was sent back can be withdrawn", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  await decidedBy(cast.actor.Ada, id, "send_back");
  await filled(withdraw({ exceptionId: id, reason }, cast.actor.Cora, noon));
  expect(await found(id)).toMatchObject({ status: "closed", sentBack: false });
});

test("what is decided or withdrawn already cannot be withdrawn", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  await decidedBy(cast.actor.Ada, id);
  expect(await withdraw({ exceptionId: id, reason }, cast.actor.Cora, noon)).toMatchObject({
    message: "This exception is active, so it cannot be withdrawn.",
  });
  const twice = await filedBy(cast, cast.actor.Cora);
  await filled(withdraw({ exceptionId: twice.id, reason }, cast.actor.Cora, noon));
  expect(await withdraw({ exceptionId: twice.id, reason }, cast.actor.Cora, noon)).toMatchObject({
    message: "This exception is closed (withdrawn), so it cannot be withdrawn.",
  });
  expect(await withdraw({ exceptionId: crypto.randomUUID(), reason }, cast.actor.Cora, noon)).toMatchObject({
    code: "not-found",
  });
});
