import { db, inTransaction } from "@/lib/db";
import { newLinkCode } from "@/lib/gate/link-person";

import { expect, test, visit } from "./cast";

test("an administrator names an issuer and binds a pipeline; whoever starts it links themselves", async ({
  as,
}, { testId }) => {
  const root = await as("Bjarne");
  const url = `https://gitlab-${testId.slice(0, 12)}.example.com`;
  await visit(root, "/settings/pipelines/issuers/new");
  await root.getByLabel("Kind").selectOption("gitlab");
  await root.getByLabel("Address").fill("http://gitlab.example.com");
  await root.getByRole("button", { name: "Add the issuer" }).click();
  await expect(
    root.getByText("Write https://, the host, and its path where it has one.").first(),
  ).toBeVisible();
  await root.getByLabel("Address").fill(`${url}/`);
  await root.getByRole("button", { name: "Add the issuer" }).click();
  const issuer = root.getByRole("row").filter({ hasText: url });
  await expect(issuer).toContainText("GitLab");

  await visit(root, "/settings/pipelines/bind");
  await root.getByLabel("Name").fill(`Payments ${testId}`);
  await root.getByLabel("Issuer").selectOption({ label: url });
  await root.getByLabel("Protected branch").fill("true");
  await root.getByRole("combobox", { name: "Systems" }).fill("Payments");
  await root.getByRole("option", { name: /^Payments service/ }).click();
  await root.keyboard.press("Escape");
  await root.getByRole("checkbox", { name: "Production" }).check();
  await root.getByRole("button", { name: "Bind the pipeline" }).click();
  await expect(root.getByText("Say project_id or namespace_id.").first()).toBeVisible();
  await root.getByLabel("Project’s id").fill("4711");
  await root.getByRole("button", { name: "Bind the pipeline" }).click();

  await expect(root.getByRole("heading", { level: 1 })).toHaveText(`Payments ${testId}`);
  await expect(root.locator("main")).toContainText("project_id is 4711");
  await expect(root.locator("main")).toContainText("ref_protected is true");
  await root.getByRole("button", { name: "End it now" }).click();
  await root.getByRole("dialog").getByRole("button", { name: "End it now" }).click();
  await expect(root.getByText("Ended", { exact: true }).first()).toBeVisible();

  const kofi = await as("Kofi");
  const link = await linkOfRun(url, "kofi-m");
  await visit(kofi, link);
  await expect(kofi.getByRole("heading", { level: 1 })).toHaveText("Are you kofi-m?");
  await kofi.getByRole("button", { name: "Yes, link me" }).click();
  await kofi.getByRole("link", { name: "To your account" }).click();
  await expect(kofi.getByRole("list", { name: "Linked names" })).toContainText("kofi-m (583231)");
  await visit(kofi, link);
  await expect(kofi.getByText("This link was used, or is older than 30 minutes.")).toBeVisible();

  await visit(root, "/settings/pipelines");
  await issuer.getByRole("button", { name: "Retire" }).click();
  await root.getByRole("dialog").getByRole("button", { name: "Retire" }).click();
  await expect(issuer).toContainText("Retired");
});

async function linkOfRun(url: string, name: string): Promise<string> {
  const { id } = await db.pipelineIssuer.findUniqueOrThrow({ where: { url } });
  const run = { id, issuerId: id, place: "acme/payments, run 8841", mayBeOfFork: false };
  const made = await inTransaction(new Date(), async (tx) => ({
    code: await newLinkCode(tx, { ...run, starter: { subject: "583231", name } }),
  }));
  if ("ok" in made) throw new Error(made.message);
  return `/account/link/${made.code}`;
}
