// A spreadsheet comes in, and a table goes out.

import { readFileSync } from "node:fs";

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { db } from "@/lib/db";

import { expect, test, visit } from "./cast";
import { titled } from "./request-form";

const headings = ["Title", "Policy", "System", "Where it runs", "Reason", "Owner", "End date", "Approved by"];

/** As a spreadsheet puts it on the clipboard. Days are written so that both orders make sense. */
function sheetOf(rows: Partial<Record<number, string>>[], words: string): string {
  const good = ["SEC-004", "booking-portal", "Test", "The scanner locks the files that the test writes."];
  return [
    headings,
    ...rows.map((changes, at) =>
      [`${words} ${at}`, ...good, "Klara Winter", inTenDays(), "Ada Brandt"].map(
        (cell, column) => changes[column] ?? cell,
      ),
    ),
  ]
    .map((cells) => cells.join("\t"))
    .join("\r\n");
}

function inTenDays(): string {
  return new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
}

async function answerAll(page: Page) {
  await page
    .getByLabel("What breaks if the answer is no")
    .fill("The load test cannot run before the release.");
  await page.getByLabel("What could go wrong").fill("Malware would be found a day later.");
  await page.getByLabel("Which data").fill("Made-up bookings");
  await page.getByLabel("Safer ways looked at").fill("Excluding the folder: the scanner cannot.");
  await page.getByLabel("What keeps it safe").fill("The agents are rebuilt after the test.");
  await page.getByLabel("Minor", { exact: true }).check();
  await page.getByLabel("None of these").check();
}

test("of ten rows three are wrong: one column is matched by hand, seven are created and three taken away (lesson 23)", async ({
  as,
}) => {
  const words = titled("Scanner off for the load test");
  const rows = [{}, {}, { 6: "" }, {}, {}, { 5: "Sam Nobody" }, {}, {}, { 1: "" }, {}];
  const page = await as("Klara");
  await visit(page, "/register");
  await page.getByRole("link", { name: "Import", exact: true }).click();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((text) => navigator.clipboard.writeText(text), sheetOf(rows, words));
  await page.getByLabel("Paste the cells, headings first").press("ControlOrMeta+v");

  await expect(page.getByText("10 rows under 8 headings, pasted, kept apart by tabs.")).toBeVisible();
  await expect(page.getByLabel("What End date says")).toHaveValue("end");
  await expect(page.getByLabel("What Approved by says")).toHaveValue("");
  await page.getByLabel("What Where it runs says").selectOption("Environment");
  await answerAll(page);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await page.getByRole("button", { name: "Check 10 rows" }).click();
  await expect(page.getByRole("main").getByText("7 fine, 3 not")).toBeVisible();
  await expect(page.getByText("Row 4: no end · row 7: owner unknown · row 10: no policy")).toBeVisible();
  await expect(page.getByRole("region", { name: "Fine", exact: true })).toContainText("Security by");
  expect(await db.exception.count({ where: { title: { startsWith: words } } })).toBe(0);

  await page.getByRole("button", { name: "Create 7 requests" }).click();
  await expect(page.getByRole("main").getByText("7 requests are filed.")).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save the rows that were not filed" }).click(),
  ]);
  const lines = readFileSync(await download.path(), "utf8")
    .trimEnd()
    .split("\r\n");
  expect(lines.map((line) => line.split(",").at(-1))).toEqual([
    "Why not",
    "No end",
    "Owner unknown: nobody here is called “Sam Nobody”",
    "No policy",
  ]);

  const filed = await db.exception.findMany({ where: { title: { startsWith: words } } });
  expect(filed.map(({ status, activatedAt }) => [status, activatedAt])).toEqual(
    Array(7).fill(["pending", null]),
  );
  await page.getByRole("link", { name: /^EX-/ }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: `${words} 0` })).toBeVisible();
});

test("on a phone, with keys alone: a sheet that comes again names what it was filed as", async ({ as }) => {
  const words = titled("Scanner off for the nightly test");
  const page = await as("Klara");
  await page.setViewportSize({ width: 390, height: 844 });
  await visit(page, "/register/import");
  const { keyboard } = page;
  const press = async (name: string | RegExp) => {
    const button = page.getByRole("button", { name });
    await button.focus();
    await keyboard.press("Enter");
  };
  const bring = async () => {
    await page.getByLabel("Paste the cells, headings first").focus();
    await keyboard.insertText(sheetOf([{}], words).replace("Where it runs", "Environment"));
    await press("Read the sheet");
    await expect(page.getByLabel("What Environment says")).toHaveValue("environment");
  };

  await bring();
  await answerAll(page);
  await press("Check the row");
  await press("Create 1 request");
  await expect(page.getByRole("main").getByText("1 request is filed.")).toBeVisible();
  const number = await page.getByRole("link", { name: /^EX-/ }).textContent();

  await visit(page, "/register/import");
  await bring();
  await press("Check the row");
  await expect(page.getByRole("main").getByText("0 fine, 1 in the register already")).toBeVisible();
  await expect(page.getByRole("region", { name: "In the register already" })).toContainText(
    `Row 2 is ${number}`,
  );
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
});

test("the rows on the screen are copied as a table", async ({ as, requestFiledBy }) => {
  const { number, title } = await requestFiledBy("Cora");
  const page = await as("Klara");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await visit(page, `/register?q=EX-${number}&columns=title,owner,filed`);
  await page.getByRole("button", { name: "Copy as table" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  const [head, row] = text.split(/\r?\n/).map((line) => line.split("\t"));
  expect(head).toEqual(["No.", "What", "Owner", "Filed (UTC)"]);
  expect(row).toEqual([`EX-${number}`, title, "Cora Lind", expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/)]);
});

test("an auditor imports nothing, and the page says who may", async ({ as }) => {
  const helen = await as("Helen");
  expect((await helen.goto("/register/import"))?.status()).toBe(403);
  const ours = { data: {}, headers: { "sec-fetch-site": "same-origin" } };
  expect((await helen.request.post("/register/import/check", ours)).status()).toBe(422);
  const sheet = { text: "Title\nOne", columns: ["title"], answers: {}, order: null, tooLong: "refuse" };
  expect((await helen.request.post("/register/import/check", { ...ours, data: sheet })).status()).toBe(403);
});
