import { randomUUID } from "node:crypto";

import { db } from "@/lib/db";
import { importFound } from "@/lib/gate/imports/import-found";
import { makeToken } from "@/lib/gate/make-token";
import { pipelineOf } from "@/lib/gate/pipeline";

import { actorCalled, expect, test, visit } from "./cast";

/** A pipeline of the booking portal looks through this file. */
async function found(file: string, text: string) {
  const now = new Date();
  const system = await db.system.findUniqueOrThrow({ where: { key: "booking-portal" } });
  const token = {
    name: `Looks for waivers ${file}`.slice(0, 80),
    rights: ["evaluate" as const],
    systemIds: [system.id],
    environments: ["staging" as const],
    days: 1,
  };
  const made = await makeToken(token, await actorCalled("Bjarne"), now);
  if (!made.ok) throw new Error(made.message);
  const pipeline = await pipelineOf(`Bearer ${made.secret}`, now);
  if ("problem" in pipeline) throw new Error(pipeline.detail);
  const context = {
    repository: "havelkai/booking-portal",
    commit: "9f2c41d",
    environment: "staging" as const,
  };
  const files = [{ name: file, bytes: new TextEncoder().encode(text) }];
  const imported = await importFound({ context, files, idempotencyKey: randomUUID() }, pipeline, now);
  if ("problem" in imported) throw new Error(imported.detail);
}

test("a waiver in code is approved by nobody: a developer sees what it claims, and asks in their own words", async ({
  as,
}) => {
  const name = randomUUID().slice(0, 8);
  const file = `app-${name}/.trivyignore`;
  await found(file, `CVE-2021-33503 agreed in chat, see EX-1003 ${name}`);

  const cora = await as("Cora");
  await visit(cora, `/gate/found?q=${name}`);
  const row = cora.getByRole("row").filter({ hasText: `${file}:1` });
  await expect(row).toContainText("CVE-2021-33503");
  await expect(row).toContainText("Claims EX-1003, which did not write it");
  await row.getByRole("link", { name: "Ask for an exception" }).click();

  await expect(cora.getByText(`The file says “agreed in chat, see EX-1003 ${name}”`)).toBeVisible();
  await expect(cora.getByLabel("Reason", { exact: true })).toHaveValue("");
  await expect(cora.getByLabel("Part of it")).toHaveValue(file);
});
