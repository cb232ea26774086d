import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

import { db } from "@/lib/db";

import { actorCalled, expect, test, visit } from "./cast";
import { approve } from "./decision-form";
import { pipelineOfBuildAgents } from "./pipeline";

/** A job on a machine of its own: the built command line, a folder, and two variables. */
async function jobIn(folder: string, secret: string) {
  const { buildCli } = await import(path.resolve("scripts/lib/cli-build.mjs"));
  const program = await buildCli(path.join(folder, "exceptions.mjs"));
  const env = {
    EXCEPTIONS_URL: process.env.BASE_URL ?? "",
    EXCEPTIONS_TOKEN: secret,
    NODE_ENV: "production" as const,
  };
  return {
    checks(...more: string[]) {
      const place = ["--system", "build-agents", "--env", "test", "--report", "trivy.json"];
      const child = spawn(process.execPath, [program, "gate", "check", ...place, ...more], {
        cwd: folder,
        env,
      });
      const log: string[] = [];
      child.stderr.on("data", (part) => log.push(String(part)));
      const exit = new Promise<number | null>((resolve) => child.once("close", resolve));
      return { exit, log: () => log.join("") };
    },
  };
}

test("a job is stopped, asks and waits; Cora submits, Jonas approves, and the job goes on", async ({
  as,
}, testInfo) => {
  const { secret, report } = await pipelineOfBuildAgents();
  const folder = testInfo.outputPath();
  await mkdir(folder, { recursive: true });
  const me = await actorCalled("Cora");
  const { email } = await db.person.findUniqueOrThrow({ where: { id: me.id } });
  const words = {
    requester: email,
    owner: email,
    reason: "The scanner locks the files that the load test writes, and the fix comes on the 25th.",
    breaksIfNo: "The load test cannot run before the release, so the release waits for a week.",
    risk: "Malware on a test agent would be found a day later, by the nightly scan.",
    level: "low",
    seconds: 2 * 86_400,
    alternatives: "Excluding the one folder; the scanner's version cannot do that.",
    mitigation: "The agents are cut off from production, and are rebuilt after the test.",
    data: "None, the agents hold made-up bookings.",
  };
  await writeFile(path.join(folder, "trivy.json"), report);
  await writeFile(path.join(folder, "exception.yaml"), JSON.stringify(words));
  const job = await jobIn(folder, secret);
  expect(await job.checks().exit).toBe(1);

  const waiting = job.checks("--request", "exception.yaml", "--wait", "2m");
  await expect.poll(waiting.log).toMatch(/Asked for in EX-\d+\./);
  const [, number = ""] = /Asked for in EX-(\d+)\./.exec(waiting.log()) ?? [];

  const cora = await as("Cora");
  await visit(cora, `/exceptions/EX-${number}`);
  await cora.getByRole("link", { name: "Read and submit" }).click();
  await cora.getByRole("button", { name: "Submit request" }).click();
  await expect(cora.getByText("Not in force: it waits for Security.")).toBeVisible();
  await approve(await as("Jonas"), Number(number));

  expect(await waiting.exit).toBe(0);
  expect(waiting.log()).toContain("GO  build-agents / test   1 exception");
  expect(await job.checks().exit).toBe(0);
});
