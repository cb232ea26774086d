// The command line as a job runs it, against the register's own route files and a real database.

import { beforeAll, describe, expect, test } from "vitest";

import { db } from "@/lib/db";
import { decide } from "@/lib/exceptions/decide";
import { editRequest } from "@/lib/exceptions/edit-request";
import { revoke } from "@/lib/exceptions/revoke";
import { endToken } from "@/lib/gate/end-token";
import { mapRule } from "@/lib/gate/map-rule";
import { servedApi } from "@/lib/testing/api-server";
import { type Cast, filled, theCast } from "@/lib/testing/cast";
import { folder, run, textOf, written } from "@/lib/testing/cli";
import { testDatabase } from "@/lib/testing/database";
import { tokenOf, trivyReport } from "@/lib/testing/gate";
import { rights } from "@/lib/testing/pipeline";
import { decisionOn, lowRisk, requestFor } from "@/lib/testing/requests";

await testDatabase();
process.env.NEXTAUTH_URL = "https://register.example";
process.env.NEXTAUTH_SECRET = "x".repeat(32);

let cast: Cast;
let env: Record<string, string>;

beforeAll(async () => {
  cast = await theCast(new Date());
  const token = await tokenOf(cast, { name: "Main pipeline", rights }, new Date());
  const rule = { tool: "trivy", pattern: "AVD-AWS-*", kind: null, severityFrom: null, severityTo: null };
  await filled(mapRule({ ...rule, policyId: cast.policy.tls, reason: "" }, cast.actor.Root, new Date()));
  env = { EXCEPTIONS_URL: await servedApi(), EXCEPTIONS_TOKEN: token };
});

let resources = 0;
/** A report of one open port on a resource that no other test knows. */
function openPort(): string {
  const name = `trivy-${++resources}.json`;
  return written(name, trivyReport({ resource: `aws_security_group.r${resources}` }));
}

const closed = () => written("closed.json", trivyReport());
const check = (report: string, ...more: string[]) => checkIn({}, report, ...more);
const checkIn = (changes: Record<string, string>, report: string, ...more: string[]) =>
  run(["gate", "check", "--system", "payroll-feed", "--env", "test", "--report", report, ...more], {
    ...env,
    ...changes,
  });

const words = (changes: object = {}) =>
  written(
    "exception.yaml",
    Object.entries({
      requester: "cora@example.com",
      owner: "cora@example.com",
      reason: "The supplier moves to TLS 1.2 on Wednesday.",
      breaksIfNo: "Salaries are late for 3,100 people.",
      risk: "Traffic could be read on the supplier's line.",
      level: "moderate",
      seconds: 86_400,
      alternatives: "A tunnel; the supplier refuses it.",
      mitigation: "Allow-list of two addresses, log read daily.",
      data: "None; the test feed holds made-up people.",
      ...changes,
    })
      .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
      .join(""),
  );

const numberOf = (name: string) => Number(name.replace("EX-", ""));
const rowOf = (name: string) => db.exception.findUniqueOrThrow({ where: { number: numberOf(name) } });

/** Cora makes the words of her pipeline her own. */
async function submitted(name: string, changes: object = {}): Promise<string> {
  const { id: exceptionId, revision } = await rowOf(name);
  const { id, requesterId, continuesId, emergency, ...request } = requestFor(cast);
  const classification = { ...lowRisk, dataSensitivity: "confidential" as const };
  const edit = { ...request, classification, exceptionId, seenRevision: revision, ...changes };
  await filled(editRequest(edit, cast.actor.Cora, new Date()));
  return exceptionId;
}

const decideOn = async (id: string, verdict: "approve" | "reject") =>
  filled(decide(await decisionOn(id, verdict), cast.actor.Ada, new Date()));

/** Once the running command has filed its request. */
async function nextRequest(after: number): Promise<string> {
  await expect
    .poll(() => db.exception.count({ where: { number: { gt: after } } }), { timeout: 20_000 })
    .toBe(1);
  const { number } = await db.exception.findFirstOrThrow({ where: { number: { gt: after } } });
  return `EX-${number}`;
}

const newest = async () => (await db.exception.aggregate({ _max: { number: true } }))._max.number ?? 0;

/** A request for one open port, filed by a pipeline; its report and number. */
async function asked(): Promise<{ report: string; number: string }> {
  const report = openPort();
  const { exit, out } = await check(report, "--request", words());
  expect(exit).toBe(3);
  return { report, number: out.request.number };
}

