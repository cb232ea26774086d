import { addMilliseconds, addMinutes } from "date-fns";
import { expect, test } from "vitest";
import { record } from "@/lib/audit/record";
import { whyTooOften } from "@/lib/auth/attempts";
import { changePassword } from "@/lib/auth/change-password";
import { liveSession, startSession } from "@/lib/auth/sessions";
import { setLocalPassword } from "@/lib/auth/set-local-password";
import { attemptKeys, signInLocally } from "@/lib/auth/sign-in-locally";
import { db, inTransaction } from "@/lib/db";
import { testDatabase } from "@/lib/testing/database";
import { newPerson, type SomebodyNew, signedIn } from "@/lib/testing/person";

await testDatabase();

const phrase = "nine ships wait for the tide";
const wrong = "ten ships wait for the tide";
let addresses = 0;
/** An address that nobody in these tests has used, so that the limits of one test do not reach another. */
const elsewhere = () => `198.51.${Math.floor(addresses / 250)}.${(addresses++ % 250) + 1}`;

test("a person signs in with the one-time password, chooses their own, and the first one is worth nothing", async () => {
  const now = new Date();
  const cora = await newPerson("Cora");
  const { password } = await passwordFor(cora);

  const first = await signInLocally({ email: cora.email.toUpperCase(), password }, elsewhere(), now);
  expect(first).toMatchObject({ ok: true });
  const session = await sessionOf(first, now);
  expect(session?.mustChangePassword).toBe(true);
  if (!session) return;

  expect(await changePassword({ current: password, password: phrase }, session.actor, now)).toEqual({
    ok: true,
  });
  expect(await liveSession(session.actor.sessionId, now)).toMatchObject({ mustChangePassword: false });
  expect(await signInLocally({ email: cora.email, password }, elsewhere(), now)).toEqual({
    ok: false,
    problem: "wrong",
  });
  expect(await signInLocally({ email: cora.email, password: phrase }, elsewhere(), now)).toMatchObject({
    ok: true,
  });
});

test("a wrong password, an unknown address and a person without a password get the same answer", async () => {
  const now = new Date();
  const cora = await withOwnPassword("Cora");
  const invited = await newPerson("Ines");
  const same = { ok: false, problem: "wrong" };

  expect(await signInLocally({ email: cora.email, password: wrong }, elsewhere(), now)).toEqual(same);
  expect(await signInLocally({ email: "nobody@corp.example", password: wrong }, elsewhere(), now)).toEqual(
    same,
  );
  expect(await signInLocally({ email: invited.email, password: wrong }, elsewhere(), now)).toEqual(same);
  expect(await signInLocally({ email: "not an address", password: "" }, elsewhere(), now)).toEqual(same);
});

test("B7: the sixth attempt within 15 minutes is refused even with the right password, from wherever it comes", async () => {
  const now = new Date();
  const cora = await withOwnPassword("Cora");
  for (let attempt = 1; attempt <= 5; attempt++) {
    expect(await signInLocally({ email: cora.email, password: wrong }, elsewhere(), now)).toMatchObject({
      problem: "wrong",
    });
  }
  const right = { email: cora.email, password: phrase };

  expect(await signInLocally(right, elsewhere(), now)).toEqual({ ok: false, problem: "too-many-attempts" });
  expect(await signInLocally(right, elsewhere(), addMilliseconds(addMinutes(now, 15), -1))).toMatchObject({
    problem: "too-many-attempts",
  });
  expect(await signInLocally(right, elsewhere(), addMinutes(now, 15))).toMatchObject({ ok: true });
});

test("of twenty attempts at once no more than five are looked at", async () => {
  const now = new Date();
  const cora = await withOwnPassword("Cora");
  const attempts = Array.from({ length: 20 }, () =>
    signInLocally({ email: cora.email, password: wrong }, elsewhere(), now),
  );
  const looked = (await Promise.all(attempts)).filter((signIn) => !signIn.ok && signIn.problem === "wrong");
  expect(looked.length).toBeLessThanOrEqual(5);
});

test("somebody who gets in on the fifth attempt has five again", async () => {
  const now = new Date();
  const cora = await withOwnPassword("Cora");
  const { account } = attemptKeys(cora.email, "");
  const right = { email: cora.email, password: phrase };

  await knock(4, account, now);
  expect(await signInLocally(right, elsewhere(), now)).toMatchObject({ ok: true });
  await knock(4, account, now);
  expect(await signInLocally(right, elsewhere(), now)).toMatchObject({ ok: true });
});

test("the 21st attempt from one address is refused, whoever it is for", async () => {
  const now = new Date();
  const cora = await withOwnPassword("Cora");
  const address = elsewhere();
  await knock(19, attemptKeys("", address).address, now);

  // Colleagues who get in do not use up what is left.
  const right = { email: cora.email, password: phrase };
  expect(await signInLocally(right, address, now)).toMatchObject({ ok: true });
  const stranger = { email: "guess@corp.example", password: wrong };
  expect(await signInLocally(stranger, address, now)).toMatchObject({ problem: "wrong" });
  expect(await signInLocally(right, address, now)).toMatchObject({ problem: "too-many-attempts" });
  expect(await signInLocally(right, elsewhere(), now)).toMatchObject({ ok: true });
});

