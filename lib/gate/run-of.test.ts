import { expect, test } from "vitest";

import { runOf, shortCommit, shortRef, webAddress } from "@/lib/gate/run-of";

const context = { system: "payroll-feed", environment: "test" as const };

test("a run is named as the pipeline names it, with its attempt from the second on", () => {
  expect(runOf(context)).toBeNull();
  expect(runOf({ ...context, run: { id: "8841", attempt: 1 } })).toEqual({ label: "Run 8841", url: null });
  const again = { id: "8841", attempt: 2, url: "https://ci.example/8841" };
  expect(runOf({ ...context, run: again })).toEqual({
    label: "Run 8841, attempt 2",
    url: "https://ci.example/8841",
  });
  expect(runOf({ ...context, changeUrl: "https://git.example/pull/7" })).toEqual({
    label: "The change",
    url: "https://git.example/pull/7",
  });
});

test("what a pipeline sends is a link only where it leads to a web page", () => {
  expect(webAddress("http://ci.example/1")).toBe("http://ci.example/1");
  for (const address of [
    "javascript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,x",
    "//ci.example",
    "x",
    "",
  ]) {
    expect(webAddress(address)).toBeNull();
  }
});

test("commits and refs are written as short as people write them", () => {
  expect(shortCommit({ ...context, commit: "9f2c41d0e7b52aa9" })).toBe("9f2c41d0e");
  expect(shortRef({ ...context, ref: "refs/heads/feature/x" })).toBe("feature/x");
  expect(shortRef({ ...context, ref: "v1.2" })).toBe("v1.2");
});