describe("exit 0: go", () => {
  test("nothing was found", async () => {
    const { exit, out, err } = await check(closed());
    expect(exit).toBe(0);
    expect(out).toMatchObject({ exit: 0, decision: "compliant", go: true, system: "payroll-feed" });
    expect(err).toBe("GO  payroll-feed / test   compliant\n");
  });

  test("every finding is covered, and the line names the exception and its end", async () => {
    const { report, number } = await asked();
    await decideOn(await submitted(number), "approve");
    const { exit, out, err } = await check(report);
    expect(exit).toBe(0);
    expect(out).toMatchObject({ decision: "exception", findings: [{ exception: { number } }] });
    expect(err).toMatch(
      new RegExp(
        `^GO  payroll-feed / test   1 exception\\n  exception  SEC-014  .*net/main.tf:31 .*${number}, ends \\d+ \\w+ \\d{4} \\d\\d:\\d\\d UTC  https://register.example/exceptions/${number}\\n$`,
      ),
    );
  });
});

describe("exit 1: blocked", () => {
  test("a finding that nothing covers, with the link to ask", async () => {
    const { exit, out, err } = await check(openPort());
    expect(exit).toBe(1);
    expect(out).toMatchObject({ exit: 1, decision: "violation", go: false });
    expect(err).toContain("BLOCKED  payroll-feed / test   1 violation\n");
    expect(err).toContain(
      `Ask for an exception: https://register.example/exceptions/new?evaluation=${out.id}`,
    );
  });

  test("a report that proves nothing", async () => {
    const { exit, out, err } = await check(written("empty.json", "[]"));
    expect([exit, out.decision]).toEqual([1, "indeterminate"]);
    expect(err).toMatch(/^BLOCKED .*1 doubt\n {2}indeterminate {2}nothing_evaluated/);
  });

  test("a request that was rejected, and an exception that was revoked", async () => {
    const { report, number } = await asked();
    const id = await submitted(number);
    await decideOn(id, "reject");
    expect(await check(report, "--wait", "20m")).toMatchObject({
      exit: 1,
      out: { findings: [{ why: "rejected" }] },
    });

    const other = await asked();
    const otherId = await submitted(other.number);
    await decideOn(otherId, "approve");
    expect((await check(other.report)).exit).toBe(0);
    const revocation = { exceptionId: otherId, reason: "The incident is over." };
    await filled(revoke(revocation, cast.actor.Ada, new Date()));
    expect((await check(other.report, "--wait", "20m")).exit).toBe(1);
  });
});

describe("exit 2: wrong use, or the question was refused", () => {
  test.each([
    ["a file that is not there", ["--report", "nowhere.json"], "nowhere.json is not there."],
    ["a flag that is misspelt", ["--reports", "x"], "Unknown option '--reports'"],
    ["a flag of another command", ["--timeout", "20m"], "“gate check” has no --timeout."],
    ["a length that is none", ["--wait", "20"], "--wait is a length such as 90s, 20m or 2h, not “20”."],
    ["notes for nobody", ["--annotations", "gitlab"], "--annotations is github or none."],
    ["help in the middle", ["--help"], "--help stands alone."],
    ["a word too many", ["yes"], "“gate check” takes no word such as “yes”."],
    ["an empty flag", ["--junit", ""], "--junit is empty."],
  ])("%s", async (_, more, detail) => {
    const { exit, out, err } = await check(closed(), ...more);
    expect([exit, out.exit]).toEqual([2, 2]);
    expect(out.detail).toContain(detail);
    expect(err).toContain(`ERROR  ${detail}`);
  });

  test("B14: no report at all: leaving the scanner out is no way to pass", async () => {
    const { exit, out } = await run(["gate", "check", "--system", "payroll-feed", "--env", "test"], env);
    expect([exit, out.code]).toEqual([2, "usage"]);
  });

  test("the register's sentence where it refuses: token, system, environment, format of the request", async () => {
    const ended = await tokenOf(cast, {}, new Date());
    const token = await db.apiToken.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
    await filled(endToken({ tokenId: token.id }, cast.actor.Root, new Date()));
    const report = openPort();
    expect((await checkIn({ EXCEPTIONS_TOKEN: ended }, report)).out.code).toBe("token_expired");
    expect((await checkIn({ EXCEPTIONS_TOKEN: "exr_nothing" }, report)).out).toMatchObject({
      exit: 2,
      code: "token_invalid",
    });
    expect((await check(report, "--system", "sandbox")).out).toMatchObject({
      exit: 2,
      code: "system_not_bound",
    });
    expect((await check(report, "--env", "staging")).out.code).toBe("environment_not_bound");
    expect((await check(report, "--env", "moon")).out.code).toBe("bad_context");
    const incomplete = await check(report, "--request", words({ owner: "nobody@example.com", reason: "" }));
    expect(incomplete.out).toMatchObject({ exit: 2, code: "request_incomplete" });
    expect(incomplete.err).toContain("  /reason  Say why the rule has to be broken.");
  });

  test.each([
    ["no address", { EXCEPTIONS_URL: "" }],
    ["an address without https", { EXCEPTIONS_URL: "http://register.example" }],
    ["no token", { EXCEPTIONS_TOKEN: "" }],
    ["certificates that nobody checks", { NODE_TLS_REJECT_UNAUTHORIZED: "0" }],
  ])("%s", async (_, changes) => {
    expect((await checkIn(changes, closed())).exit).toBe(2);
  });
});

