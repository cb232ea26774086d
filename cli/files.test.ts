// What goes to other tools and what comes from a code base, by the command line and the register's own route files.

import { beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { fileFoundRequest } from "@/lib/gate/file-found-request";
import { mapRule } from "@/lib/gate/map-rule";
import { whatToAskFor } from "@/lib/gate/what-to-ask-for";
import { served, servedApi } from "@/lib/testing/api-server";
import { type Cast, filled, theCast } from "@/lib/testing/cast";
import { run, runRaw, written } from "@/lib/testing/cli";
import { testDatabase } from "@/lib/testing/database";
import { asked, pipelineOfPayroll, tokenOf, trivyReport } from "@/lib/testing/gate";
import { rights } from "@/lib/testing/pipeline";
import { decidedBy, requestFor } from "@/lib/testing/requests";

await testDatabase();

let cast: Cast;
let env: Record<string, string>;

beforeAll(async () => {
  const now = new Date();
  cast = await theCast(now);
  const rule = { tool: "trivy", pattern: "AVD-AWS-*", kind: null, severityFrom: null, severityTo: null };
  await filled(mapRule({ ...rule, policyId: cast.policy.tls, reason: "" }, cast.actor.Root, now));
  const token = await tokenOf(cast, { name: "Main pipeline", rights }, now);
  env = { EXCEPTIONS_URL: await servedApi(), EXCEPTIONS_TOKEN: token };
});

const place = ["--system", "payroll-feed", "--env", "test"];

/** An exception that a pipeline asked for, in force now. */
async function inForce(resource: string): Promise<number> {
  const now = new Date();
  const pipeline = await pipelineOfPayroll(cast, now, { name: `Pipeline ${resource}` });
  const { evaluationId } = await asked(pipeline, { reports: [trivyReport({ resource })], at: now });
  const toAskFor = await whatToAskFor(evaluationId, [], now);
  if (!toAskFor) throw new Error("There is no evaluation.");
  const request = { ...requestFor(cast), evaluationId, findings: toAskFor.findings };
  const { id } = await filled(fileFoundRequest(request, cast.actor.Cora, now));
  await decidedBy(cast.actor.Ada, id, "approve", now);
  return (await db.exception.findUniqueOrThrow({ where: { id } })).number;
}

test("an export is the tool's own file on stdout and nothing else; what it cannot say is told", async () => {
  const empty = await runRaw(["export", "sarif", ...place], env);
  expect([empty.exit, empty.err]).toEqual([0, expect.any(String)]);

  const number = await inForce("aws_security_group.web");
  const { exit, stdout, err } = await runRaw(["export", "oscal-poam", ...place], env);
  expect([exit, err]).toEqual([0, ""]);
  expect(JSON.stringify(JSON.parse(stdout))).toContain(`EX-${number}`);

  const narrow = await runRaw(["export", "snyk", ...place], env);
  expect(narrow.exit).toBe(0);
  expect(narrow.err).toContain(
    `Left out, because the format would make it wider than approved: EX-${number}; why=`,
  );
});

test("a format that is none, a place of others and a server that is none end with their codes", async () => {
  expect((await run(["export", "word", ...place], env)).exit).toBe(2);
  expect((await run(["export", "../gate", ...place], env)).exit).toBe(2);
  expect((await run(["export", "snyk", "--system", "sandbox", "--env", "test"], env)).exit).toBe(2);
  expect((await run(["export", "snyk", "--system", "payroll-feed"], env)).exit).toBe(2);
  const other = await served((_, outgoing) => void outgoing.end("ignore: everything"));
  expect((await run(["export", "snyk", ...place], { ...env, EXCEPTIONS_URL: other })).exit).toBe(4);
});

test("waivers of a code base are found once, gone when the line is, and open nothing", async () => {
  const at = (commit: string) => [...place, "--repository", "acme/payroll", "--commit", commit];
  const trivyignore = written(".trivyignore", "AVD-AWS-0107 exp:2026-12-24\nCVE-2021-33503\n");
  const first = await run(["import", trivyignore, ...at("1111111")], env);
  expect(first).toMatchObject({ exit: 0, out: { entries: 2, found: 2, gone: 0 } });
  expect(first.err).toContain("2 found in code, 2 of them new, 0 gone.");
  expect((await run(["import", trivyignore, ...at("1111111")], env)).out).toMatchObject({
    entries: 2,
    found: 0,
  });

  written(".trivyignore", "CVE-2021-33503\n");
  expect((await run(["import", trivyignore, ...at("2222222")], env)).out).toMatchObject({
    entries: 1,
    gone: 1,
  });
  const report = written("trivy.json", trivyReport({ resource: "aws_security_group.ignored" }));
  expect((await run(["gate", "check", ...place, "--report", report], env)).exit).toBe(1);
});

test("an import names its repository and commit, and its files are there", async () => {
  const ignored = written(".trivyignore", "CVE-2021-33503\n");
  expect((await run(["import", ignored, ...place], env)).out.detail).toBe("“import” needs --repository.");
  const named = ["--repository", "acme/payroll", "--commit", "1"];
  expect((await run(["import", ...named], env)).out.detail).toBe("“import” needs a file.");
  expect((await run(["import", "nowhere", ...named], env)).exit).toBe(2);
});
