// Mail on a bad day (C11): a server that is busy, refuses, hangs or hangs up, two workers at once, a worker that is killed.
// Nothing is lost; what arrives twice carries the same Message-ID.

import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { db, type Tx } from "@/lib/db";
import { takeBackLetters, writeLetters } from "@/lib/notices/letter";
import { retryMail } from "@/lib/notices/mail-log";
import { planNotices } from "@/lib/notices/plan-notices";
import { sendMails } from "@/lib/notices/send-mails";
import { takeUpKept } from "@/lib/notices/take-up-kept";
import { writeMails } from "@/lib/notices/write-mails";
import { type Cast, filled, theCast } from "@/lib/testing/cast";
import { type TestAddresses, testDatabase } from "@/lib/testing/database";
import { type PostOffice, postOffice } from "@/lib/testing/post";
import { decidedBy, filedBy } from "@/lib/testing/requests";
import { withSql } from "@/lib/testing/sql";

let cast: Cast;
let post: PostOffice;
let addresses: TestAddresses;
const today = new Date();

beforeAll(async () => {
  addresses = await testDatabase();
  cast = await theCast(today);
  post = await postOffice();
});

afterAll(() => post.stop());

beforeEach(async () => {
  await db.$executeRaw`DELETE FROM scratch.untold`;
  await db.$executeRaw`UPDATE notice SET state = 'moot' WHERE state = 'due'`;
  await db.$executeRaw`UPDATE mail SET state = 'moot' WHERE state = 'due'`;
  await withSql(addresses.DATABASE_SUPERUSER_URL, (sql) =>
    sql.rows("UPDATE mail SET written_at = written_at - interval '1 day'"),
  );
  post.arrived.length = 0;
  post.behave("takes");
});

const minute = 60_000;
const later = (milliseconds: number) => new Date(today.getTime() + milliseconds);
const soon = later(20_000);
const send = (now: Date, patience = 20_000) =>
  sendMails(now, { url: post.url, from: "register@example.com", patience });
const to = (address: string) => post.arrived.filter((mail) => mail.to?.[0]?.address === address);

/** A request that waits for Ada and Ben, with its two mails written. */
async function twoMails() {
  const { id } = await filedBy(cast, cast.actor.Cora, {}, today);
  await planNotices(soon);
  expect(await writeMails(soon)).toEqual({ done: 2, failed: [] });
  return id;
}

const mailsAbout = (exceptionId: string) =>
  db.mail.findMany({ where: { notices: { some: { exceptionId } } }, include: { notices: true } });

test("a busy server (4xx) is asked again, later each time, and each mail arrives once", async () => {
  const id = await twoMails();
  post.behave("busy");
  expect((await send(soon)).failed).toHaveLength(2);
  expect(await mailsAbout(id)).toMatchObject([
    { state: "due", attempts: 1, failure: expect.stringContaining("451") },
    {},
  ]);

  post.behave("takes");
  expect(await send(later(30_000))).toEqual({ done: 0, failed: [] });
  expect(await send(later(2 * minute))).toEqual({ done: 2, failed: [] });
  expect(await send(later(10 * minute))).toEqual({ done: 0, failed: [] });
  expect(post.arrived).toHaveLength(2);
  for (const mail of await mailsAbout(id)) {
    expect(mail).toMatchObject({ state: "sent", failure: "" });
    expect(mail.notices).toMatchObject([{ state: "sent" }]);
  }
});

test("what a server refuses for good (5xx) is dead, shown with its reason, and goes out again when somebody asks", async () => {
  const id = await twoMails();
  post.behave("refuses");
  expect((await send(soon)).failed[0]?.why).toContain("550");
  const [mail] = await mailsAbout(id);
  expect(mail).toMatchObject({ state: "dead", failure: expect.stringContaining("No such mailbox") });
  expect(mail?.notices).toMatchObject([{ state: "dead" }]);

  post.behave("takes");
  expect(await send(later(60 * minute))).toEqual({ done: 0, failed: [] });
  const mailId = mail?.id as string;
  expect(await retryMail({ mailId }, cast.actor.Ada, later(61 * minute))).toMatchObject({
    ok: false,
    code: "not-allowed",
  });
  await filled(retryMail({ mailId }, cast.actor.Root, later(61 * minute)));
  expect(await retryMail({ mailId }, cast.actor.Root, later(61 * minute))).toMatchObject({
    ok: false,
    code: "wrong-status",
  });
  expect(await send(later(61 * minute))).toEqual({ done: 1, failed: [] });
  expect(post.arrived).toMatchObject([{ messageId: mail?.messageId }]);
});

for (const manner of ["hangs", "drops"] as const) {
  test(`a server that ${manner} after it has the mail gets it again with the same Message-ID`, async () => {
    await twoMails();
    post.behave(manner);
    expect((await send(soon, 4_000)).failed).toHaveLength(2);
    expect(post.arrived.length).toBeGreaterThanOrEqual(2);

    post.behave("takes");
    expect(await send(later(3 * minute))).toEqual({ done: 2, failed: [] });
    for (const address of ["ada@example.com", "ben@example.com"]) {
      expect(to(address).length).toBeGreaterThanOrEqual(2);
      expect(new Set(to(address).map(({ messageId }) => messageId)).size).toBe(1);
    }
  });
}

