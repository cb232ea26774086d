// What must hold while the rule is broken: asked for, demanded, and proven from a phone.

import { writeFileSync } from "node:fs";

import { approved } from "./before";
import { expect, test, visit } from "./cast";
import { record, tapAll } from "./decision-form";

const phone = { width: 390, height: 780 };

test("an approver demands what has to hold first; approved, it is not in force until evidence is added from a phone", async ({
  as,
  requestFiledBy,
}, testInfo) => {
  const request = await requestFiledBy("Cora", {
    mitigation: "",
    conditions: [
      {
        statement: "The log is read each working day.",
        due: { kind: "after", seconds: 2 * 86_400 },
        suspends: false,
        mitigation: "daily_log_review",
      },
    ],
  });

  const ada = await as("Ada");
  await visit(ada, `/inbox?open=EX-${request.number}`);
  await expect(ada.getByText("1. The log is read each working day.")).toBeVisible();
  await ada.getByRole("button", { name: "Add conditions" }).click();
  await ada.getByRole("button", { name: "Narrower scope" }).click();
  await tapAll(ada);
  await record(ada, request.number);

  const cora = await as("Cora");
  await cora.setViewportSize(phone);
  await visit(cora, `/exceptions/EX-${request.number}`);
  await expect(cora.getByText("Approved, and not in force: condition 2 is not proven yet.")).toBeVisible();
  await expect(cora.getByText("Active, not in force")).toBeVisible();
  expect(await cora.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);

  await cora.getByRole("link", { name: "Add evidence" }).click();
  const dialog = cora.getByRole("dialog", { name: "Prove that it holds" });
  await expect(dialog).toContainText("Only the hosts, accounts or records named in the request are touched.");
  await dialog.getByRole("button", { name: "Record" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Choose a file.");

  const disguised = testInfo.outputPath("scope.png");
  writeFileSync(disguised, "<!doctype html><script>alert(1)</script>");
  await dialog.getByLabel("File", { exact: true }).last().setInputFiles(disguised);
  await dialog.getByRole("button", { name: "Record" }).click();
  await expect(dialog.getByRole("alert")).toContainText("what is in the file is something else");

  const list = testInfo.outputPath("scope.txt");
  writeFileSync(list, "agent-1\nagent-2\n");
  await dialog.getByLabel("File", { exact: true }).last().setInputFiles(list);
  await dialog.getByRole("button", { name: "Record" }).click();
  await expect(dialog).toBeHidden();
  await expect(cora.getByText(/^In force until /)).toBeVisible();
  await expect(cora.getByRole("link", { name: "Conditions 1/2" })).toBeVisible();

  const downloading = cora.waitForEvent("download");
  await cora.getByRole("link", { name: "scope.txt" }).first().click();
  expect((await downloading).suggestedFilename()).toBe("scope.txt");
});

test("evidence leaves as an attachment that can do nothing, and only to who may see the exception", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora");
  await approved(request, "Ada");
  const path = `/exceptions/EX-${request.number}/evidence`;
  const cora = await as("Cora");
  await visit(cora, "/");

  const send = (file: { name: string; mimeType: string; buffer: Buffer }, headers = {}) =>
    cora.request.post(path, {
      multipart: { file, title: "", note: "" },
      headers: { "sec-fetch-site": "same-origin", ...headers },
    });
  const text = (size: number) => ({
    name: "log.txt",
    mimeType: "text/html",
    buffer: Buffer.alloc(size, "a"),
  });

  const added = await send(text(10 * 1024 * 1024));
  expect(added.status()).toBe(200);
  const { evidenceId } = (await added.json()) as { evidenceId: string };
  expect((await send(text(10 * 1024 * 1024 + 1))).status()).toBe(422);
  expect((await send(text(11 * 1024 * 1024 + 1))).status()).toBe(422);
  expect((await send(text(0))).status()).toBe(422);
  expect((await send(text(10), { "sec-fetch-site": "cross-site" })).status()).toBe(403);

  const file = await cora.request.get(`${path}/${evidenceId}`);
  expect(file.status()).toBe(200);
  expect((await file.body()).length).toBe(10 * 1024 * 1024);
  expect(file.headers()).toMatchObject({
    "content-type": "application/octet-stream",
    "content-disposition": `attachment; filename="log.txt"; filename*=UTF-8''log.txt`,
    "x-content-type-options": "nosniff",
  });
  expect(file.headers()["content-security-policy"]).toContain("sandbox");

  const other = await requestFiledBy("Cora");
  expect((await cora.request.get(`/exceptions/EX-${other.number}/evidence/${evidenceId}`)).status()).toBe(
    404,
  );
});
