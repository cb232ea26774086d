import { expect, test } from "vitest";

import { whyOpen } from "@/lib/exceptions/why-open";
import { daysAfter, justBefore } from "@/lib/testing/carry-on";
import { noon } from "@/lib/testing/cast";

const end = daysAfter(noon, 5);
const running = {
  status: "active" as const,
  startsAt: noon,
  endsAt: end,
  renewal: 0,
  recheck: null,
  planBy: null,
};

test.each([
  ["its window runs", {}, noon, "Window runs"],
  ["it begins later", { startsAt: daysAfter(noon, 1) }, noon, "Starts later"],
  ["it was renewed", { renewal: 1 }, noon, "Renewed once"],
  ["it was renewed again", { renewal: 2 }, noon, "Renewed twice"],
  ["it has a plan", { renewal: 3, planBy: "2027-01-31" }, noon, "Plan until Sun 31 Jan 2027"],
  ["the millisecond before its end", {}, justBefore(end), "Window runs"],
  ["from its end on, whether or not a worker ran", {}, end, "Not closed"],
  [
    "the re-check is violating",
    { status: "expired" as const, recheck: "violating" as const },
    end,
    "Violating",
  ],
  ["nobody answered", { status: "expired" as const, recheck: "no_answer" as const }, end, "No answer"],
])("it is still open because %s", (_, change, at, words) => {
  expect(whyOpen({ ...running, ...change }, at)?.words).toBe(words);
});

test.each(["pending", "rejected", "closed"] as const)("what is %s is not open", (status) => {
  expect(whyOpen({ ...running, status }, noon)).toBeNull();
});