test("a sender that dies holds its mail for a minute and no longer", async () => {
  const id = await twoMails();
  await db.$executeRaw`UPDATE mail SET lease_until = ${later(60_000)} WHERE state = 'due'`;
  expect(await send(later(59_000))).toEqual({ done: 0, failed: [] });
  expect(await send(later(60_000))).toEqual({ done: 2, failed: [] });
  expect((await mailsAbout(id)).map(({ state }) => state)).toEqual(["sent", "sent"]);
});

test("two workers at once write and send each mail once", async () => {
  for (let count = 0; count < 3; count++) await filedBy(cast, cast.actor.Cora, {}, today);
  await Promise.all([planNotices(soon), planNotices(soon)]);
  await Promise.all([writeMails(soon), writeMails(soon), writeMails(soon)]);
  await Promise.all([send(soon), send(soon), send(soon)]);
  expect(post.arrived).toHaveLength(6);
  expect(new Set(post.arrived.map(({ messageId }) => messageId)).size).toBe(6);
});

test("a mail that cannot be written does not keep the others waiting, and is named", async () => {
  await filedBy(cast, cast.actor.Cora, {}, today);
  await planNotices(soon);
  await withSql(addresses.DATABASE_SUPERUSER_URL, (sql) =>
    sql.rows(`
      CREATE FUNCTION odd() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'odd row'; END $$;
      CREATE TRIGGER a_odd BEFORE INSERT ON mail FOR EACH ROW WHEN (NEW.person_id = '${cast.actor.Ada.id}') EXECUTE FUNCTION odd()`),
  );
  const written = await writeMails(soon);
  expect(written).toMatchObject({ done: 1, failed: [{ why: expect.stringContaining("odd row") }] });
  await withSql(addresses.DATABASE_SUPERUSER_URL, (sql) =>
    sql.rows("DROP TRIGGER a_odd ON mail; DROP FUNCTION odd()"),
  );
  expect(await writeMails(soon)).toEqual({ done: 1, failed: [] });
});

/** A minute of the worker, some time after the server was named. */
async function turn(now: Date) {
  await takeUpKept(now, { url: post.url, from: "register@example.com" });
  await writeMails(now);
  return send(now);
}

test("without a mail server mail is kept, whole, and goes out once as soon as there is one", async () => {
  const id = await twoMails();
  expect(await sendMails(soon, null)).toEqual({ done: 2, failed: [] });
  expect(await mailsAbout(id)).toMatchObject([
    { state: "kept", html: expect.stringContaining("Keep TLS 1.1") },
    {},
  ]);
  expect(await takeUpKept(later(minute), null)).toEqual({ done: 0, failed: [] });

  const written = (await mailsAbout(id)).map(({ messageId }) => messageId);
  expect(await turn(later(60 * minute))).toEqual({ done: 2, failed: [] });
  expect(await turn(later(61 * minute))).toEqual({ done: 0, failed: [] });
  expect(post.arrived.map(({ messageId }) => messageId).sort()).toEqual(written.sort());
  expect((await mailsAbout(id)).map(({ state }) => state)).toEqual(["sent", "sent"]);
});

test("of what was kept nothing goes out that is over", async () => {
  const id = await twoMails();
  await sendMails(soon, null);
  await decidedBy(cast.actor.Ada, id, "reject", today);
  expect(await turn(later(60 * minute))).toEqual({ done: 0, failed: [] });
  expect(post.arrived).toEqual([]);
  expect((await mailsAbout(id)).flatMap(({ notices }) => notices)).toEqual([]);
  expect(await db.notice.count({ where: { exceptionId: id, kind: "decide", state: "moot" } })).toBe(2);
});

test("many kept mails become one for each reader, and all of their notices are in it", async () => {
  const filed: string[] = [];
  for (let hour = 1; hour <= 4; hour++) {
    filed.push((await filedBy(cast, cast.actor.Cora, {}, today)).id);
    await planNotices(later(hour * 60 * minute));
    await writeMails(later(hour * 60 * minute));
    await sendMails(later(hour * 60 * minute), null);
  }
  expect(await db.mail.count({ where: { state: "kept" } })).toBe(8);

  expect(await turn(later(300 * minute))).toEqual({ done: 2, failed: [] });
  expect(to("ada@example.com")).toMatchObject([{ subject: "4 requests wait for your decision" }]);
  expect(await db.mail.count({ where: { state: "kept" } })).toBe(0);
  for (const id of filed)
    expect((await mailsAbout(id)).map(({ state, notices }) => [state, notices.length])).toEqual([
      ["sent", 4],
      ["sent", 4],
    ]);
});

