// Oversight of models and vendors: what a system says of itself, exactly what of it runs outside a rule, and all of that
// in one look.

import { db } from "@/lib/db";

import { expect, test, visit } from "./cast";

test("an administrator adds a model, and a request on it is found by model, vendor and data", async ({
  as,
  requestFiledBy,
}) => {
  const mark = crypto.randomUUID().slice(0, 6);
  const bjarne = await as("Bjarne");
  await visit(bjarne, "/systems/new");
  await expect(bjarne.getByLabel("Model (optional)", { exact: true })).toHaveCount(0);
  await bjarne.getByLabel("Name", { exact: true }).fill(`Tide model ${mark}`);
  await bjarne.getByLabel("Key", { exact: true }).fill(`tide-${mark}`);
  await bjarne.getByLabel("Kind").selectOption("AI model");
  await bjarne.getByRole("checkbox", { name: "Test" }).check();
  await bjarne.getByLabel("How sensitive its data is").selectOption({ index: 1 });
  await bjarne.getByLabel("Who can reach it").selectOption({ index: 1 });
  await bjarne.getByLabel("Model (optional)", { exact: true }).fill(`Ebb${mark} 2`);
  await bjarne.getByLabel("Vendor (optional)", { exact: true }).fill(`Ostsee${mark} AG`);
  await bjarne.getByLabel("Data sets (optional)", { exact: true }).fill(`tides-${mark}, harbours-${mark}`);
  await bjarne.getByLabel("Number in the model inventory").fill("M-99");
  await bjarne.getByLabel("Its address there").first().fill("http://models.example.com/99");
  await bjarne.getByRole("button", { name: "Add system" }).click();
  await expect(bjarne.getByText("Use an address that begins with https://.").first()).toBeVisible();
  await bjarne.getByLabel("Its address there").first().fill("https://models.example.com/99");
  await bjarne.getByRole("button", { name: "Add system" }).click();
  await expect(bjarne.getByRole("link", { name: "M-99" })).toHaveAttribute(
    "href",
    "https://models.example.com/99",
  );

  const { id: systemId } = await db.system.findUniqueOrThrow({ where: { key: `tide-${mark}` } });
  const { id: policyId } = await db.policy.findUniqueOrThrow({ where: { key: "SEC-004" } });
  const footprint = { deployment: "eu-north-1, /tides", faces: "Four pilots", dataSets: [`tides-${mark}`] };
  const request = await requestFiledBy("Cora", {
    scope: [{ policyId, systemId, environment: "test", resource: "", footprint }],
  });

  const cora = await as("Cora");
  await cora.goto(`/exceptions/EX-${request.number}`);
  await expect(
    cora.getByText(`eu-north-1, /tides · facing Four pilots · data: tides-${mark}`).first(),
  ).toBeVisible();
  const row = cora.getByRole("row", { name: request.title });
  for (const filter of [`model=ebb${mark}`, `vendor=ostsee${mark}`, `data=tides-${mark}`]) {
    await cora.goto(`/register?${filter}&columns=model,vendor,data,facing`);
    await expect(cora.getByRole("link", { name: `EX-${request.number}` })).toBeVisible();
  }
  await expect(cora.locator("tbody tr")).toContainText([
    `Ebb${mark} 2Ostsee${mark} AGtides-${mark}Four pilots`,
  ]);
  await cora.goto(`/register?data=harbours-${mark}`);
  await expect(cora.getByText("Nothing matches.")).toBeVisible();
  await expect(row).toHaveCount(0);
});

test("which models run outside a rule, on what, facing whom, until when and with which safeguards, in one look", async ({
  as,
}) => {
  const noor = await as("Noor");
  await visit(noor, "/register");
  await noor
    .getByRole("navigation", { name: "Views" })
    .getByRole("link", { name: /^AI in use/ })
    .click();
  const row = noor.getByRole("row", { name: /Claims assistant on its maker.s new version/ });
  for (const fact of [
    "Skald Large 4",
    "Skald AI SAS",
    "claims letters",
    "About 260 customers a week",
    "High",
    /in \d+ (days|hours)/,
    "Holds A clerk reads every letter",
  ])
    await expect(row).toContainText(fact);
  await expect(noor.getByRole("row", { name: /Tariff suggester goes live/ })).toContainText("None agreed");
});
