// Who keeps the directory, who only reads it, and what happens to somebody who leaves.

import { randomUUID } from "node:crypto";

import type { Page } from "@playwright/test";

import { db } from "@/lib/db";

import { expect, test } from "./cast";

// Each run adds its own entries: nothing is ever deleted, and other tests read the same register.
const run = randomUUID().slice(0, 6);

test("an administrator adds a policy, changes it and retires it", async ({ as }) => {
  const bjarne = await as("Bjarne");
  const key = `TRY-${run}`.toUpperCase();

  await bjarne.goto("/policies");
  await bjarne.getByRole("link", { name: "Add a policy" }).click();
  await bjarne.getByLabel("Title").fill("No test keys in production");
  await bjarne.getByRole("button", { name: "Add policy" }).click();

  const summary = bjarne.getByRole("alert").filter({ hasText: "Nothing was sent" });
  await expect(summary).toBeFocused();
  await summary.getByRole("link", { name: "Give the rule a key, such as SEC-014." }).click();
  await expect(bjarne.getByLabel("Key", { exact: true })).toBeFocused();
  await expect(bjarne.getByLabel("Title")).toHaveValue("No test keys in production");

  await bjarne.getByLabel("Key", { exact: true }).fill("sec-001");
  await bjarne.getByLabel("Statement").fill("Keys made for tests open nothing in production.");
  await bjarne.getByLabel("Domain").selectOption("Security");
  await choose(bjarne, "Control owner", "Security");
  await bjarne.getByLabel("Longest window").selectOption("3 days");
  await bjarne.getByRole("button", { name: "Add policy" }).click();
  await expect(bjarne.getByRole("alert").filter({ hasText: "Keys are never used twice." })).toBeFocused();

  await bjarne.getByLabel("Key", { exact: true }).fill(key);
  await bjarne.getByRole("button", { name: "Add policy" }).click();
  await expect(bjarne).toHaveURL(`/policies/${key}`);
  await expect(bjarne.getByRole("heading", { level: 1 })).toContainText("No test keys in production");

  await bjarne.getByRole("link", { name: "Edit" }).click();
  await bjarne.getByLabel("Longest window").selectOption("1 day");
  await bjarne.getByRole("button", { name: "Save changes" }).click();
  await expect(bjarne.getByText("At most 1 day")).toBeVisible();

  await bjarne.getByRole("button", { name: "Retire" }).click();
  await bjarne
    .getByRole("dialog")
    .getByRole("button", { name: `Retire ${key}` })
    .click();
  await expect(bjarne.getByText(/^Retired on /)).toBeVisible();
  await expectBlocked(bjarne, "Ask for an exception", `${key} is retired and takes no new requests.`);

  await bjarne.goto(`/policies?view=retired&q=${key}`);
  await expect(bjarne.getByRole("row").filter({ hasText: key })).toBeVisible();
});

test("somebody with a seat who is deactivated is out at their next click, and the seat is gone", async ({
  as,
}) => {
  const bjarne = await as("Bjarne");
  const [name, group] = [`Wanda${run} Quist`, `Night watch ${run}`];

  await bjarne.goto("/people/new");
  await bjarne.getByLabel("Name").fill(name);
  await bjarne.getByLabel("E-mail").fill(`wanda.${run}@havelkai.example`);
  await choose(bjarne, "Manager", "Mara Voss");
  await bjarne.getByRole("button", { name: "Add person" }).click();
  await expect(bjarne.getByRole("heading", { level: 1, name })).toBeVisible();
  const address = bjarne.url();

  await bjarne.goto("/groups/new");
  await bjarne.getByLabel("Name").fill(group);
  await bjarne.getByLabel("Key", { exact: true }).fill(`night-watch-${run}`);
  await choose(bjarne, "Group above", "Security");
  await bjarne.getByRole("button", { name: "Add group" }).click();
  await expect(
    bjarne.getByText(`Nobody sits in ${group}, so nobody could decide what is put to it.`),
  ).toBeVisible();

  await bjarne.getByRole("button", { name: "Give a seat" }).click();
  await choose(bjarne, "Person", name);
  await bjarne.getByRole("button", { name: "Give the seat" }).click();
  await expect(bjarne.getByRole("row").filter({ hasText: name })).toBeVisible();
  await expect(
    bjarne.getByText(`${group} has one person: nobody could decide ${name}'s own requests.`),
  ).toBeVisible();

  const wanda = await as(`Wanda${run}`);
  await wanda.goto("/people");
  await expect(wanda.getByRole("heading", { level: 1, name: "People" })).toBeVisible();

  await bjarne.goto(address);
  await bjarne.getByRole("button", { name: "Deactivate" }).click();
  const dialog = bjarne.getByRole("dialog");
  await expect(dialog).toContainText(`${name} is the only one in ${group}.`);
  await dialog.getByRole("button", { name: `Deactivate ${name}` }).click();
  await expect(bjarne.getByText(`${name} left on`)).toBeVisible();

  await wanda.reload();
  await expect(wanda).toHaveURL(/\/sign-in/);
  await bjarne.goto(`/groups/night-watch-${run}`);
  await expect(bjarne.getByText(`Nobody sits in ${group}.`, { exact: true })).toBeVisible();
});

