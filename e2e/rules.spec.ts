// Routing rules: who would decide what, tried before anybody asks.

import { expect, test, visit } from "./cast";

// The draft is one for the whole house: in turn, so that nobody meets the other's.
test.describe.configure({ mode: "default" });

test("an administrator drafts a rule, tries it, sees whose steps it would change, and publishes it", async ({
  as,
}) => {
  const bjarne = await as("Bjarne");
  await visit(bjarne, "/rules");
  await bjarne.getByRole("link", { name: /^(Draft a new version|Open the draft)$/ }).click();
  await expect(bjarne.getByRole("heading", { level: 1, name: /^Version \d+, draft$/ })).toBeVisible();

  await bjarne.getByRole("button", { name: "Add a rule" }).click();
  const rule = bjarne.getByRole("group", { name: /^Rule \d+$/ }).last();
  const name = `Reporting rules, for the ninth time (${Date.now()})`;
  await rule.getByLabel("Name").fill(name);
  await rule.getByLabel(/^Add a condition/).selectOption("Regulation");
  await rule.getByLabel("SOX").check();
  await rule.getByLabel("GDPR").uncheck();
  await rule.getByLabel(/^Add a condition/).selectOption("Renewal");
  await rule.getByLabel("Renewal, at least").fill("9");
  await rule.getByLabel("Who").selectOption("Finance");
  await expect(rule).toContainText(
    "When SOX applies, and it is renewal 9 or later: Finance, from the start.",
  );
  await bjarne
    .getByLabel("Note")
    .fill("Finance reads along when a reporting rule is broken for the ninth time.");
  await bjarne.getByRole("button", { name: "Save draft" }).click();
  await expect(bjarne.getByRole("button", { name: "Publish" })).toBeVisible();
  const heading = (await bjarne.getByRole("heading", { level: 1 }).textContent()) ?? "";
  const version = Number(/\d+/.exec(heading)?.[0]);

  await visit(bjarne, "/rules/replay");
  await expect(bjarne.getByText("The draft would change none of them.")).toBeVisible();

  const asked = `/rules/test?version=${version}&policy=SEC-004&regulations=sox&renewal=`;
  await visit(bjarne, `${asked}9`);
  const decides = bjarne.getByRole("region", { name: "Who would decide" });
  await expect(decides).toContainText("Security");
  await expect(decides).toContainText(name);
  await visit(bjarne, `${asked}8`);
  await expect(decides).not.toContainText(name);
  await expect(bjarne.getByText(": it is renewal 8")).toBeVisible();

  await visit(bjarne, "/rules/draft");
  await bjarne.getByRole("button", { name: "Publish" }).click();
  await bjarne.getByRole("dialog").getByRole("button", { name: "Publish" }).click();
  await expect(bjarne.getByText(`Version ${version}, in force.`)).toBeVisible();
  await expect(bjarne.getByRole("region", { name: "In force" })).toContainText(name);
});

test("everybody of the house reads the rules, and who is no administrator does not write them", async ({
  as,
}) => {
  const cora = await as("Cora");
  await visit(cora, "/rules");
  await expect(cora.getByRole("region", { name: "In force" })).toContainText("Regulated data");
  await expect(cora.getByRole("button", { name: "Draft a new version" })).toHaveAccessibleDescription(
    "Only administrators change this.",
  );
  expect((await cora.goto("/rules/draft"))?.status()).toBe(403);
  const irene = await as("Irene");
  expect((await irene.goto("/rules"))?.status()).toBe(403);
});
