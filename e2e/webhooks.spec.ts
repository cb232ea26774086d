import type { Page } from "@playwright/test";

import { expect, test, visit } from "./cast";

test("an administrator adds a webhook, keeps its secret, changes it, and switches it off", async ({ as }, {
  testId,
}) => {
  const root = await as("Bjarne");
  await visit(root, "/settings/webhooks/new");
  const path = `hooks/${testId}`;
  await root.getByLabel("Address").fill("http://hooks.example.com/");
  await root.getByRole("checkbox", { name: /recheck.no_answer/ }).check();
  await root.getByRole("button", { name: "Add the webhook" }).click();
  await expect(root.getByText("The address begins with https://.").first()).toBeVisible();

  await root.getByLabel("Address").fill(`https://hooks.example.com/${path}?key=hidden`);
  await root.getByRole("button", { name: "Add the webhook" }).click();
  const secret = root.getByText(/^whsec_/);
  await expect(secret).toBeVisible();
  const first = await secret.textContent();

  await root.getByRole("link", { name: "I have kept it" }).click();
  await expect(root.getByRole("heading", { level: 1 })).toHaveText(`hooks.example.com/${path}`);
  await expect(root.getByText("Nothing was sent yet.")).toBeVisible();
  await expect(root.locator("main")).not.toContainText("whsec_");
  await expect(root.locator("main")).not.toContainText("hidden");

  await root.getByRole("button", { name: "Change the secret" }).click();
  await inDialog(root).getByRole("button", { name: "Change the secret" }).click();
  await expect(inDialog(root).getByText(/^whsec_/)).not.toHaveText(first ?? "");
  await inDialog(root).getByRole("button", { name: "I have kept it" }).click();
  await expect(root.getByText("The one from before signs, too")).toBeVisible();

  await root.getByRole("button", { name: "Switch off" }).click();
  await inDialog(root).getByRole("button", { name: "Switch off" }).click();
  await expect(root.getByText("Nothing is sent there: an administrator wanted it so.")).toBeVisible();
});

test("an administrator has a workflow started for one system, and its token is seen by nobody", async ({
  as,
}, { testId }) => {
  const root = await as("Bjarne");
  await visit(root, "/settings/webhooks/new");
  await root.getByRole("radio", { name: /A GitHub workflow/ }).check();
  await root.getByLabel("Address").fill("https://github.com/acme/payroll");
  await root.getByRole("button", { name: "Add the webhook" }).click();
  await expect(root.getByText(/^Give the address of the workflow, such as/).first()).toBeVisible();

  const workflow = `acme/job-${testId}/actions/workflows/recheck.yml`;
  await root.getByLabel("Address").fill(`https://github.com/${workflow}`);
  await root.getByLabel("Token").fill("ghp_hidden");
  await root.getByRole("combobox", { name: "Systems" }).fill("payroll");
  await root.getByRole("option").filter({ hasText: "payroll-feed" }).click();
  await root.getByRole("button", { name: "Add the webhook" }).click();
  await expect(root.getByRole("heading", { level: 1 })).toHaveText(`github.com/${workflow}`);
  await expect(root.getByText("It is started to answer them, with a one-time token.")).toBeVisible();
  await expect(root.locator("main")).not.toContainText("ghp_");
  await root.getByRole("button", { name: "Switch off" }).click();
  await inDialog(root).getByRole("button", { name: "Switch off" }).click();
  await expect(root.getByText("Nothing is sent there: an administrator wanted it so.")).toBeVisible();
});

test("somebody has an address for their calendar, and its program reads it until it ends", async ({
  as,
  request,
}) => {
  const mateo = await as("Mateo");
  await visit(mateo, "/account");
  await mateo.getByRole("button", { name: /^Make a/ }).click();
  const address = new URL((await mateo.getByText(/\/calendar\/.*\.ics$/).textContent()) ?? "").pathname;
  const answer = await request.get(address);
  expect(answer.headers()["content-type"]).toBe("text/calendar; charset=utf-8");
  expect(answer.headers()["cache-control"]).toContain("private");
  expect(await answer.text()).toMatch(/^BEGIN:VCALENDAR\r\n/);
  const { etag = "" } = answer.headers();
  expect((await request.get(address, { headers: { "if-none-match": etag } })).status()).toBe(304);

  await mateo.getByRole("button", { name: "End it" }).click();
  await expect(mateo.getByRole("button", { name: "End it" })).toBeHidden();
  expect((await request.get(address)).status()).toBe(404);
});

const inDialog = (page: Page) => page.getByRole("dialog");
