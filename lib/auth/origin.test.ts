import { expect, test } from "vitest";

import { cameFromOurPages } from "@/lib/auth/origin";

const here = "https://register.example/somewhere";
const from = (headers: Record<string, string>) => cameFromOurPages(new Headers(headers), here);

test("a write from one of our pages is taken", () => {
  expect(from({ "sec-fetch-site": "same-origin" })).toBe(true);
  expect(from({ origin: "https://register.example" })).toBe(true);
});

test.each([
  [{}],
  [{ origin: "null" }],
  [{ origin: "https://register.example.evil.example" }],
  [{ origin: "http://register.example" }],
  [{ origin: "https://register.example:8443" }],
  [{ "sec-fetch-site": "same-site" }],
  [{ "sec-fetch-site": "none" }],
  [{ "sec-fetch-site": "cross-site", origin: "https://register.example" }],
  [{ referer: "https://register.example/" }],
] as [Record<string, string>][])("a write with %j is refused", (headers) => {
  expect(from(headers)).toBe(false);
});
