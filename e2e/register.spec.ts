// What the register answers, how it is narrowed, and what somebody takes away from it.

import { readFileSync } from "node:fs";

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { expect, test, visit } from "./cast";

/** "In force: 14 of 97" → 14. */
async function countShown(page: Page): Promise<number> {
  const sentence = page.locator("p", { hasText: /: [\d,]+ of [\d,]+$/ });
  const text = (await sentence.textContent()) ?? "";
  return Number(/: ([\d,]+) of/.exec(text)?.[1]?.replaceAll(",", ""));
}

const rows = (page: Page) => page.locator("tbody tr");

test("each tile answers its question with one press, and says how many rows stand behind it", async ({
  as,
}) => {
  const ada = await as("Ada");
  await ada.goto("/register");
  for (const name of [/^In force/, /^Pending/, /^Past their end/, /^Regulated data/, /^All/]) {
    const tile = ada.getByRole("navigation", { name: "Views" }).getByRole("link", { name });
    const promised = Number(/(\d+)$/.exec((await tile.textContent()) ?? "")?.[1]);
    await tile.click();
    await expect(tile).toHaveAttribute("aria-current", "page");
    await expect.poll(() => countShown(ada)).toBe(promised);
    await expect(rows(ada)).toHaveCount(Math.min(promised, 50));
  }
});

test("somebody who knows how types the filter, takes one part of it away, and Back brings it back", async ({
  as,
}) => {
  const ada = await as("Ada");
  await visit(ada, "/register");
  await ada.keyboard.press("/");
  const box = ada.getByRole("searchbox", { name: "Search this list" });
  await expect(box).toBeFocused();
  await box.fill("risk:high status:rejected,closed database");
  await box.press("Enter");

  await expect(ada.getByRole("main").getByText(/^Rejected or closed, high, with “database”: /)).toBeVisible();
  const filters = ada.getByRole("list", { name: "Filters" });
  await filters.getByRole("link", { name: "Take away: High risk" }).click();
  await expect(ada.getByRole("main").getByText(/^Rejected or closed, with “database”: /)).toBeVisible();
  await ada.goBack();
  await expect(ada.getByRole("main").getByText(/^Rejected or closed, high, with “database”: /)).toBeVisible();
  await filters.getByRole("link", { name: "Clear filters" }).click();
  await expect(ada.getByRole("main").getByText(/^All exceptions: /)).toBeVisible();
});

test("the number of an exception finds it, whatever its status", async ({ as, requestFiledBy }) => {
  const request = await requestFiledBy("Cora");
  const ada = await as("Ada");
  await ada.goto(`/register?q=ex-${request.number}`);
  await expect(rows(ada)).toHaveCount(1);
  await expect(rows(ada)).toContainText(request.title);
  await expect(rows(ada)).toContainText("Pending");
});

test("the filter dialog opens with f, keeps the view, and its choice stands in the address", async ({
  as,
}) => {
  const ada = await as("Ada");
  await visit(ada, "/register?view=in-force");
  await ada.keyboard.press("f");
  const dialog = ada.getByRole("dialog", { name: "Filter" });
  await dialog.getByRole("checkbox", { name: "Moderate" }).check();
  await dialog.getByLabel("Ends", { exact: true }).selectOption("Within 7 days");
  await dialog.getByLabel("Order").selectOption("What, A to Z");
  await dialog.getByRole("button", { name: "Show", exact: true }).click();

  await expect(ada).toHaveURL(/view=in-force.*risk=moderate.*ends=7d.*sort=title/);
  await expect(ada.getByRole("main").getByText(/^In force, moderate, ending in 7 days: /)).toBeVisible();
  await expect(ada.getByRole("columnheader", { name: "What" })).toHaveAttribute("aria-sort", "ascending");
});

test("a value that nobody knows is left out, and the page says so", async ({ as }) => {
  const ada = await as("Ada");
  await ada.goto("/register?view=all&risk=extreme&policy=NO-1");
  await expect(
    ada.getByText("Left out, because the register does not know it: risk extreme, rule NO-1."),
  ).toBeVisible();
  await expect(ada.getByRole("main").getByText(/^All exceptions: /)).toBeVisible();
});

test("nothing matches is another answer than an empty view, and each shows the way out", async ({ as }) => {
  const ada = await as("Ada");
  await ada.goto("/register?q=nosuchwordanywhere");
  await expect(ada.getByText("Nothing matches.")).toBeVisible();
  await ada.getByRole("link", { name: "Clear filters" }).last().click();
  await expect(rows(ada).first()).toBeVisible();
  await ada.goto("/register?view=all&page=999");
  await expect(ada.getByText("There is no page 999.")).toBeVisible();
});

test("j, k and Enter open a row, . shows what else can be done, and u stands on the row again", async ({
  as,
}) => {
  const ada = await as("Ada");
  await visit(ada, "/register?view=all");
  await expect(rows(ada).first()).toBeVisible();
  const isOnRow = () => ada.evaluate(() => document.activeElement?.hasAttribute("data-row-link"));
  await expect(async () => {
    await ada.keyboard.press("j");
    expect(await isOnRow()).toBe(true);
  }).toPass();
  for (const key of ["k", "k", "k", "j", "j", "k"]) await ada.keyboard.press(key);
  const second = rows(ada).nth(1).getByRole("link");
  await expect(second).toBeFocused();
  const number = (await second.textContent()) ?? "";

  await ada.keyboard.press("Enter");
  await expect(ada).toHaveURL(new RegExp(`/exceptions/${number}$`));
  await expect(ada.getByRole("button", { name: "More", exact: true })).toBeVisible();
  const print = ada.getByRole("menuitem", { name: "Print" });
  await expect(async () => {
    await ada.keyboard.press(".");
    await expect(print).toBeVisible({ timeout: 1000 });
  }).toPass();
  await ada.keyboard.press("Escape");
  await expect(print).toBeHidden();
  // Where a button has the focus, keys are the button's.
  await ada.locator("h1").click();
  await ada.keyboard.press("u");
  await expect(ada.getByRole("link", { name: number })).toBeFocused();
});

