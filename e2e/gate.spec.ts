import { randomUUID } from "node:crypto";

import type { Page } from "@playwright/test";

import { db } from "@/lib/db";
import { trivyReport } from "@/lib/testing/gate";

import { expect, test, visit } from "./cast";
import { approve } from "./decision-form";
import { chooseIn, fillRequest, routine, titled } from "./request-form";

/** The administrator binds a token to the booking portal's staging, and takes it along. */
async function madeToken(page: Page): Promise<string> {
  await visit(page, "/settings/pipelines");
  await page.getByRole("link", { name: "Make a token" }).click();
  await page.getByLabel("Name").fill(titled("Booking, deploy"));
  await chooseIn(page, "Systems", "Booking portal");
  await page.getByLabel("Staging").check();
  await page.getByRole("button", { name: "Make the token" }).click();
  await expect(page.getByText(/It is shown this once\.$/)).toBeVisible();
  const secret = (await page.locator("code").first().textContent()) ?? "";
  await page.getByRole("link", { name: "I have kept it" }).click();
  await expect(page.getByRole("button", { name: "End it now" })).toBeVisible();
  await expect(page.getByText(secret)).toHaveCount(0);
  return secret;
}

/** The pipeline sends its report, as a job would. */
async function asks(page: Page, secret: string, report: string) {
  const answer = await page.request.post("/api/v1/gate/evaluations", {
    headers: { authorization: `Bearer ${secret}`, "idempotency-key": randomUUID() },
    multipart: {
      context: {
        name: "context.json",
        mimeType: "application/json",
        buffer: Buffer.from(JSON.stringify({ system: "booking-portal", environment: "staging" })),
      },
      report: { name: "trivy.json", mimeType: "application/json", buffer: Buffer.from(report) },
    },
  });
  expect(answer.status()).toBe(201);
  return answer.json();
}

test("a pipeline is stopped, its rule gets a policy, the developer asks, somebody approves, and it goes on", async ({
  as,
}) => {
  const rule = `E2E-${randomUUID().slice(0, 8).toUpperCase()}`;
  const report = trivyReport({ id: rule, resource: "aws_instance.agent" });
  const bjarne = await as("Bjarne");
  const secret = await madeToken(bjarne);

  expect(await asks(bjarne, secret, report)).toMatchObject({
    decision: "violation",
    policies: expect.arrayContaining([expect.objectContaining({ key: "UNMAPPED", answer: "violation" })]),
  });
  await visit(bjarne, "/gate/rules");
  const row = bjarne.getByRole("row").filter({ hasText: `trivy:${rule}` });
  await row.getByRole("button", { name: "Name its policy" }).click();
  await chooseIn(bjarne, "Policy", "SEC-004");
  await bjarne.getByRole("dialog").getByRole("button", { name: "Name it" }).click();
  // Behind the dialog no row can be seen, whether or not it is still there.
  await expect(bjarne.getByRole("dialog")).toBeHidden();
  await expect(row).toHaveCount(0);

  const stopped = await asks(bjarne, secret, report);
  expect(stopped).toMatchObject({ decision: "violation", go: false, findings: [{ policy: "SEC-004" }] });

  const cora = await as("Cora");
  const { pathname, search } = new URL(stopped.requestUrl);
  await visit(cora, pathname + search);
  await expect(cora.getByText("A pipeline found one break in Booking portal, staging")).toBeVisible();
  const title = titled("Scanner off on the booking agent");
  await fillRequest(cora, {
    ...routine,
    rules: [],
    places: [],
    title,
    sensitivity: "No data, or public",
    affected: "Only ourselves",
  });
  await cora.getByRole("button", { name: "Submit request" }).click();
  await expect(cora.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(cora.getByText(`trivy:${rule} aws_instance.agent`)).toBeVisible();
  const { number } = await db.exception.findFirstOrThrow({ where: { title } });

  await visit(cora, `/gate/${stopped.id}`);
  await expect(cora.getByText(`EX-${number} asks for this and waits for a decision.`)).toBeVisible();

  await approve(await as("Jonas"), number);
  const covered = await asks(bjarne, secret, report);
  expect(covered).toMatchObject({
    decision: "exception",
    go: true,
    findings: [{ exception: { number: `EX-${number}` } }],
  });

  await visit(cora, `/gate/${stopped.id}`);
  await expect(cora.getByText("No: the one finding has no exception in force.")).toBeVisible();
  await expect(cora.getByText("Asked again now, the answer would be exception.")).toBeVisible();
  await cora.getByRole("link", { name: `Open EX-${number}` }).click();
  await cora.getByRole("link", { name: "See the evaluation" }).click();
  await expect(cora).toHaveURL(`/gate/${stopped.id}`);
});
