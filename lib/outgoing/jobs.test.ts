// Where a job is called, from the address that people know.

import { expect, test } from "vitest";

import { callFor, whyNotJob } from "@/lib/outgoing/jobs";

test.each([
  [
    "github",
    "https://github.com/acme/payroll/actions/workflows/recheck.yml",
    "https://api.github.com/repos/acme/payroll/actions/workflows/recheck.yml/dispatches",
  ],
  [
    "github",
    "https://git.acme.example:8443/acme/pay.roll/actions/workflows/re-check.yaml/",
    "https://git.acme.example:8443/api/v3/repos/acme/pay.roll/actions/workflows/re-check.yaml/dispatches",
  ],
  [
    "gitlab",
    "https://gitlab.com/api/v4/projects/7/trigger/pipeline?token=TOKEN&ref=REF_NAME",
    "https://gitlab.com/api/v4/projects/7/trigger/pipeline",
  ],
  [
    "gitlab",
    "https://acme.example/git/api/v4/projects/7/trigger/pipeline",
    "https://acme.example/git/api/v4/projects/7/trigger/pipeline",
  ],
] as const)("%s: %s", (kind, address, called) => {
  expect(whyNotJob(kind, address)).toBeNull();
  expect(callFor(kind, address)).toBe(called);
});

test.each([
  ["github", "https://github.com/acme/payroll"],
  ["github", "https://github.com/acme/payroll/actions/workflows/../../../admin/recheck.yml"],
  ["github", "https://github.com/acme/payroll/actions/workflows/recheck.sh"],
  ["gitlab", "https://gitlab.com/acme/payroll"],
  ["gitlab", "https://gitlab.com/api/v4/projects/seven/trigger/pipeline"],
  ["gitlab", "no address"],
] as const)("%s is not at %s", (kind, address) => {
  expect(whyNotJob(kind, address)).toMatch(/^Give the address .*, such as https:/);
});