test("a page turns without losing the focus, and no exception stands on two pages", async ({ as }) => {
  const ada = await as("Ada");
  await visit(ada, "/register?view=all&sort=title");
  const numbers = () => rows(ada).getByRole("link").allInnerTexts();
  const first = await numbers();
  const pages = ada.getByRole("navigation", { name: "Pages" });
  await pages.getByRole("link", { name: "Next" }).focus();
  await ada.keyboard.press("Enter");
  await expect(ada).toHaveURL(/page=2/);
  await expect(pages).toContainText("51–");
  await expect
    .poll(() => ada.evaluate(() => document.activeElement?.closest("nav")?.ariaLabel))
    .toBe("Pages");
  expect((await numbers()).filter((number) => first.includes(number))).toEqual([]);
});

test("columns are chosen in the address: a copied link shows the same (lesson 22)", async ({ as }) => {
  const [ada, cora] = [await as("Ada"), await as("Cora")];
  await visit(ada, "/register?view=all");
  await ada.getByRole("button", { name: "Columns" }).click();
  await ada.getByRole("menuitemcheckbox", { name: "Holds" }).click();
  await expect(ada).toHaveURL(/columns=/);
  await ada.getByRole("menuitemcheckbox", { name: "Systems" }).click();
  await expect(ada).toHaveURL(/systems/);

  await cora.goto(ada.url());
  await expect(cora.getByRole("columnheader", { name: "Systems" })).toBeVisible();
  await expect(cora.getByRole("columnheader", { name: "Holds" })).toHaveCount(0);
});

test("the CSV holds every row of the filter, and stands in the audit trail", async ({ as }) => {
  const [cora, helen] = [await as("Cora"), await as("Helen")];
  await cora.goto("/register?view=all&status=closed&sort=number");
  const shown = await countShown(cora);
  const [download] = await Promise.all([
    cora.waitForEvent("download"),
    cora.getByRole("button", { name: "CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^exceptions-\d{4}-\d\d-\d\d\.csv$/);
  const lines = readFileSync(await download.path(), "utf8")
    .trimEnd()
    .split("\r\n");
  expect(lines[0]).toBe(
    "\uFEFFNo.,What,Risk,Status,Owner,Ends (UTC),Approved by,Conditions holding,Renewals",
  );
  expect(lines).toHaveLength(shown + 2);

  await helen.goto("/audit?what=exports");
  await expect(helen.getByText(`Cora Lind exported ${shown} rows: Closed`).first()).toBeVisible();
});

test("B2: an export is taken from our own pages only, and never by a link", async ({ as }) => {
  const ada = await as("Ada");
  expect((await ada.request.get("/register/export")).status()).toBe(405);
  const elsewhere = { form: { query: "" }, headers: { "sec-fetch-site": "cross-site" } };
  expect((await ada.request.post("/register/export", elsewhere)).status()).toBe(403);
});

test("an outside approver does not see the register, and takes nothing away", async ({ as }) => {
  const irene = await as("Irene");
  expect((await irene.goto("/register"))?.status()).toBe(403);
  const ours = { form: { query: "" }, headers: { "sec-fetch-site": "same-origin" } };
  expect((await irene.request.post("/register/export", ours)).status()).toBe(403);
});

test("on paper there are rows and who printed them, and no buttons", async ({ as }) => {
  const ada = await as("Ada");
  await visit(ada, "/register?view=all");
  await expect(rows(ada).first()).toBeVisible();
  await ada.emulateMedia({ media: "print" });
  await expect(ada.getByText(/printed by Ada Brandt on /)).toBeVisible();
  await expect(ada.getByRole("button", { name: "CSV" })).toBeHidden();
  await expect(ada.getByRole("searchbox", { name: "Search this list" })).toBeHidden();
});

// Each width and each theme once: what a theme colours does not change with the width.
for (const [width, colorScheme] of [
  [390, "light"],
  [1440, "dark"],
] as const) {
  test(`the register is free of barriers at ${width} pixels in ${colorScheme}`, async ({ as }) => {
    const ada = await as("Ada");
    await ada.emulateMedia({ colorScheme });
    await ada.setViewportSize({ width, height: 900 });
    for (const address of ["/register?view=all&risk=high", "/register?q=nosuchwordanywhere&risk=wild"]) {
      await ada.goto(address);
      await expect(ada.getByText(/ of \d+$/).first()).toBeVisible();
      expect((await new AxeBuilder({ page: ada }).exclude("nextjs-portal").analyze()).violations).toEqual([]);
      expect(await ada.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    }
    await ada.keyboard.press("f");
    await expect(ada.getByRole("dialog", { name: "Filter" })).toBeVisible();
    const { violations } = await new AxeBuilder({ page: ada }).include('[role="dialog"]').analyze();
    expect(violations).toEqual([]);
  });
}