test("a kept letter goes out as it was written until its time is over, and to nobody who has left", async () => {
  const letter = (key: string, personId: string, until?: Date) => ({
    personId,
    key,
    until,
    subject: `About ${key}`,
    entry: {
      ...{ lead: "A letter", title: key, number: "1", facts: [], act: "Read it.", why: "You get this." },
      button: { label: "Open", path: "/" },
    },
  });
  const [ada, ben] = [cast.actor.Ada.id, cast.actor.Ben.id];
  const hour = later(60 * minute);
  await db.$transaction((tx) =>
    writeLetters(
      tx as Tx,
      [
        letter("in time", ada, new Date(hour.getTime() + minute)),
        letter("too late", ada, hour),
        letter("two weeks", ben),
        letter("taken back", ben),
      ],
      today,
    ),
  );
  await sendMails(soon, null);
  await db.$transaction((tx) => takeBackLetters(tx as Tx, "taken back"));
  await turn(hour);
  expect(post.arrived.map(({ subject }) => subject).sort()).toEqual(["About in time", "About two weeks"]);
});

test("B13: a name that would begin another header goes to nobody", async () => {
  const id = await twoMails();
  await rename(cast.actor.Ada.id, "Ada\r\nBcc: everybody@example.com");
  expect((await send(soon)).failed).toHaveLength(1);
  expect(post.arrived).toHaveLength(1);
  expect((await mailsAbout(id)).map(({ state }) => state).sort()).toEqual(["dead", "sent"]);
  await rename(cast.actor.Ada.id, "Ada");
});

/** Past the guards, which know no such name. */
async function rename(personId: string, name: string) {
  await withSql(addresses.DATABASE_SUPERUSER_URL, async (sql) => {
    await sql.rows("ALTER TABLE person DISABLE TRIGGER r2_has_event");
    await sql.rows("UPDATE person SET name = $2 WHERE id = $1", [personId, name]);
    await sql.rows("ALTER TABLE person ENABLE ALWAYS TRIGGER r2_has_event");
  });
}

const rounds = process.env.TEST_LONG ? 30 : 2;

test(`C11: workers that are killed at any moment lose nothing and tell nobody twice in other words (${rounds} rounds)`, async () => {
  const filed: string[] = [];
  let workers = [startWorker(), startWorker()];
  for (let round = 0; round < rounds; round++) {
    for (let count = 0; count < 3; count++) {
      const { id } = await filedBy(cast, cast.actor.Cora, {}, new Date());
      filed.push(id);
      if (count === 0) await decidedBy(cast.actor.Ada, id, "approve", new Date());
    }
    await wait(1500 + Math.floor(Math.random() * 4000));
    const [first, second] = workers as [ChildProcess, ChildProcess];
    first.kill("SIGKILL");
    workers = [second, startWorker()];
  }

  // What a killed sender holds is free after a minute: here the hand of the clock is moved instead.
  const patience = Date.now() + 120_000;
  while ((await waitingFor(filed)) > 0 && Date.now() < patience) {
    await db.$executeRaw`UPDATE mail SET lease_until = NULL WHERE state = 'due' AND lease_until < now() + interval '58 seconds'`;
    await db.$executeRaw`UPDATE notice SET mail_at = due_at WHERE state = 'due' AND mail_id IS NULL AND kind = 'decide' AND mail_at > due_at`;
    await withSql(addresses.DATABASE_SUPERUSER_URL, (sql) =>
      sql.rows("UPDATE mail SET written_at = written_at - interval '10 minutes'"),
    );
    await wait(500);
  }
  for (const worker of workers) worker.kill("SIGKILL");

  expect(await waitingFor(filed)).toBe(0);
  const sent = await db.mail.findMany({
    where: { state: "sent", notices: { some: { exceptionId: { in: filed } } } },
  });
  expect(sent.length).toBeGreaterThan(0);
  for (const { messageId } of sent)
    expect(post.arrived.some((mail) => mail.messageId === messageId)).toBe(true);
  const known = new Set(
    (await db.mail.findMany({ select: { messageId: true } })).map(({ messageId }) => messageId),
  );
  for (const { messageId } of post.arrived) expect(known.has(messageId as string)).toBe(true);
  // Whoever had to decide was told of each request in one mail and no other, however often it came.
  const asked = await db.notice.findMany({
    where: { exceptionId: { in: filed }, kind: "decide", state: "sent" },
    include: { person: true, exception: true },
  });
  expect(asked.length).toBeGreaterThan(0);
  for (const { person, exception } of asked) {
    const about = to(person.email).filter((mail) =>
      mail.text?.includes(`Review: http://localhost:3000/inbox?open=EX-${exception.number}\n`),
    );
    expect(new Set(about.map(({ messageId }) => messageId)).size).toBe(1);
  }
}, 300_000);

async function waitingFor(exceptionIds: string[]): Promise<number> {
  const [untold] = await db.$queryRaw<{ count: number }[]>`SELECT count(*)::int FROM scratch.untold`;
  const notices = await db.notice.count({
    where: {
      exceptionId: { in: exceptionIds },
      state: "due",
      dueAt: { lte: new Date() },
      kind: { in: ["decide"] },
    },
  });
  return notices + (untold?.count ?? 0) + (await db.mail.count({ where: { state: "due" } }));
}

function startWorker(): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", "lib/jobs/worker.ts"], {
    env: { ...process.env, SMTP_URL: post.url, MAIL_FROM: "register@example.com", TZ: "UTC" },
    stdio: "ignore",
  });
}
