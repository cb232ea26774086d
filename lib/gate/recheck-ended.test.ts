// The next evaluation of a place re-checks what has ended there (R15).

import { beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { expireDue } from "@/lib/exceptions/expire-due";
import type { Pipeline } from "@/lib/gate/pipeline";
import { recheckEnded } from "@/lib/gate/recheck-ended";
import { actionsOn, daysAfter, found } from "@/lib/testing/carry-on";
import { type Cast, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { asked, exceptionFor, mapTrivy, pipelineOfPayroll, trivyReport } from "@/lib/testing/gate";

let cast: Cast;
let pipeline: Pipeline;
let other: Pipeline;
const ended = daysAfter(noon, 6);

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
  pipeline = await pipelineOfPayroll(cast);
  other = await pipelineOfPayroll(cast, noon, { name: "Another pipeline" });
  await mapTrivy(cast);
});

/** Asked for from an evaluation, approved for five days, and over. */
async function endedFor(resource: string) {
  const id = await exceptionFor(cast, pipeline, resource);
  await expireDue(ended);
  return id;
}

async function evaluatedAgain(report: string, { by = pipeline, environment = "test" } = {}) {
  const answer = await asked(by, {
    reports: [report],
    context: { environment: environment as "test" },
    at: ended,
  });
  await recheckEnded(answer, by.tokenId, ended);
}

const answersTo = (exceptionId: string) =>
  db.recheck.findMany({ where: { exceptionId }, select: { outcome: true }, orderBy: { openedAt: "asc" } });

test("what is gone from the same report closes it, with the report as evidence", async () => {
  const id = await endedFor("aws_sg.gone");
  await evaluatedAgain(trivyReport());
  expect(await found(id)).toMatchObject({
    status: "closed",
    closedReason: "remediated",
    recheck: "compliant",
  });
  expect(await db.evidence.count({ where: { exceptionId: id, name: "re-check.json" } })).toBe(1);
  expect((await actionsOn(id)).at(-1)).toBe("recheck.answered");
});

test("what is still reported is enforced, said once, and closes when it is gone", async () => {
  const id = await endedFor("aws_sg.left");
  await evaluatedAgain(trivyReport({ resource: "aws_sg.left" }));
  await evaluatedAgain(trivyReport({ resource: "aws_sg.left" }));
  expect(await found(id)).toMatchObject({ status: "expired", recheck: "violating" });
  expect(await answersTo(id)).toEqual([{ outcome: "violating" }]);

  await evaluatedAgain(trivyReport());
  expect(await found(id)).toMatchObject({ status: "closed", recheck: "compliant" });
});

test("a report that proves nothing leaves it open", async () => {
  const id = await endedFor("aws_sg.unsure");
  await evaluatedAgain("<html>");
  await evaluatedAgain('{"SchemaVersion":2,"Results":[]}');
  await evaluatedAgain(trivyReport(), { by: other });
  await evaluatedAgain(trivyReport(), { environment: "production" });
  expect(await found(id)).toMatchObject({ status: "expired", recheck: null });
  expect(await answersTo(id)).toEqual([{ outcome: null }]);
});
