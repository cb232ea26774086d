import { addDays, addMilliseconds } from "date-fns";
import { expect, test } from "vitest";

import { generatePassword, hashPassword, isOneTime, isPassword, whyWeak } from "@/lib/auth/password";

const now = new Date("2026-11-20T08:41:00Z");
const ada = { name: "Ada Brandt", email: "ada.brandt@havelkai.example" };
const phrase = "nine ships wait for the tide";

test("a password opens what it was set for, and no other does", async () => {
  const stored = { hash: await hashPassword(phrase), setAt: now };
  expect(await isPassword(phrase, stored, now)).toBe(true);
  expect(await isPassword(`${phrase} `, stored, now)).toBe(false);
  expect(await isPassword("", stored, now)).toBe(false);
  expect(stored.hash).not.toContain("ships");
});

test("two people with the same password have different hashes", async () => {
  expect(await hashPassword(phrase)).not.toBe(await hashPassword(phrase));
});

test("a password typed with composed or decomposed accents is the same password", async () => {
  const stored = { hash: await hashPassword("caf\u00e9 in the old harbour"), setAt: now };
  expect(await isPassword("cafe\u0301 in the old harbour", stored, now)).toBe(true);
});

test("somebody who does not exist takes as long to refuse as a wrong password", async () => {
  const stored = { hash: await hashPassword(phrase), setAt: now };
  const time = async (of: typeof stored | null) => {
    const start = performance.now();
    expect(await isPassword("not the password at all", of, now)).toBe(false);
    return performance.now() - start;
  };
  await time(stored);
  const [known, unknown] = [await time(stored), await time(null)];
  expect(unknown).toBeGreaterThan(known / 3);
});

test("a one-time password works up to the millisecond before a week has passed", async () => {
  const stored = { hash: await hashPassword(phrase, "one-time"), setAt: now };
  expect(isOneTime(stored.hash)).toBe(true);
  expect(await isPassword(phrase, stored, addMilliseconds(addDays(now, 7), -1))).toBe(true);
  expect(await isPassword(phrase, stored, addDays(now, 7))).toBe(false);
});

test("generated passwords have 24 letters and digits, and no two are alike", () => {
  const made = Array.from({ length: 200 }, generatePassword);
  for (const password of made) expect(password).toMatch(/^([a-km-np-z2-9]{4}-){5}[a-km-np-z2-9]{4}$/);
  expect(new Set(made).size).toBe(200);
  expect(whyWeak(made[0] as string, ada)).toBeNull();
});

test("fifteen characters are enough whatever they are, fourteen are not", () => {
  expect(whyWeak("tide and anchor", ada)).toBeNull();
  expect(whyWeak("tide an anchor", ada)).toMatchObject({
    fields: { password: expect.stringContaining("15") },
  });
});

test.each([
  "aaaaaaaaaaaaaaaa",
  "abcabcabcabcabcabc",
  "passpasspasspass",
  "123456789012345",
  "543210987654321",
  "qwertyuiopasdfg",
  "ada.brandt@havelkai.example",
  "Ada.Brandt@havelkai.example1",
])("%s is guessed first, so it is refused", (password) => {
  expect(whyWeak(password, ada)).toMatchObject({ ok: false });
});
