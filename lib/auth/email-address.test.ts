import { expect, test } from "vitest";

import { emailAddress, emailSchema, verifiedEmailAddress } from "@/lib/auth/email-address";

test.each([
  ["Ada.Brandt@Havelkai.Example", "ada.brandt@havelkai.example"],
  ["  ada@corp.example ", "ada@corp.example"],
  ["ada@ｃｏｒｐ.example", "ada@corp.example"],
  ["o'neill+register@corp.example", "o'neill+register@corp.example"],
  ["zoë@corp.example", "zoë@corp.example"],
])("%s is kept as %s", (typed, kept) => {
  expect(emailAddress(typed)).toBe(kept);
});

test.each([
  "",
  "ada",
  "ada@",
  "@corp.example",
  "ada@cоrp.example", // Cyrillic о
  "ada@corp..example",
  "ada@-corp.example",
  "ada@corp.example\r\nBcc: eve@corp.example",
  "ada brandt@corp.example",
  "ada@corp.example,eve@corp.example",
  "<ada@corp.example>",
  "ada\u0000@corp.example",
  `${"a".repeat(65)}@corp.example`,
])("%j is no address", (typed) => {
  expect(emailAddress(typed)).toBeNull();
  expect(emailSchema.safeParse(typed).success).toBe(false);
});

test("what a provider verified is not folded into somebody else's address", () => {
  expect(verifiedEmailAddress("ada@ｃｏｒｐ.example")).toBeNull();
  expect(verifiedEmailAddress("ﬁona@corp.example")).toBeNull();
  expect(verifiedEmailAddress("Ada@corp.example")).toBe("ada@corp.example");
});
