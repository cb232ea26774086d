// Rules and use cases: Vitest, with a database for each file that asks for one.

import { readFileSync } from "node:fs";
import path from "node:path";

import { run } from "../lib/programs.mjs";
import { registerAddresses } from "../lib/register-database.mjs";
import { template, templateOn } from "./template-database.mjs";

export async function runUnitTests(server, files, { folder, long }) {
  const report = path.join(folder, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const env = {
    REGISTER_TEMPLATE: await templateOn(server),
    ...registerAddresses(server, template),
    TZ: "Asia/Kathmandu",
    ...(long && { TEST_LONG: "1" }),
  };
  const { code } = await run(["node_modules/vitest/vitest.mjs", "run", ...reporters, ...files], {
    env,
    show: true,
  });
  return tally(report, code);
}

function tally(report, code) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
    // A file that does not even load has no tests to fail.
    const broken = testResults.filter(
      ({ status, assertionResults }) => status === "failed" && !assertionResults.some(isFailed),
    );
    const failed = numFailedTests + broken.length;
    return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

const isFailed = ({ status }) => status === "failed";
