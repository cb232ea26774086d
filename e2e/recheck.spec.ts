import type { Page } from "@playwright/test";

import { db } from "@/lib/db";
import { decide } from "@/lib/exceptions/decide";
import { expireDue } from "@/lib/exceptions/expire-due";
import { fileRequest } from "@/lib/exceptions/file-request";
import { signedInAgain } from "@/lib/testing/carry-on";

import { answers, seen } from "./before";
import { actorCalled, expect, requestForSecurity, test, visit } from "./cast";

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

/** Asked for and approved ten days ago, for five days; the clock has recorded its end. */
async function endedOf(testId: string) {
  const then = daysAgo(10);
  const [cora, jonas] = await Promise.all(
    ["Cora", "Jonas"].map(async (name) => signedInAgain(await actorCalled(name), then)),
  );
  if (!cora || !jonas) throw new Error("Nobody is there.");
  const asked = await requestForSecurity(cora, testId);
  const window = { kind: "length" as const, seconds: 5 * 86_400 };
  const filed = await fileRequest({ ...asked, window }, cora, then);
  if (!filed.ok) throw new Error(filed.message);
  const approval = { ...(await seen(filed)), verdict: "approve" as const, comment: "", answers };
  const decided = await decide(approval, jonas, then);
  if (!decided.ok) throw new Error(decided.message);
  await expireDue(new Date());
  return filed;
}

/** Asks for the one-time address and answers there, as a pipeline would. */
async function answerBy(page: Page, outcome: "compliant" | "violating") {
  await page.getByRole("button", { name: "Check again" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make an address" }).click();
  const command = (await dialog.locator("pre").textContent()) ?? "";
  const address = new URL(/POST (\S+)/.exec(command)?.[1] ?? "").pathname;
  const authorization = /Authorization: ([^"]+)/.exec(command)?.[1] ?? "";
  const post = (said: string) =>
    page.request.post(address, {
      headers: { authorization },
      data: { outcome: said, report: { tool: "scanner", findings: [] } },
    });
  const answer = await post(outcome);
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({ outcome });

  const again = await post("compliant");
  expect(again.status()).toBe(422);
  expect(await again.json()).toMatchObject({ code: "recheck_answered" });
  await dialog.getByRole("button", { name: "Done" }).click();
}

test("an exception ends, its re-check is violating and enforced, and a compliant one closes it", async ({
  as,
}, { testId }) => {
  const { id, number } = await endedOf(testId);
  const page = await as("Cora");
  await visit(page, `/exceptions/EX-${number}`);
  await expect(page.getByText(/The rule holds again, and is being checked until/)).toBeVisible();

  await answerBy(page, "violating");
  await visit(page, `/exceptions/EX-${number}`);
  await expect(page.getByText(/^Enforced, day 1: the re-check found the rule still broken/)).toBeVisible();
  await visit(page, "/");
  const first = page.getByRole("listitem").filter({ hasText: "Re-check:" }).first();
  await expect(first).toContainText("Re-check: violating");
  await visit(page, `/register?recheck=violating&q=EX-${number}`);
  await expect(page.getByRole("link", { name: `EX-${number}`, exact: true })).toBeVisible();

  await visit(page, `/exceptions/EX-${number}`);
  await answerBy(page, "compliant");
  await visit(page, `/exceptions/EX-${number}`);
  await expect(page.getByText(/^Removed .*, verified by a compliant re-check$/)).toBeVisible();
  await expect(page.getByText("Closed · remediated")).toBeVisible();
  expect(await db.exception.findUnique({ where: { id } })).toMatchObject({ recheck: "compliant" });
});
