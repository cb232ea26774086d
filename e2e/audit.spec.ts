// What the audit trail tells, to whom, and what somebody takes away from it.

import { readFileSync } from "node:fs";

import AxeBuilder from "@axe-core/playwright";

import { readNote } from "@/lib/audit/checkpoint";

import { approved, recordSigned } from "./before";
import { expect, test, visit } from "./cast";

test("each act leaves one sentence, and an auditor folds out its words, what it changed and its hash", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora");
  await approved(request, "Ada");
  const helen = await as("Helen");
  await helen.goto(`/audit?exception=EX-${request.number}`);

  const events = helen.getByRole("listitem").filter({ hasText: `EX-${request.number}` });
  await expect(events).toHaveCount(2);
  await expect(events.first()).toContainText(
    `Ada Brandt approved step 1 of EX-${request.number}, revision 1`,
  );
  await expect(events.first()).toContainText("pending → active");
  await expect(events.last()).toContainText(`Cora Lind filed EX-${request.number}`);

  await events
    .first()
    .getByRole("link", { name: /details of event/ })
    .click();
  await expect(helen).toHaveURL(/open=\d+/);
  const changes = events.first().getByRole("table", { name: "Before and after" });
  await expect(changes.getByRole("row", { name: /^status/ })).toContainText("pending");
  await expect(changes.getByRole("row", { name: /^ends/ })).toContainText("none");
  await expect(events.first().getByText(/^[0-9a-f]{64}$/)).toBeVisible();
});

test("a member reads the sentences, not the hashes and not when colleagues signed in", async ({ as }) => {
  const [cora, ada] = [await as("Cora"), await as("Ada")];
  await ada.goto("/");
  await cora.goto("/audit?what=sign-in");
  await expect(cora.getByRole("main").getByText(/^Sign-in, newest first/)).toBeVisible();
  await expect(cora.getByText("Cora Lind signed in").first()).toBeVisible();
  await expect(cora.getByText("Ada Brandt signed in")).toHaveCount(0);

  await cora.goto("/audit?what=decisions");
  await expect(cora.getByText(/approved step/).first()).toBeVisible();
  await expect(cora.getByText(/^[0-9a-f]{8}…$/)).toHaveCount(0);
  const blocked = cora.getByRole("button", { name: "CSV" });
  await expect(blocked).toHaveAttribute("aria-disabled", "true");
  await expect(blocked).toHaveAccessibleDescription("Administrators and auditors can take the trail away.");
});

test("who and what are chosen in a form, and an empty answer shows the way out", async ({ as }) => {
  const helen = await as("Helen");
  await helen.goto("/audit");
  await helen.getByLabel("Who").selectOption("The clock");
  await helen.getByLabel("What").selectOption("Exceptions");
  await helen.getByRole("button", { name: "Show" }).click();
  await expect(helen.getByRole("main").getByText("Exceptions, by the clock, newest first")).toBeVisible();
  await expect(helen.getByText(/^the clock ended EX-/).first()).toBeVisible();

  await helen.getByLabel("From").fill("2001-01-01");
  await helen.getByLabel("To", { exact: true }).fill("2001-01-02");
  await helen.getByRole("button", { name: "Show" }).click();
  await expect(helen.getByText("Nothing matches.")).toBeVisible();
  await helen.getByRole("link", { name: "Clear filters" }).last().click();
  await expect(helen.getByRole("main").getByText(/^All events, newest first/)).toBeVisible();
});

test("older events stand on the next page, and the newest are one press away", async ({ as }) => {
  const helen = await as("Helen");
  await helen.goto("/audit");
  const events = helen.getByRole("link", { name: /details of event/ });
  await expect(events).toHaveCount(50);
  const first = await events.first().getAttribute("aria-label");
  await helen.getByRole("link", { name: "Older" }).click();
  await expect(helen).toHaveURL(/after=\d+/);
  await expect(helen.getByRole("main").getByText("All events, newest first, continued")).toBeVisible();
  await expect(helen.getByRole("link", { name: first ?? "" })).toHaveCount(0);
  await helen.getByRole("link", { name: "Newest" }).click();
  await expect(helen).toHaveURL(/\/audit$/);
});