test("a deactivated person with the right password is told that their access has ended", async () => {
  const now = new Date();
  const cora = await withOwnPassword("Cora");
  await inTransaction(now, async (tx) => {
    await tx.session.updateMany({
      where: { account: { personId: cora.id }, endedAt: null },
      data: { endedAt: now },
    });
    await tx.person.update({ where: { id: cora.id }, data: { deactivatedAt: now } });
    await record(tx, {
      stream: `person/${cora.id}`,
      action: "person.deactivated",
      actor: "operator",
      body: { owns: 0 },
    });
  });

  expect(await signInLocally({ email: cora.email, password: wrong }, elsewhere(), now)).toEqual({
    ok: false,
    problem: "wrong",
  });
  expect(await signInLocally({ email: cora.email, password: phrase }, elsewhere(), now)).toEqual({
    ok: false,
    problem: "deactivated",
  });
});

test("C10: the trail names who was refused, and never holds what was typed", async () => {
  const now = new Date();
  const cora = await withOwnPassword("Cora");
  await signInLocally({ email: cora.email, password: "canary-of-a-password" }, elsewhere(), now);
  await signInLocally({ email: "canary@corp.example", password: "canary-of-a-password" }, elsewhere(), now);

  const stream = `security/${now.toISOString().slice(0, 10)}`;
  const events = await db.auditEvent.findMany({ where: { stream, action: "session.refused" } });
  expect(events.map(({ body }) => body)).toContainEqual({
    why: "wrong password",
    method: "password",
    person: cora.id,
  });
  expect(JSON.stringify(events.map(({ body }) => body))).not.toContain("canary");
  const counted = await db.$queryRaw`SELECT door, key FROM scratch.attempt`;
  expect(JSON.stringify(counted)).not.toContain("canary");
});

test("a new password by an administrator ends the sessions of the old one", async () => {
  const now = new Date();
  const cora = await newPerson("Cora");
  const { password } = await passwordFor(cora);
  const session = await sessionOf(
    await signInLocally({ email: cora.email, password }, elsewhere(), now),
    now,
  );

  await passwordFor(cora);
  expect(await liveSession(session?.actor.sessionId ?? "", now)).toBeNull();
  expect(await signInLocally({ email: cora.email, password }, elsewhere(), now)).toMatchObject({
    problem: "wrong",
  });
});

test("only an administrator sets passwords, and not their own", async () => {
  const now = new Date();
  const cora = await newPerson("Cora");
  const person = await newPerson("Ada", "administrator");
  const [member, auditor, administrator] = [
    await signedIn(await newPerson("Ben")),
    await signedIn(await newPerson("Helen", "auditor")),
    await signedIn(person),
  ];
  expect(await setLocalPassword(cora.id, member, now)).toMatchObject({ ok: false, code: "not-allowed" });
  expect(await setLocalPassword(cora.id, auditor, now)).toMatchObject({ ok: false, code: "not-allowed" });
  expect(await setLocalPassword(person.id, administrator, now)).toMatchObject({
    ok: false,
    code: "not-allowed",
  });
  expect(await db.account.count({ where: { personId: cora.id } })).toBe(0);
});

test("changing a password needs the present one and a long one, and signs the other devices out", async () => {
  const now = new Date();
  const cora = await withOwnPassword("Cora");
  const signIn = () => signInLocally({ email: cora.email, password: phrase }, elsewhere(), now);
  const [here, phone] = [await sessionOf(await signIn(), now), await sessionOf(await signIn(), now)];
  if (!here || !phone) throw new Error("not signed in");

  const change = (current: string, password: string) =>
    changePassword({ current, password }, here.actor, now);
  expect(await change(wrong, "the tide waits for nobody")).toMatchObject({
    fields: { current: expect.any(String) },
  });
  expect(await change(phrase, "fourteen chars")).toMatchObject({ fields: { password: expect.any(String) } });
  expect(await change(phrase, phrase)).toMatchObject({ fields: { password: expect.any(String) } });
  expect(await change(phrase, "the tide waits for nobody")).toEqual({ ok: true });
  expect(await liveSession(here.actor.sessionId, now)).not.toBeNull();
  expect(await liveSession(phone.actor.sessionId, now)).toBeNull();
});

/** Attempts by somebody else, without the half second that each password costs. */
async function knock(times: number, key: string, now: Date) {
  for (let knocked = 0; knocked < times; knocked++) await whyTooOften("sign-in", { [key]: 100 }, now);
}

async function passwordFor(person: SomebodyNew) {
  const administrator = await signedIn(await newPerson("Ada", "administrator"));
  const outcome = await setLocalPassword(person.id, administrator, new Date());
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome;
}

async function withOwnPassword(name: string): Promise<SomebodyNew> {
  const person = await newPerson(name);
  const { password } = await passwordFor(person);
  const session = await sessionOf(
    await signInLocally({ email: person.email, password }, elsewhere(), new Date()),
    new Date(),
  );
  if (!session) throw new Error("not signed in");
  await changePassword({ current: password, password: phrase }, session.actor, new Date());
  return person;
}

async function sessionOf(signIn: Awaited<ReturnType<typeof signInLocally>>, now: Date) {
  if (!signIn.ok) return null;
  const started = await startSession({ accountId: signIn.accountId, device: "", method: "password" }, now);
  return started.ok ? liveSession(started.sessionId, now) : null;
}