test("what a leaver owned waits for an owner, and an administrator hands it over", async ({
  as,
  requestFiledBy,
}) => {
  const bjarne = await as("Bjarne");
  const name = `Tilo${run} Arndt`;
  await bjarne.goto("/people/new");
  await bjarne.getByLabel("Name").fill(name);
  await bjarne.getByLabel("E-mail").fill(`tilo.${run}@havelkai.example`);
  await choose(bjarne, "Manager", "Mara Voss");
  await bjarne.getByRole("button", { name: "Add person" }).click();
  await expect(bjarne.getByRole("heading", { level: 1, name })).toBeVisible();
  const { number } = await requestFiledBy(`Tilo${run}`);

  await bjarne.reload();
  await bjarne.getByRole("button", { name: "Deactivate" }).click();
  await expect(bjarne.getByRole("dialog")).toContainText(`${name} owns 1.`);
  await bjarne.getByRole("button", { name: `Deactivate ${name}` }).click();
  await expect(bjarne.getByText("One open exception needs a new owner.")).toBeVisible();

  await bjarne.goto("/people");
  const row = bjarne
    .getByRole("table", { name: "Exceptions that need an owner" })
    .getByRole("row")
    .filter({ hasText: `EX-${number}` });
  await row.getByRole("button", { name: "Hand over" }).click();
  await choose(bjarne, "New owner", "Lukas Berger");
  await bjarne.getByLabel("Why it changes hands").fill("Tilo has left; Lukas takes his work over.");
  await bjarne.getByRole("dialog").getByRole("button", { name: "Hand over" }).click();
  // Behind an open dialog nothing has a role, so the row would be "hidden" at once.
  await expect(bjarne.getByRole("dialog")).toBeHidden();
  await expect(row).toBeHidden();

  const { owner } = await db.exception.findFirstOrThrow({ where: { number }, select: { owner: true } });
  expect(owner.name).toBe("Lukas Berger");
});

test("a member reads the directory and finds each button blocked, with its reason", async ({ as }) => {
  const lukas = await as("Lukas");

  await lukas.goto("/policies/SEC-001");
  await expectBlocked(lukas, "Edit", "Only administrators and Security, who own this rule, change it.");
  await expectBlocked(lukas, "Retire", "Only administrators change this.");
  await expect(lukas.getByRole("link", { name: "Ask for an exception" })).toBeVisible();
  await lukas.goto("/systems");
  await expectBlocked(lukas, "Add a system", "Only administrators change this.");
  await lukas.goto("/groups/finance");
  await expectBlocked(lukas, "Give a seat", "Only administrators and the lead of Finance change its seats.");

  expect((await lukas.goto("/policies/new"))?.status()).toBe(403);
  expect((await lukas.goto("/policies/SEC-001/edit"))?.status()).toBe(403);
});

test("an auditor reads everything and is told that they change nothing", async ({ as }) => {
  const helen = await as("Helen");
  await helen.goto("/policies/SEC-001");
  await expectBlocked(helen, "Edit", "Auditors read everything and change nothing.");
  await expectBlocked(helen, "Ask for an exception", "Auditors read everything and change nothing.");
});

test("an outside approver gets 403 for every page of the directory", async ({ as }) => {
  const irene = await as("Irene");
  for (const path of [
    "/people",
    "/groups",
    "/policies",
    "/systems",
    "/groups/compliance",
    "/policies/SEC-001",
    "/systems/payroll-feed",
  ]) {
    expect((await irene.goto(path))?.status(), path).toBe(403);
  }
});

test("what a list shows stands in its address, and Back undoes the last of it", async ({ as }) => {
  const lukas = await as("Lukas");
  await lukas.goto("/policies");
  await lukas.getByRole("link", { name: "Cost", exact: true }).click();
  await expect(lukas).toHaveURL("/policies?view=cost");
  await expect(lukas.getByRole("paragraph").filter({ hasText: /^Cost policies in use:/ })).toBeVisible();

  await lukas.getByLabel("Search policies").fill("no such rule");
  await lukas.getByLabel("Search policies").press("Enter");
  await expect(lukas).toHaveURL("/policies?view=cost&q=no+such+rule");
  await expect(lukas.getByText("Nothing matches.")).toBeVisible();

  await lukas.goBack();
  await expect(lukas).toHaveURL("/policies?view=cost");
  await expect(lukas.getByRole("row").filter({ hasText: "CST-001" })).toBeVisible();
});

async function choose(page: Page, label: string, option: string) {
  await page.getByRole("combobox", { name: label }).fill(option);
  await page.getByRole("option", { name: option }).first().click();
}

async function expectBlocked(page: Page, name: string, reason: string) {
  const button = page.getByRole("button", { name, exact: true });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect(button).toHaveAccessibleDescription(reason);
}
