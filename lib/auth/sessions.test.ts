import { addHours, addMilliseconds, addMinutes } from "date-fns";
import { expect, test } from "vitest";

import { record } from "@/lib/audit/record";
import {
  endOtherSessions,
  endSession,
  keepAlive,
  liveSession,
  sessionsOf,
  startSession,
} from "@/lib/auth/sessions";
import { db, inTransaction } from "@/lib/db";
import { testDatabase } from "@/lib/testing/database";
import { newPerson, signedIn } from "@/lib/testing/person";

await testDatabase();

const justBefore = (instant: Date) => addMilliseconds(instant, -1);

test("a session lives for 30 minutes without a click, to the millisecond", async () => {
  const start = new Date();
  const { sessionId } = await signedIn(await newPerson("Cora"), start);

  expect(await liveSession(sessionId, justBefore(addMinutes(start, 30)))).toMatchObject({
    actor: { name: "Cora" },
  });
  expect(await liveSession(sessionId, addMinutes(start, 30))).toBeNull();
});

test("each click moves the idle end, but never beyond eight hours after signing in", async () => {
  const start = new Date();
  const { sessionId } = await signedIn(await newPerson("Cora"), start);
  let now = start;

  while (now < addHours(start, 8)) {
    const session = await liveSession(sessionId, now);
    expect(session).not.toBeNull();
    if (session) await keepAlive(session, now);
    now = addMinutes(now, 29);
  }
  expect(await liveSession(sessionId, justBefore(addHours(start, 8)))).not.toBeNull();
  expect(await liveSession(sessionId, addHours(start, 8))).toBeNull();
});

test("a click does not wake a session that has ended meanwhile", async () => {
  const start = new Date();
  const cora = await signedIn(await newPerson("Cora"), start);
  const session = await liveSession(cora.sessionId, start);
  await endSession(cora.sessionId, cora, start);

  if (session) await keepAlive(session, addMinutes(start, 5));
  expect(await liveSession(cora.sessionId, addMinutes(start, 5))).toBeNull();
  expect(await db.session.findUnique({ where: { id: cora.sessionId } })).toMatchObject({
    expiresAt: addMinutes(start, 30),
  });
});

test("signing out ends the session for good, and the trail says so once", async () => {
  const now = new Date();
  const cora = await signedIn(await newPerson("Cora"), now);

  expect(await endSession(cora.sessionId, cora, now)).toEqual({ ok: true });
  expect(await liveSession(cora.sessionId, now)).toBeNull();
  expect(await endSession(cora.sessionId, cora, now)).toEqual({ ok: true });
  expect(await eventsBy(cora.accountId, "session.ended")).toHaveLength(1);
});

test("nobody ends a session of somebody else", async () => {
  const now = new Date();
  const [cora, ben] = [await signedIn(await newPerson("Cora")), await signedIn(await newPerson("Ben"))];

  expect(await endSession(cora.sessionId, ben, now)).toMatchObject({ ok: false, code: "not-found" });
  expect(await liveSession(cora.sessionId, now)).not.toBeNull();
});

test("somebody who lost a laptop ends all other sessions, of all their accounts, and stays signed in here", async () => {
  const now = new Date();
  const person = await newPerson("Cora");
  const [laptop, phone, here] = [await signedIn(person), await signedIn(person), await signedIn(person)];
  const ben = await signedIn(await newPerson("Ben"));

  expect(await endOtherSessions(here, now)).toEqual({ ok: true, ended: 2 });
  expect(await liveSession(laptop.sessionId, now)).toBeNull();
  expect(await liveSession(phone.sessionId, now)).toBeNull();
  expect(await liveSession(ben.sessionId, now)).not.toBeNull();
  expect((await sessionsOf(here, now)).map(({ id }) => id)).toEqual([here.sessionId]);
});

test("a role that was taken away is gone on the next request", async () => {
  const now = new Date();
  const person = await newPerson("Ada", "administrator");
  const { sessionId } = await signedIn(person);
  expect(await liveSession(sessionId, now)).toMatchObject({ actor: { role: "administrator" } });

  await inTransaction(now, async (tx) => {
    await tx.person.update({ where: { id: person.id }, data: { role: "member" } });
    const body = { changed: { role: { before: "administrator", after: "member" } } };
    await record(tx, { stream: `person/${person.id}`, action: "person.changed", actor: "operator", body });
  });
  expect(await liveSession(sessionId, now)).toMatchObject({ actor: { role: "member" } });
});

test("a deactivated person is out on the next request, and starts no new session", async () => {
  const now = new Date();
  const person = await newPerson("Cora");
  const { sessionId, accountId } = await signedIn(person);
  await deactivate(person.id, now);

  expect(await liveSession(sessionId, now)).toBeNull();
  expect(await startSession({ accountId, device: "", method: "demo" }, now)).toMatchObject({
    ok: false,
    code: "not-allowed",
  });
});

test("of signing in and being deactivated at once, no live session remains", async () => {
  const now = new Date();
  const person = await newPerson("Cora");
  const { accountId } = await signedIn(person);

  // Deactivation holds the person while the sign-in waits for it.
  const started = await inTransaction(now, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${person.id}::uuid FOR UPDATE`;
    const signIn = startSession({ accountId, device: "", method: "demo" }, now);
    const waiting = () => db.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database OR l.database IS NULL
      WHERE NOT l.granted AND d.datname = current_database()`;
    await expect.poll(async () => (await waiting()).length).toBeGreaterThan(0);
    await leave(tx, person.id, now);
    return { signIn };
  });
  if (!("signIn" in started)) throw new Error(started.message);

  expect(await started.signIn).toMatchObject({ ok: false });
  const alive = { account: { personId: person.id }, endedAt: null, expiresAt: { gt: now } };
  expect(await db.session.count({ where: alive })).toBe(0);
});

test("a service account never has a session", async () => {
  const now = new Date();
  const { id: personId } = await newPerson("Robot");
  const service = await inTransaction(now, async (tx) => {
    const { id } = await tx.account.create({
      data: { personId, kind: "service", issuer: "test", subject: personId },
    });
    await record(tx, {
      stream: `account/${id}`,
      action: "account.added",
      actor: "operator",
      body: { person: personId, issuer: "test" },
    });
    return { id };
  });
  if ("ok" in service) throw new Error(service.message);

  expect(await startSession({ accountId: service.id, device: "", method: "demo" }, now)).toMatchObject({
    ok: false,
  });
});

function deactivate(personId: string, now: Date) {
  return inTransaction(now, (tx) => leave(tx, personId, now));
}

async function leave(tx: Parameters<Parameters<typeof inTransaction>[1]>[0], personId: string, now: Date) {
  await tx.session.updateMany({ where: { account: { personId }, endedAt: null }, data: { endedAt: now } });
  await tx.person.update({ where: { id: personId }, data: { deactivatedAt: now } });
  await record(tx, {
    stream: `person/${personId}`,
    action: "person.deactivated",
    actor: "operator",
    body: { owns: 0 },
  });
}

function eventsBy(accountId: string, action: string) {
  return db.auditEvent.findMany({ where: { actorId: accountId, action } });
}
