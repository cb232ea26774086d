import { expect, test } from "vitest";

import { followingFacts } from "@/lib/exceptions/following-facts";

test("a vendor has reach, and a model that a vendor runs is an external one", () => {
  expect(followingFacts(["security"], ["vendor"])).toEqual(["givesVendorReach"]);
  expect(followingFacts(["ai"], ["vendor"])).toEqual(["givesVendorReach", "usesExternalModel"]);
  expect(followingFacts(["data"], ["vendor", "ai_model"])).toEqual(["givesVendorReach", "usesExternalModel"]);
});

test("a model of our own and an application of our own answer nothing ahead of whoever asks", () => {
  expect(followingFacts(["ai"], ["ai_model"])).toEqual([]);
  expect(followingFacts(["security"], ["application"])).toEqual([]);
});
