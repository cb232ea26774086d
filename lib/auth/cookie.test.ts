import { randomUUID } from "node:crypto";

import { encode } from "next-auth/jwt";
import { expect, test } from "vitest";

import { openSessionCookie, sealSessionId } from "@/lib/auth/cookie";
import { testDatabase } from "@/lib/testing/database";

await testDatabase();

test("the cookie gives back the id that was sealed in it, and shows nothing of it", async () => {
  const id = randomUUID();
  const sealed = await sealSessionId(id);
  expect(await openSessionCookie(sealed)).toBe(id);
  expect(sealed).not.toContain(id);
});

test("a cookie that was not sealed here names nobody", async () => {
  const id = randomUUID();
  const elsewhere = await encode({
    token: { sessionId: id },
    secret: "the secret of some other installation",
  });
  const sealed = await sealSessionId(id);
  const [header, key, iv, text, tag] = sealed.split(".");

  expect(await openSessionCookie(undefined)).toBeNull();
  expect(await openSessionCookie("")).toBeNull();
  expect(await openSessionCookie(id)).toBeNull();
  expect(await openSessionCookie(elsewhere)).toBeNull();
  expect(
    await openSessionCookie([header, key, iv, text?.split("").reverse().join(""), tag].join(".")),
  ).toBeNull();
  expect(await openSessionCookie([header, key, iv, text, "AAAAAAAAAAAAAAAAAAAAAA"].join("."))).toBeNull();
});

test("a cookie older than eight hours is worth nothing, nor is one that names no session", async () => {
  const secret = process.env.NEXTAUTH_SECRET as string;
  expect(
    await openSessionCookie(await encode({ token: { sessionId: randomUUID() }, secret, maxAge: -60 })),
  ).toBeNull();
  expect(await openSessionCookie(await encode({ token: { sub: randomUUID() }, secret }))).toBeNull();
});