test("an auditor takes the trail away, and that stands in it", async ({ as }) => {
  const helen = await as("Helen");
  await helen.goto("/audit?what=catalogue");
  const [download] = await Promise.all([
    helen.waitForEvent("download"),
    helen.getByRole("button", { name: "CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^audit-trail-\d{4}-\d\d-\d\d\.csv$/);
  const lines = readFileSync(await download.path(), "utf8")
    .trimEnd()
    .split("\r\n");
  expect(lines[0]).toContain("Event,At (UTC),What happened");

  await helen.goto("/audit?what=exports&who=me");
  const told = `Helen Moreau exported ${lines.length - 2} rows: Audit trail: Policies and systems`;
  await expect(helen.getByText(told).first()).toBeVisible();
});

test("the page says up to which event the record is intact, and verifies all of it on request", async ({
  as,
}) => {
  const helen = await as("Helen");
  await helen.goto("/audit");
  const main = helen.getByRole("main");
  await expect(main.getByText(/^Intact up to event [\d,]+$/)).toBeVisible();

  const verified = helen.waitForResponse((response) => response.request().method() === "POST");
  await helen.getByRole("button", { name: "Verify now" }).click();
  await verified;
  await expect(helen.getByRole("button", { name: "Verify now" })).toBeEnabled();
  await expect(main.getByText(/^Intact up to event [\d,]+$/)).toBeVisible();
  await expect(main.getByText("The record does not hold.")).toHaveCount(0);
});

test("what was signed stands above the trail, and an auditor takes a copy that they can check", async ({
  as,
  requestFiledBy,
}) => {
  await requestFiledBy("Cora");
  await recordSigned();
  const helen = await as("Helen");
  await helen.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await visit(helen, "/audit");
  const main = helen.getByRole("main");
  const sentence = main.getByText(/^Signed up to event [\d,]+ on .+, key [0-9a-f]{8}\.$/);
  await expect(sentence).toBeVisible();
  const said = (await sentence.textContent()) ?? "";
  const [size, keyId] = said.match(/[\d,]+(?= on )|[0-9a-f]{8}(?=\.$)/g) ?? [];

  const copied = () => helen.evaluate(() => navigator.clipboard.readText());
  await main.getByRole("button", { name: "Copy the key" }).click();
  await expect.poll(copied).toContain(`+${keyId}+`);
  const key = await copied();
  await main.getByRole("button", { name: "Copy the checkpoint" }).click();
  await expect.poll(async () => readNote(await copied(), key)?.size.toLocaleString("en")).toBe(size);
});

test("an outside approver does not read the trail", async ({ as }) => {
  const irene = await as("Irene");
  expect((await irene.goto("/audit"))?.status()).toBe(403);
  const ours = { form: { query: "" }, headers: { "sec-fetch-site": "same-origin" } };
  expect((await irene.request.post("/audit/export", ours)).status()).toBe(403);
});

// Each width and each theme once: what a theme colours does not change with the width.
for (const [width, colorScheme] of [
  [390, "light"],
  [1440, "dark"],
] as const) {
  test(`the trail is free of barriers at ${width} pixels in ${colorScheme}`, async ({ as }) => {
    const helen = await as("Helen");
    await helen.emulateMedia({ colorScheme });
    await helen.setViewportSize({ width, height: 900 });
    await helen.goto("/audit?what=decisions");
    await helen
      .getByRole("link", { name: /details of event/ })
      .first()
      .click();
    await expect(helen.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
    expect((await new AxeBuilder({ page: helen }).exclude("nextjs-portal").analyze()).violations).toEqual([]);
    expect(await helen.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);

    await helen.goto("/audit?exception=EX-999999");
    await expect(helen.getByText("Nothing matches.")).toBeVisible();
    expect((await new AxeBuilder({ page: helen }).exclude("nextjs-portal").analyze()).violations).toEqual([]);
  });
}
