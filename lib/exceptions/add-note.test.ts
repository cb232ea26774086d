import { beforeAll, expect, test } from "vitest";

import { db, inTransaction } from "@/lib/db";
import { addNote } from "@/lib/exceptions/add-note";
import { actionsOn, activeFor, found } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, seat, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { decidedBy, filedBy } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const note = "Looked at it in the weekly meeting.";

test("anybody who may write adds a note, which changes nothing else and needs no new decision", async () => {
  const { id, revision, contentHash } = await filedBy(cast, cast.actor.Cora);
  for (const actor of [cast.actor.Sam, cast.actor.Ada, cast.actor.Root]) {
    expect(await addNote({ exceptionId: id, note }, actor, noon), actor.name).toEqual({ ok: true });
  }
  expect(await found(id)).toMatchObject({ version: 1, revision });
  expect(await db.revision.findFirst({ where: { exceptionId: id } })).toMatchObject({
    contentHash: Uint8Array.from(Buffer.from(contentHash, "hex")),
  });
  expect(await db.reviewNote.findMany({ where: { exceptionId: id, byId: cast.actor.Sam.id } })).toMatchObject(
    [{ body: note, at: expect.any(Date) }],
  );
  expect(await decidedBy(cast.actor.Ada, id)).toMatchObject({ settled: true });
});

test("an outside approver writes on what is put to their group, and learns of nothing else", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  const write = () => addNote({ exceptionId: id, note }, cast.actor.Olga, noon);
  expect(await write()).toMatchObject({ code: "not-found" });
  const { group, actor } = cast;
  await filled(
    inTransaction(noon, async (tx) => {
      await seat(tx, group.security, actor.Olga.id, noon);
      return { ok: true };
    }),
  );
  expect(await write()).toEqual({ ok: true });
});

test("a note on what is active leaves its approval standing (lesson 9)", async () => {
  const { id } = await activeFor(cast, cast.actor.Cora);
  await addNote({ exceptionId: id, note }, cast.actor.Ada, noon);
  expect(await found(id)).toMatchObject({ status: "active", version: 2 });
  expect(await actionsOn(id)).toEqual(["request.filed", "request.approved", "note.added"]);
});

test("an auditor writes nothing, and nobody notes on what does not exist", async () => {
  const { id } = await filedBy(cast, cast.actor.Cora);
  expect(await addNote({ exceptionId: id, note }, cast.actor.Otto, noon)).toMatchObject({
    code: "not-allowed",
  });
  expect(await addNote({ exceptionId: crypto.randomUUID(), note }, cast.actor.Cora, noon)).toMatchObject({
    code: "not-found",
  });
  expect(await db.reviewNote.count({ where: { exceptionId: id } })).toBe(0);
});