describe("exit 3 and what follows: asking, waiting, going on", () => {
  test("the pipeline asks, waits, a person submits, another approves, and the run goes on", async () => {
    const report = openPort();
    const before = await newest();
    const running = check(report, "--request", words(), "--wait", "2m");
    const number = await nextRequest(before);
    await decideOn(await submitted(number), "approve");
    const decidedAt = Date.now();
    const { exit, out, err } = await running;
    expect(exit).toBe(0);
    expect(out).toMatchObject({
      decision: "exception",
      request: { number },
      findings: [{ exception: { number } }],
    });
    expect(err).toContain(`Asked for in ${number}. cora@example.com has to submit it.`);
    expect(Date.now() - decidedAt).toBeLessThan(60_000);
  });

  test("still pending when the time is over: 3, and asked again it is the same request", async () => {
    const { report, number } = await asked();
    const later = await check(report, "--request", words(), "--wait", "1s");
    expect(later).toMatchObject({
      exit: 3,
      out: { exit: 3, findings: [{ open: { number } }] },
    });
    expect(later.err).toContain("PENDING  payroll-feed / test   1 violation");
    expect((await check(report, "--wait", "1s")).exit).toBe(3);
    expect((await check(report)).exit).toBe(1);
  });

  test("with another finding that nobody asked for, waiting would not help: 1 at once", async () => {
    const { number } = await asked();
    const both = written(
      "both.json",
      trivyReport({ resource: `aws_security_group.r${resources}` }, { resource: "aws_security_group.other" }),
    );
    const { exit, out } = await check(both, "--wait", "20m");
    expect(exit).toBe(1);
    expect(out.findings.map((one: { open?: { number: string } }) => one.open?.number)).toEqual(
      expect.arrayContaining([number, undefined]),
    );
  });

  test("active alone opens nothing: approved for a later start is still a no", async () => {
    const report = openPort();
    const before = await newest();
    const running = check(report, "--request", words(), "--wait", "2m");
    const number = await nextRequest(before);
    const start = new Date(Date.now() + 3_600_000);
    const id = await submitted(number, { window: { kind: "length", seconds: 86_400, start } });
    await decideOn(id, "approve");
    expect((await rowOf(number)).status).toBe("active");
    expect(await running).toMatchObject({ exit: 1, out: { go: false, findings: [{ why: "not_started" }] } });
    const waited = await run(["gate", "wait", number], env);
    expect(waited).toMatchObject({ exit: 1, out: { go: false, request: { status: "active" } } });
  });

  test("waiting for one request: 3 while it is open, 0 when its evaluation goes, 1 when it was rejected", async () => {
    const { number } = await asked();
    const open = await run(["gate", "wait", number, "--timeout", "1s"], env);
    expect(open).toMatchObject({ exit: 3, out: { request: { number, status: "pending" } } });
    await decideOn(await submitted(number), "approve");
    expect(await run(["gate", "wait", number], env)).toMatchObject({ exit: 0, out: { go: true } });

    const other = await asked();
    await decideOn(await submitted(other.number), "reject");
    const rejected = await run(["gate", "wait", other.number], env);
    expect(rejected).toMatchObject({ exit: 1, out: { request: { status: "rejected" } } });
    expect((await run(["gate", "wait", "EX-999999"], env)).out).toMatchObject({ exit: 2, code: "not_found" });
    expect((await run(["gate", "wait", "1050"], env)).exit).toBe(2);
  });

  test("another token's evaluation cannot be asked again, so its approval is no yes here", async () => {
    const { number } = await asked();
    await decideOn(await submitted(number), "approve");
    const other = await tokenOf(cast, { name: "Other pipeline", rights }, new Date());
    const waited = await run(["gate", "wait", number], { ...env, EXCEPTIONS_TOKEN: other });
    expect(waited).toMatchObject({ exit: 3, out: { request: { status: "active" } } });
    expect(waited.err).toContain(`${number} is active. Run the check again: its answer counts.`);
  });
});

