// Three evaluations in a row without what an exception covers say that it is perhaps no longer needed.

import { beforeAll, beforeEach, expect, test } from "vitest";

import { perhapsUnneeded } from "@/lib/gate/perhaps-unneeded";
import type { Pipeline } from "@/lib/gate/pipeline";
import { daysAfter, found } from "@/lib/testing/carry-on";
import { type Cast, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { asked, exceptionFor, mapTrivy, pipelineOfPayroll, trivyReport } from "@/lib/testing/gate";

let cast: Cast;
let pipeline: Pipeline;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
  await mapTrivy(cast);
});

beforeEach(async () => {
  pipeline = await pipelineOfPayroll(cast);
});

let hours = 0;

async function lookedAt(report: string, by = pipeline): Promise<Date> {
  const at = daysAfter(noon, ++hours / 24);
  await asked(by, { reports: [report], at });
  return at;
}

const saidOf = async (id: string) => (await perhapsUnneeded(await found(id)))?.since ?? null;

test("three in a row without it say so, two do not, and one with it takes it back (lesson 17)", async () => {
  const id = await exceptionFor(cast, pipeline, "aws_sg.maybe");
  const since = await lookedAt(trivyReport());
  await lookedAt(trivyReport({ resource: "aws_sg.other" }));
  expect(await saidOf(id)).toBeNull();
  await lookedAt(trivyReport());
  expect(await saidOf(id)).toEqual(since);

  await lookedAt(trivyReport({ resource: "aws_sg.maybe" }));
  await lookedAt(trivyReport());
  await lookedAt(trivyReport());
  expect(await saidOf(id)).toBeNull();
  await lookedAt(trivyReport());
  expect(await saidOf(id)).not.toBeNull();
});

test("what proves nothing, and what another pipeline saw, do not count", async () => {
  const id = await exceptionFor(cast, pipeline, "aws_sg.unproven");
  const other = await pipelineOfPayroll(cast, noon, { name: "Another pipeline" });
  for (let time = 0; time < 3; time++) await lookedAt(trivyReport(), other);
  expect(await saidOf(id)).toBeNull();
  await lookedAt(trivyReport());
  await lookedAt("<html>");
  await lookedAt(trivyReport());
  expect(await saidOf(id)).toBeNull();
});

test("still reported, though worse than approved and so not covered, is still there", async () => {
  const id = await exceptionFor(cast, pipeline, "aws_sg.worse");
  for (let time = 0; time < 3; time++)
    await lookedAt(trivyReport({ resource: "aws_sg.worse", severity: "CRITICAL" }));
  expect(await saidOf(id)).toBeNull();
});
