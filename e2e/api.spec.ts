import { randomUUID } from "node:crypto";

import type { APIRequestContext } from "@playwright/test";

import { db } from "@/lib/db";

import { actorCalled, expect, test, visit } from "./cast";
import { approve } from "./decision-form";
import { pipelineOfBuildAgents } from "./pipeline";

function asPipeline(request: APIRequestContext, secret: string) {
  const authorization = `Bearer ${secret}`;
  return {
    async evaluates(report: string) {
      const context = JSON.stringify({ system: "build-agents", environment: "test" });
      const file = (name: string, text: string) => ({
        name,
        mimeType: "application/json",
        buffer: Buffer.from(text),
      });
      const answer = await request.post("/api/v1/gate/evaluations", {
        headers: { authorization, "idempotency-key": randomUUID() },
        multipart: { context: file("context.json", context), report: file("trivy.json", report) },
      });
      return answer.json();
    },
    asks: (data: object) =>
      request.post("/api/v1/gate/requests", {
        headers: { authorization, "idempotency-key": randomUUID() },
        data,
      }),
    stands: async (name: string, wait = 0) =>
      (
        await request.get(`/api/v1/gate/requests/${name}?wait=${wait}`, { headers: { authorization } })
      ).json(),
  };
}

/** As a job waits: it asks again while nothing is decided. */
async function untilDecided(ask: () => Promise<{ status: string }>) {
  let stands = await ask();
  while (stands.status === "pending") stands = await ask();
  return stands;
}

test("a pipeline asks for Cora, she reads and submits it, Jonas approves, and the waiting run goes on", async ({
  as,
}) => {
  const cora = await as("Cora");
  const { name, secret, report } = await pipelineOfBuildAgents();
  const pipeline = asPipeline(cora.request, secret);
  const stopped = await pipeline.evaluates(report);
  const me = await actorCalled("Cora");
  const { email } = await db.person.findUniqueOrThrow({ where: { id: me.id } });
  const answer = await pipeline.asks({
    evaluation: stopped.id,
    fingerprints: stopped.findings.map(({ fingerprint }: { fingerprint: string }) => fingerprint),
    requester: email,
    owner: email,
    reason: "The scanner locks the files that the load test writes, and the fix comes on the 25th.",
    breaksIfNo: "The load test cannot run before the release, so the release waits for a week.",
    risk: "Malware on a test agent would be found a day later, by the nightly scan.",
    level: "low",
    seconds: 2 * 86_400,
    alternatives: "Excluding the one folder; the scanner's version cannot do that.",
    mitigation: "The agents are cut off from production, and are rebuilt after the test.",
    data: "None: the agents hold made-up bookings.",
  });
  expect(answer.status()).toBe(201);
  const asked = await answer.json();
  expect(asked).toMatchObject({ status: "pending", subState: "sent_back", requester: email });

  await visit(cora, `/exceptions/${asked.number}`);
  await expect(cora.getByText("A pipeline asked for this in Cora Lind’s name.")).toBeVisible();
  await cora.getByRole("link", { name: "Read and submit" }).click();
  await expect(cora.getByText("A pipeline asked for this in your name.")).toBeVisible();
  await cora.getByRole("button", { name: "Submit request" }).click();
  await expect(cora.getByText("Not in force: it waits for Security.")).toBeVisible();
  await visit(cora, `/exceptions/${asked.number}?tab=timeline`);
  await expect(
    cora.getByText(`The API token ${name} of Bjarne Holt filed ${asked.number} for Cora Lind to submit`),
  ).toBeVisible();

  const decided = untilDecided(() => pipeline.stands(asked.number, 25));
  await approve(await as("Jonas"), Number(asked.number.replace("EX-", "")));
  expect(await decided).toMatchObject({ status: "active", inForce: true });
  expect(await pipeline.evaluates(report)).toMatchObject({ decision: "exception", go: true });
});

test("the API's page tells of every door", async ({ as }) => {
  const cora = await as("Cora");
  await visit(cora, "/docs/api");
  const doors = cora.getByRole("navigation", { name: "Doors of the API" }).getByRole("link");
  await expect(doors).toHaveCount(await cora.getByRole("article").count());
  await doors.filter({ hasText: "/gate/requests/{number}/withdraw" }).click();
  await expect(cora.getByRole("heading", { name: "Take back what this token asked for" })).toBeInViewport();
  await cora.getByText("Withdraw", { exact: true }).click();
  await expect(cora.getByText("Why it is no longer needed.")).toBeVisible();
});
