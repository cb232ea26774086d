import { expect, test } from "vitest";

import { returnPath } from "@/lib/auth/return-path";

test("who was on the way to a page comes back to it", () => {
  expect(returnPath("/register?status=active#EX-1042")).toBe("/register?status=active#EX-1042");
  expect(returnPath("/")).toBe("/");
});

test.each([
  undefined,
  null,
  "",
  "register",
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example/",
  "/\t/evil.example/",
  "\\\\evil.example",
  "javascript:alert(1)",
  "/sign-in?to=/sign-in",
  "/setup",
  "/api/auth/callback/oidc",
  ["/register", "/inbox"],
])("%j leads nowhere else and in no circle", (wanted) => {
  const path = returnPath(wanted);
  expect(new URL(path, "http://here").host).toBe("here");
  expect(path).toBe("/");
});
