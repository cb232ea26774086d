import { afterAll, beforeAll, expect, test } from "vitest";

import { sendTestMail } from "@/lib/notices/test-mail";
import { type Cast, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { type PostOffice, postOffice } from "@/lib/testing/post";

let cast: Cast;
let post: PostOffice;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
  post = await postOffice();
});

afterAll(() => post.stop());

const server = () => ({ url: post.url, from: "register@example.com" });

test("an administrator gets the test and reads that the server took it", async () => {
  expect(await sendTestMail(cast.actor.Root, server())).toMatchObject({ ok: true });
  expect(post.arrived.map(({ to, subject }) => [to?.[0]?.address, subject])).toEqual([
    ["root@example.com", "A test of the register's mail"],
  ]);
});

test("what the server says against it is shown, and without a server nothing is tried", async () => {
  post.behave("refuses");
  expect(await sendTestMail(cast.actor.Root, server())).toMatchObject({
    ok: false,
    message: expect.stringContaining("550 No such mailbox"),
  });
  expect(await sendTestMail(cast.actor.Root, null)).toMatchObject({ ok: false, code: "wrong-status" });
});

test("nobody else has one sent", async () => {
  post.behave("takes");
  const before = post.arrived.length;
  expect(await sendTestMail(cast.actor.Cora, server())).toMatchObject({ code: "not-allowed" });
  expect(post.arrived).toHaveLength(before);
});
