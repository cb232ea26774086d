// A job answers a re-check with its reports, and the register judges them (R15).

import { beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { askRecheck } from "@/lib/exceptions/ask-recheck";
import { expireDue } from "@/lib/exceptions/expire-due";
import { fileFoundRequest } from "@/lib/gate/file-found-request";
import { mapRule } from "@/lib/gate/map-rule";
import { whatToAskFor } from "@/lib/gate/what-to-ask-for";
import { servedApi } from "@/lib/testing/api-server";
import { found, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, theCast } from "@/lib/testing/cast";
import { run, written } from "@/lib/testing/cli";
import { testDatabase } from "@/lib/testing/database";
import { asked, pipelineOfPayroll, trivyReport } from "@/lib/testing/gate";
import { decidedBy, requestFor } from "@/lib/testing/requests";

await testDatabase();

const hour = 3_600_000;
const start = new Date(Date.now() - 2 * hour);
const end = new Date(start.getTime() + hour);
let cast: Cast;
let address: string;

beforeAll(async () => {
  cast = await theCast(start);
  const rule = { tool: "trivy", pattern: "AVD-AWS-*", kind: null, severityFrom: null, severityTo: null };
  await filled(mapRule({ ...rule, policyId: cast.policy.tls, reason: "" }, cast.actor.Root, start));
  address = await servedApi();
});

/** Under the name that the first report had: a pipeline names its reports. */
const reportOf = (...resources: string[]) =>
  written("trivy-0.json", trivyReport(...resources.map((resource) => ({ resource }))));

/** An exception for an open port that a pipeline saw, which ended an hour ago, and the address of its re-check. */
async function ended(resource: string) {
  const pipeline = await pipelineOfPayroll(cast, start, { name: `Pipeline ${resource}` });
  const { evaluationId } = await asked(pipeline, { reports: [trivyReport({ resource })], at: start });
  const toAskFor = await whatToAskFor(evaluationId, [], start);
  if (!toAskFor) throw new Error("There is no evaluation.");
  const request = {
    ...requestFor(cast, { window: { kind: "length", seconds: 3_600 } }),
    evaluationId,
    findings: toAskFor.findings,
  };
  const { id } = await filled(fileFoundRequest(request, cast.actor.Cora, start));
  await decidedBy(cast.actor.Ada, id, "approve", start);
  await expireDue(end);
  const now = new Date();
  const actor = await signedInAgain(cast.actor.Cora, now);
  return { id, ...(await filled(askRecheck({ exceptionId: id }, actor, now))) };
}

const recheck = (recheckId: string, token: string, ...reports: string[]) =>
  run(["gate", "recheck", recheckId, ...reports.flatMap((report) => ["--report", report])], {
    EXCEPTIONS_URL: address,
    EXCEPTIONS_RECHECK_TOKEN: token,
  });

test("still there: 1 and enforced; the token is used up; gone, with another address: 0 and closed", async () => {
  const { id, recheckId, token } = await ended("aws_sg.still");
  const violating = await recheck(recheckId, token, reportOf("aws_sg.still"));
  expect(violating).toMatchObject({
    exit: 1,
    out: { outcome: "violating", status: "expired", recheck: recheckId },
  });
  expect(violating.err).toMatch(
    /^VIOLATING {2}EX-\d+ is expired\. {2}What it covered is still reported\.\n$/,
  );
  expect(await found(id)).toMatchObject({ status: "expired", recheck: "violating" });

  const again = await recheck(recheckId, token, reportOf());
  expect(again).toMatchObject({ exit: 2, out: { code: "recheck_answered" } });

  const now = new Date();
  const other = await filled(askRecheck({ exceptionId: id }, await signedInAgain(cast.actor.Cora, now), now));
  const gone = await recheck(other.recheckId, other.token, reportOf());
  expect(gone).toMatchObject({ exit: 0, out: { outcome: "compliant", status: "closed" } });
  expect(await found(id)).toMatchObject({ status: "closed", closedReason: "remediated" });
  const kept = await db.evidence.findMany({ where: { exceptionId: id } });
  expect(kept.map(({ name }) => name)).toEqual(["re-check.json", "re-check.json"]);
});

test("proving nothing is 1 and leaves the token good; a word from elsewhere is no token", async () => {
  const { id, recheckId, token } = await ended("aws_sg.open");
  const open = await recheck(recheckId, token, written("empty.json", "[]"));
  expect(open).toMatchObject({ exit: 1, out: { outcome: "indeterminate", status: "expired" } });
  expect(await found(id)).toMatchObject({ recheck: null });

  const other = await ended("aws_sg.other");
  expect(await recheck(recheckId, other.token, reportOf())).toMatchObject({
    exit: 2,
    out: { code: "token_invalid" },
  });
  expect((await recheck(recheckId, token)).exit).toBe(2);
  expect((await recheck("../../gate", token, reportOf())).exit).toBe(2);
  expect((await recheck(recheckId, token, reportOf())).exit).toBe(0);
});
