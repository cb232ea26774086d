import { randomUUID } from "node:crypto";

import { expect, test } from "vitest";

import { record } from "@/lib/audit/record";
import { liveSession, startSession } from "@/lib/auth/sessions";
import { type Identity, signInByProvider } from "@/lib/auth/sign-in-by-provider";
import { db, inTransaction } from "@/lib/db";
import { testDatabase } from "@/lib/testing/database";
import { newPerson } from "@/lib/testing/person";

await testDatabase();

const issuer = "https://login.corp.example";

test("on an empty register the provider lets nobody in", async () => {
  expect(await signInByProvider(identity("olga@corp.example"), new Date())).toEqual({
    ok: false,
    problem: "not-set-up",
  });
  expect(await db.person.count()).toBe(0);
});

test("an invited person is linked at the first sign-in, keeps their role, and stays the same account", async () => {
  const ada = await newPerson("Ada", "administrator");
  const known = identity(ada.email.toUpperCase());

  const first = await signInByProvider(known, new Date());
  expect(await actorOf(first)).toMatchObject({ id: ada.id, role: "administrator" });
  expect(await signInByProvider(known, new Date())).toEqual(first);
  expect(await db.account.findMany({ where: { personId: ada.id } })).toMatchObject([
    { issuer, subject: known.subject },
  ]);
});

test("somebody nobody has invited becomes a new person with the role of a member", async () => {
  const email = `olga.${randomUUID()}@corp.example`;
  const actor = await actorOf(await signInByProvider(identity(email, { name: "Olga Okta" }), new Date()));
  expect(actor).toMatchObject({ name: "Olga Okta", role: "member" });

  const events = await db.auditEvent.findMany({
    where: { stream: { in: [`person/${actor?.id}`, `account/${actor?.accountId}`] } },
  });
  expect(events.map(({ action, via }) => `${action} via ${via}`).sort()).toEqual([
    "account.added via operator",
    "person.added via operator",
  ]);
});

test("the identity counts, not the e-mail address: who gets a new address remains who they were", async () => {
  const ada = await newPerson("Ada");
  const known = identity(ada.email);
  const first = await signInByProvider(known, new Date());
  expect(
    await signInByProvider({ ...known, email: `ada.married.${randomUUID()}@corp.example` }, new Date()),
  ).toEqual(first);
});

test("B8: a second identity with the address of somebody who has one is refused", async () => {
  const ada = await newPerson("Ada", "administrator");
  await signInByProvider(identity(ada.email), new Date());

  expect(await signInByProvider(identity(ada.email), new Date())).toEqual({
    ok: false,
    problem: "already-linked",
  });
  expect(await db.account.count({ where: { personId: ada.id } })).toBe(1);
});

test("of two identities with one address at once, one is linked and the other refused", async () => {
  const ada = await newPerson("Ada");
  const signIns = await Promise.all(
    [1, 2, 3, 4].map(() => signInByProvider(identity(ada.email), new Date())),
  );
  expect(signIns.filter(({ ok }) => ok)).toHaveLength(1);
  expect(signIns.filter((signIn) => !signIn.ok && signIn.problem === "already-linked")).toHaveLength(3);
});

test("B8: the same subject at another issuer is another identity", async () => {
  const ada = await newPerson("Ada");
  const here = identity(ada.email);
  const first = await signInByProvider(here, new Date());
  const elsewhere = await signInByProvider(
    { ...here, issuer: "https://login.evil.example", email: `eve.${randomUUID()}@corp.example` },
    new Date(),
  );
  expect((await actorOf(elsewhere))?.id).not.toBe((await actorOf(first))?.id);
});

test.each([
  ["not verified", { emailVerified: false }],
  ["missing", { email: "" }],
  ["in another script", { email: "ada@cоrp.example" }],
  ["in full-width letters", { email: "ada@ｃｏｒｐ.example" }],
])("an address that is %s names nobody", async (_, differing) => {
  const before = await db.person.count();
  const signIn = await signInByProvider(identity(`olga.${randomUUID()}@corp.example`, differing), new Date());
  expect(signIn).toEqual({ ok: false, problem: "unverified" });
  expect(await db.person.count()).toBe(before);
});

test("a leaver is not let in again, neither by their old identity nor by a new one", async () => {
  const now = new Date();
  const ada = await newPerson("Ada");
  const known = identity(ada.email);
  await signInByProvider(known, now);
  await inTransaction(now, async (tx) => {
    await tx.person.update({ where: { id: ada.id }, data: { deactivatedAt: now } });
    await record(tx, {
      stream: `person/${ada.id}`,
      action: "person.deactivated",
      actor: "operator",
      body: { owns: 0 },
    });
  });

  expect(await signInByProvider(known, now)).toEqual({ ok: false, problem: "deactivated" });
  expect(await signInByProvider(identity(ada.email), now)).toEqual({ ok: false, problem: "deactivated" });
});

function identity(email: string, differing: Partial<Identity> = {}): Identity {
  return { issuer, subject: randomUUID(), email, emailVerified: true, name: "Somebody", ...differing };
}

async function actorOf(signIn: Awaited<ReturnType<typeof signInByProvider>>) {
  if (!signIn.ok) return null;
  const now = new Date();
  const started = await startSession({ accountId: signIn.accountId, device: "", method: "provider" }, now);
  return started.ok ? ((await liveSession(started.sessionId, now))?.actor ?? null) : null;
}