describe("in a job", () => {
  const job = {
    GITHUB_ACTIONS: "true",
    GITHUB_SERVER_URL: "https://github.example",
    GITHUB_REPOSITORY: "acme/payroll",
    GITHUB_REPOSITORY_ID: "77",
    GITHUB_RUN_ID: "8841",
    GITHUB_RUN_ATTEMPT: "2",
    GITHUB_JOB: "gate",
    GITHUB_ACTION: "__run",
    GITHUB_REF: "refs/pull/12/merge",
    GITHUB_SHA: "9f2c41d",
    GITHUB_STEP_SUMMARY: "summary.md",
    GITHUB_OUTPUT: "output",
  };

  test("the same step of the same run is one evaluation, another step another one", async () => {
    const report = openPort();
    const [first, again, other] = [
      await checkIn(job, report),
      await checkIn(job, report),
      await checkIn({ ...job, GITHUB_ACTION: "__run_2" }, report),
    ];
    expect(again.out.id).toBe(first.out.id);
    expect(other.out.id).not.toBe(first.out.id);
    expect((await checkIn({ ...job, GITHUB_RUN_ATTEMPT: "3" }, report)).out.id).not.toBe(first.out.id);
    const { context } = await db.evaluation.findUniqueOrThrow({ where: { id: first.out.id.slice(3) } });
    expect(context).toMatchObject({
      repository: "acme/payroll",
      ref: "refs/pull/12/merge",
      commit: "9f2c41d",
      run: { id: "8841", attempt: 2, url: "https://github.example/acme/payroll/actions/runs/8841" },
      changeUrl: "https://github.example/acme/payroll/pull/12",
    });
  });

  test("what a scanner was made to say runs nothing: the runner sees our notes and no other command", async () => {
    const message = "::error::forged\n::add-mask::x\r\n##[add-path]/tmp \u001b[31mred | b";
    const report = written(
      "hostile.json",
      trivyReport({ resource: `::stop-commands::x\n::notice::${message}` }).replace(
        '"Open to the world."',
        JSON.stringify(message),
      ),
    );
    const { exit, stdout, err, out } = await checkIn(job, report);
    expect(exit).toBe(1);
    expect(out.findings[0].message).toContain("::error::forged");
    const commands = commandsOf(err);
    expect(commands).toHaveLength(1);
    expect(commands[0]).toMatch(
      /^::error file=net\/main\.tf,line=31,title=SEC-014%3A violation::trivy:AWS-0107 /,
    );
    expect(commandsOf(stdout)).toEqual([]);
    expect(
      textOf("summary.md")
        .split("\n")
        .filter((line) => line.startsWith("|")).length % 3,
    ).toBe(0);
    expect(textOf("output")).toMatch(/go<<([\w-]{36})\nfalse\n\1\n/);
  });

  /** As actions/runner reads a line: ActionCommand.TryParseV2, TryParse, and `stop-commands` until its word comes. */
  function commandsOf(output: string): string[] {
    let word: string | null = null;
    return output.split(/\r?\n|\r/).flatMap((line) => {
      const isCommand = /^\s*::[\w-]+.*::/.test(line) || /##\[[^\]]+\]/.test(line);
      if (word !== null) {
        if (line.trim() === `::${word}::`) word = null;
        return [];
      }
      const [, stop = null] = /^\s*::stop-commands::(.+)$/.exec(line) ?? [];
      if (stop) word = stop;
      return isCommand && !stop ? [line] : [];
    });
  }

  test("files for GitLab and for whatever reads JUnit; 600 findings on two pages are all there", async () => {
    const all = Array.from({ length: 600 }, (_, at) => ({ resource: `aws_security_group.many${at}` }));
    const { exit, out, err } = await check(
      written("many.json", trivyReport(...all)),
      ...["--code-quality", "quality.json", "--junit", "junit.xml", "--summary", "many.md"],
    );
    expect([exit, out.findings.length, out.next]).toEqual([1, 600, null]);
    const quality = JSON.parse(textOf("quality.json"));
    expect(quality).toHaveLength(600);
    expect(quality[0]).toMatchObject({
      check_name: "trivy:AWS-0107",
      severity: "critical",
      location: { path: "net/main.tf", lines: { begin: 31 } },
    });
    expect(textOf("junit.xml")).toContain('<testsuites tests="600" failures="600" errors="0">');
    expect(textOf("many.md")).toContain("400 more stand in the register.");
    expect(err.split("\n")).toHaveLength(204);
  });

  test("a file that cannot be written ends with 2, whatever the answer was", async () => {
    expect((await check(closed(), "--junit", `${folder}/no/such/junit.xml`)).out).toMatchObject({ exit: 2 });
  });
});
