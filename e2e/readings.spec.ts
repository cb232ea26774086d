// A condition that is measured: its readings decide whether the exception is in force, at once and for the gate, too.

import { randomUUID } from "node:crypto";

import { db } from "@/lib/db";
import type { AskedCondition } from "@/lib/exceptions/schemas";
import { fileFoundRequest } from "@/lib/gate/file-found-request";
import { makeToken } from "@/lib/gate/make-token";
import { whatToAskFor } from "@/lib/gate/what-to-ask-for";

import { approved } from "./before";
import { actorCalled, expect, requestForSecurity, test, visit } from "./cast";
import { record, tapAll } from "./decision-form";
import { pipelineOfBuildAgents } from "./pipeline";

const failures: AskedCondition = {
  statement: "Fewer than 5 % of the load test fails.",
  suspends: true,
  due: { kind: "after", seconds: 900 },
  measure: {
    metric: "failed requests",
    comparator: "below",
    threshold: 5,
    unit: "%",
    freshSeconds: 900,
    suspendsStale: true,
  },
};

test("a reading breaks a condition: the record says suspended, and the gate refuses in the same second; the next one mends it", async ({
  as,
}, { testId }) => {
  const cora = await as("Cora");
  const { secret, report } = await pipelineOfBuildAgents();
  const gate = async () => {
    const file = (name: string, text: string) => ({
      name,
      mimeType: "application/json",
      buffer: Buffer.from(text),
    });
    const context = JSON.stringify({ system: "build-agents", environment: "test" });
    const answer = await cora.request.post("/api/v1/gate/evaluations", {
      headers: { authorization: `Bearer ${secret}`, "idempotency-key": randomUUID() },
      multipart: { context: file("context.json", context), report: file("trivy.json", report) },
    });
    return answer.json();
  };
  const { id, number } = await askedFor((await gate()).id, testId);
  await approved({ id }, "Jonas");
  const { id: conditionId } = await db.condition.findFirstOrThrow({ where: { exceptionId: id } });
  const token = await metricsToken();
  const send = async (value: number) => {
    const path = `/api/v1/conditions/${conditionId}/readings`;
    const headers = { authorization: `Bearer ${token}` };
    return (await cora.request.post(path, { headers, data: { value, source: "prometheus" } })).json();
  };

  expect(await send(1.2)).toMatchObject({ state: "holds", inForce: true });
  expect(await gate()).toMatchObject({ decision: "exception", go: true });
  expect(await send(7.1)).toMatchObject({ state: "broken", inForce: false });
  expect(await gate()).toMatchObject({ go: false, findings: [{ why: "condition_broken" }] });

  await visit(cora, `/exceptions/EX-${number}`);
  await expect(cora.getByText("Active, not in force")).toBeVisible();
  await expect(cora.getByText(/^Approved, and not in force: condition 1 is broken since /)).toBeVisible();
  await cora.getByRole("link", { name: "See its readings" }).click();
  await expect(
    cora.getByRole("img", { name: /failed requests, 2 readings between 1.2 % and 7.1 %/ }),
  ).toBeVisible();
  await cora.getByText("2 readings kept").click();
  await expect(cora.getByRole("row").filter({ hasText: "7.1 %" })).toContainText("is broken");

  expect(await send(2.4)).toMatchObject({ state: "holds", inForce: true });
  expect(await gate()).toMatchObject({ decision: "exception", go: true });
  await visit(cora, `/exceptions/EX-${number}?tab=conditions`);
  await expect(cora.getByText(/^In force until /)).toBeVisible();
});

test("an approver demands a condition that is measured, and its owner reads how to send the readings", async ({
  as,
  requestFiledBy,
}) => {
  const request = await requestFiledBy("Cora");
  const jonas = await as("Jonas");
  await visit(jonas, `/inbox?open=EX-${request.number}`);
  await jonas.getByRole("button", { name: "Add conditions" }).click();
  await jonas.getByRole("button", { name: "Another condition" }).click();
  await jonas.getByLabel("What has to hold").fill("Fewer than 5 % of the load test fails.");
  await jonas.getByLabel("Readings", { exact: true }).check();
  await jonas.getByLabel("What is measured").fill("failed requests");
  await jonas.getByLabel("Number").fill("5");
  await jonas.getByLabel("Unit").fill("%");
  await tapAll(jonas);
  await record(jonas, request.number);

  const cora = await as("Cora");
  await visit(cora, `/exceptions/EX-${request.number}?tab=conditions`);
  await expect(cora.getByText("Not read yet", { exact: true })).toBeVisible();
  await expect(cora.getByText("Not read yet; it must be < 5 %.")).toBeVisible();
  await cora.getByText("How readings are sent").click();
  const { id } = await db.condition.findFirstOrThrow({ where: { exceptionId: request.id } });
  await expect(cora.getByText(`/api/v1/conditions/${id}/readings`)).toBeVisible();
});

/** Cora asks for what the evaluation found, and for as long as its condition holds. */
async function askedFor(evaluation: string, testId: string) {
  const cora = await actorCalled("Cora");
  const found = await whatToAskFor(evaluation.replace("ev_", ""), [], new Date());
  if (!found) throw new Error("There is no such evaluation.");
  const { policies, systemId, environment, findings } = found;
  const request = {
    ...(await requestForSecurity(cora, testId)),
    title: `Measured while the scanner is off (${testId.slice(-8)}, ${randomUUID().slice(0, 4)})`,
    scope: [{ policyId: policies[0] ?? "", systemId, environment, resource: "" }],
    evaluationId: evaluation.replace("ev_", ""),
    findings,
    conditions: [failures],
  };
  const filed = await fileFoundRequest(request, cora, new Date());
  if (!filed.ok) throw new Error(filed.message);
  return filed;
}

/** A token of Bjarne that may measure on the build agents' test. */
async function metricsToken() {
  const [bjarne, system] = await Promise.all([
    actorCalled("Bjarne"),
    db.system.findUniqueOrThrow({ where: { key: "build-agents" } }),
  ]);
  const asked = { name: `Metrics ${randomUUID().slice(0, 8)}`, systemIds: [system.id], days: 30 };
  const made = await makeToken({ ...asked, rights: ["measure"], environments: ["test"] }, bjarne, new Date());
  if (!made.ok) throw new Error(made.message);
  return made.secret;
}
