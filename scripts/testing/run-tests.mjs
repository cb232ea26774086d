// The stages of `npm test`. A stage that fails is counted and the next one runs, so that the sum is complete.

import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { onLeave } from "../lib/leave.mjs";
import { Obstacle, tell } from "../lib/obstacle.mjs";
import { startThrowAwayPostgres } from "../lib/throw-away-postgres.mjs";
import { runBrowserTests } from "./browser-tests.mjs";
import { runStaticChecks } from "./static-checks.mjs";
import { testFiles } from "./test-files.mjs";
import { runUnitTests } from "./unit-tests.mjs";

export async function runTests(words, { long, say }) {
  const files = testFiles(words);
  if (files.unit.length + files.browser.length === 0)
    throw new Obstacle("There is no test file of that name.");
  const options = { long, say, folder: reportFolder() };
  const server = await startThrowAwayPostgres();
  onLeave(server.stop);

  const everything = words.length === 0;
  const stages = [
    everything && ["Types, lint, unused code", () => runStaticChecks(say)],
    files.unit.length > 0 && [
      "Rules and use cases",
      () => runUnitTests(server, everything ? [] : files.unit, options),
    ],
    files.browser.length > 0 && [
      "The browser",
      () => runBrowserTests(server, everything ? [] : files.browser, options),
    ],
  ];
  const sum = { passed: 0, failed: 0 };
  for (const [title, stage] of stages.filter(Boolean)) {
    say(title);
    const { passed, failed } = await stage().catch(failedStage);
    sum.passed += passed;
    sum.failed += failed;
  }
  return sum;
}

function failedStage(error) {
  tell(error);
  return { passed: 0, failed: 1 };
}

function reportFolder() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "exceptions-register-reports-"));
  onLeave(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
