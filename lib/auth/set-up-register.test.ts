import { expect, test } from "vitest";

import { isRegisterEmpty, setUpRegister, setUpSchema } from "@/lib/auth/set-up-register";
import { isSetupCode, setupCode } from "@/lib/auth/setup-code";
import { signInByProvider } from "@/lib/auth/sign-in-by-provider";
import { signInLocally } from "@/lib/auth/sign-in-locally";
import { db, inTransaction } from "@/lib/db";
import { testDatabase } from "@/lib/testing/database";

await testDatabase();

const phrase = "nine ships wait for the tide";
const typed = {
  organisation: "Havelkai Logistik",
  zone: "Europe/Berlin",
  name: "Ada Brandt",
  email: "Ada.Brandt@havelkai.example",
  password: phrase,
};

// One register, told in order: it is set up once.

test("a register that nobody can sign in to is empty, and a weak password leaves it so", async () => {
  expect(await isRegisterEmpty()).toBe(true);
  const weak = setUpSchema.parse({ ...typed, signIn: "password", password: "too short" });
  expect(await setUpRegister(weak, new Date())).toMatchObject({ fields: { password: expect.any(String) } });
  expect(await db.person.count()).toBe(0);
});

test("who will sign in through the provider is invited, and a mistyped address can be put right until then", async () => {
  const mistyped = setUpSchema.parse({
    ...typed,
    email: "ada.brandt@havelki.example",
    signIn: "provider",
    password: "",
  });
  expect(await setUpRegister(mistyped, new Date())).toEqual({ ok: true });
  expect(await isRegisterEmpty()).toBe(true);

  const right = setUpSchema.parse({ ...typed, signIn: "provider", password: "" });
  expect(await setUpRegister(right, new Date())).toEqual({ ok: true });
  expect(await setUpRegister(right, new Date())).toEqual({ ok: true });
  expect(await db.person.findMany()).toMatchObject([
    { email: "ada.brandt@havelkai.example", role: "administrator" },
  ]);
});

test("of two who set the register up at once, one becomes its first administrator", async () => {
  const mine = setUpSchema.parse({ ...typed, signIn: "password" });
  const strangers = setUpSchema.parse({
    ...typed,
    signIn: "password",
    name: "Eve",
    email: "eve@evil.example",
  });
  // Both wait for the lock before either goes on: without this the race is luck.
  const held = await inTransaction(new Date(), async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('setup', 0))`;
    const started = [setUpRegister(mine, new Date()), setUpRegister(strangers, new Date())];
    const waiting = () => db.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
      WHERE l.locktype = 'advisory' AND NOT l.granted AND d.datname = current_database()`;
    await expect.poll(async () => (await waiting()).length, { timeout: 10_000 }).toBe(2);
    return { started };
  });
  if (!("started" in held)) throw new Error(held.message);
  const outcomes = await Promise.all(held.started);

  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ code: "not-allowed" });
  expect(await db.account.count()).toBe(1);
});

test("a register that is set up is not set up again", async () => {
  expect(await isRegisterEmpty()).toBe(false);
  const again = setUpSchema.parse({ ...typed, signIn: "password" });
  expect(await setUpRegister(again, new Date())).toMatchObject({ ok: false, code: "not-allowed" });
});

test("the first administrator signs in, and a colleague from the provider becomes a member", async () => {
  const administrator = await db.person.findFirstOrThrow({ where: { role: "administrator" } });
  const signIn = await signInLocally(
    { email: administrator.email, password: phrase },
    "127.0.0.1",
    new Date(),
  );
  expect(signIn).toMatchObject({ ok: true });

  const identity = {
    issuer: "https://login.corp.example",
    subject: "1",
    email: "ben@havelkai.example",
    emailVerified: true,
    name: "Ben Okoro",
  };
  expect(await signInByProvider(identity, new Date())).toMatchObject({ ok: true });
  expect(await db.person.findUnique({ where: { email: "ben@havelkai.example" } })).toMatchObject({
    role: "member",
  });
});

test("name and zone are kept, each with its event, and the forum is there for the administrators to fill", async () => {
  const settings = await db.setting.findMany({ orderBy: { key: "asc" } });
  expect(settings.map(({ key, value }) => [key, value])).toEqual([
    ["organisation.name", "Havelkai Logistik"],
    ["organisation.zone", "Europe/Berlin"],
  ]);
  expect(await db.auditEvent.count({ where: { action: "setting.changed" } })).toBe(2);
  const [forum, ...others] = await db.group.findMany();
  expect([forum?.isForum, others]).toEqual([true, []]);
  // What no policy is named for counts from the first day, and can be asked for.
  expect(await db.policy.findMany()).toMatchObject([{ key: "UNMAPPED", controlOwnerId: forum?.id }]);
  expect(await db.membership.count()).toBe(0);
});

test.each(["Europe/Atlantis", "", "UTC; DROP TABLE person"])("%j is no zone", (zone) => {
  expect(setUpSchema.safeParse({ ...typed, signIn: "password", zone }).success).toBe(false);
});

test("the setup code is taken as it is printed, and with the spaces and capitals that people type", () => {
  expect(setupCode()).toMatch(/^([0-9a-f]{4}-){4}[0-9a-f]{4}$/);
  expect(isSetupCode(setupCode())).toBe(true);
  expect(isSetupCode(setupCode().toUpperCase().replaceAll("-", " "))).toBe(true);
  expect(isSetupCode("")).toBe(false);
  expect(isSetupCode(setupCode().slice(0, -1))).toBe(false);
  expect(isSetupCode(setupCode().replace(/^./, (digit) => (digit === "0" ? "1" : "0")))).toBe(false);
});
