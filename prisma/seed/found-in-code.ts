// Waivers that the code of two systems holds and nobody approved: old ones, wide ones, and one that names an exception.

import { randomUUID } from "node:crypto";

import { importFound } from "@/lib/gate/imports/import-found";
import type { Pipeline } from "@/lib/gate/pipeline";
import { foundContextSchema } from "@/lib/gate/schemas";
import type { SystemKey } from "./systems";

type Files = Record<string, string>;

const payments: Files = {
  ".trivyignore":
    "# agreed with the team\nCVE-2024-21538 until the next release\nAVD-AWS-0107 exp:2026-10-01\n",
  "net/listeners.tf": `resource "aws_lb_listener" "legacy" {
  # checkov:skip=CKV_AWS_103:two partners cannot do better, see EX-1014
  load_balancer_arn = aws_lb.legacy.arn
}
`,
  "osv-scanner.toml": `[[IgnoredVulns]]
id = "GHSA-x5rq-j2xg-h7qm"
reason = "Not called from our code"
`,
};

const booking: Files = {
  ".snyk": `version: v1.25.0
ignore:
  SNYK-JS-SEMVER-3247795:
    - 'filters > semver':
        reason: None given
        expires: 2026-03-01T00:00:00.000Z
    - '*':
        reason: Only at build time
patch: {}
`,
  ".github/workflows/plan.yml": "steps:\n  - run: checkov -d infra --skip-check CKV_AWS_24\n",
};

/** Twice for payments: one line was removed in between. */
export async function findInCode(
  pipelines: { payments: Pipeline; booking: Pipeline },
  before: Date,
  now: Date,
) {
  const { ".trivyignore": lines = "", ...others } = payments;
  await look(
    pipelines.payments,
    "payments-api",
    { ".trivyignore": `${lines}CVE-2023-45133\n`, ...others },
    before,
  );
  await look(pipelines.payments, "payments-api", payments, now);
  await look(pipelines.booking, "booking-portal", booking, now);
}

async function look(pipeline: Pipeline, system: SystemKey, files: Files, at: Date): Promise<void> {
  const commit = `${at.getTime().toString(16)}0e7b52aa9913f08d2c6b4e5f7a8b9c`.slice(0, 40);
  const context = foundContextSchema.parse({ system, repository: `havelkai/${system}`, commit });
  const sent = Object.entries(files).map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) }));
  const imported = await importFound({ context, files: sent, idempotencyKey: randomUUID() }, pipeline, at);
  if ("problem" in imported) throw new Error(JSON.stringify(imported));
}
