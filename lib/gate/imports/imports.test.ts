// Waivers found in code: each source with its traps. They are listed and change no answer.

import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

import { db } from "@/lib/db";
import { decide } from "@/lib/exceptions/decide";
import { claimedNumber, policyOfEntry } from "@/lib/gate/imports/found-entry";
import { importFound } from "@/lib/gate/imports/import-found";
import { readWaivers } from "@/lib/gate/imports/sources";
import { mapRule } from "@/lib/gate/map-rule";
import { whatToAskFor } from "@/lib/gate/what-to-ask-for";
import { call } from "@/lib/testing/api";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { pipelineOfPayroll, tokenOf } from "@/lib/testing/gate";
import { reportsOfAll } from "@/lib/testing/reports";
import { decisionOn, filedBy } from "@/lib/testing/requests";
import { samples } from "@/lib/testing/samples";

await testDatabase();
process.env.NEXTAUTH_URL = "https://register.example";
process.env.NEXTAUTH_SECRET = "x".repeat(32);

const rulesIn = (path: string, text: string) => readWaivers(path, text).waivers.map(({ rule }) => rule.id);
const claimsIn = (path: string, text: string) => readWaivers(path, text).waivers.map(({ claims }) => claims);

describe(".trivyignore", () => {
  test("a line is one entry; without exp: it is for ever, with a bad date it hides nothing", () => {
    const text =
      "# comment\nCVE-2021-1 exp:2026-12-01\n\nAVD-DS-0002 accepted by Ben\nCVE-2021-2 exp:01/12/2026\n";
    const read = readWaivers("app/.trivyignore", text);
    expect(read.waivers.map(({ rule, line }) => [rule.id, line])).toEqual([
      ["CVE-2021-1", 2],
      ["DS-0002", 4],
    ]);
    expect(read.waivers[0]?.claims).toEqual({
      end: "2026-12-01",
      wide: "It counts for every scanner and every target.",
    });
    expect(read.waivers[1]?.claims).toMatchObject({
      reason: "accepted by Ben",
      wide: expect.stringContaining("It has no end."),
    });
    expect(read.notes).toEqual(["Line 5 hides nothing: Trivy drops a line whose date it cannot read."]);
  });

  test("an id that is named twice in the YAML file is two entries, each on its line", () => {
    const text = "licenses:\n  - id: MIT WITH X\n  - id: X\n    paths: [a]\n  - id: X\n    paths: [b]\n";
    expect(readWaivers(".trivyignore.yaml", text).waivers.map(({ line }) => line)).toEqual([2, 3, 5]);
  });

  test("an item of the YAML file is one; a mistyped key is named, because Trivy ignores it", () => {
    const text = `vulnerabilities:
  - id: CVE-2021-1
    paths: [a/b.txt]
    statement: "no way: in"
    expired_at: 2026-12-01
  - id: CVE-2021-2
    path: [a/b.txt]
    expires_at: 2026-12-01
`;
    const { waivers, notes } = readWaivers(".trivyignore.yaml", text);
    expect(waivers).toMatchObject([
      { resource: "a/b.txt", line: 2, claims: { reason: "no way: in", end: "2026-12-01" } },
      { resource: "", line: 6, claims: { wide: "It counts for every target. It has no end." } },
    ]);
    expect(notes).toEqual(["CVE-2021-2: Trivy ignores path, expires_at without a word."]);
  });

  test("an item without an id hides every id in what it names, and is an entry too", () => {
    const text = `vulnerabilities:
  - purls: ["pkg:deb/ubuntu/linux-libc-dev"]
    statement: Headers only
secrets:
  - paths: ["tests/**"]
`;
    const everything = [
      { rule: { id: "*" }, line: 2, claims: { reason: "Headers only" } },
      { rule: { id: "*" }, line: 5, claims: { wide: "It counts for every id. It has no end." } },
    ];
    expect(readWaivers(".trivyignore.yaml", text).waivers).toMatchObject(everything);
    expect(readWaivers("ci/ignored.yaml", text).waivers).toMatchObject(everything);
  });

  test("only ids of misconfigurations are written in one way", () => {
    const text = "aws-access-key-id\nGHSA-jfh8-c2jp-5v3q\navd-ksv-0001\nKSV001\n";
    expect(rulesIn(".trivyignore", text)).toEqual([
      "aws-access-key-id",
      "GHSA-jfh8-c2jp-5v3q",
      "KSV-0001",
      "KSV-0001",
    ]);
  });
});

test(".snyk: two paths in one item are two entries, and a patch is none", () => {
  const text = `version: v1.25.0
ignore:
  snyk-js-ajv-584908:
    - 'a > ajv':
        reason: None given
        expires: '2016-03-01T19:48:49.699Z'
      'b > ajv':
        reason: Twice
    - '*':
        reason: Everywhere
patch:
  'npm:hawk:1':
    - hawk: {patched: '2016'}
`;
  expect(readWaivers(".snyk", text).waivers).toMatchObject([
    {
      rule: { tool: "snyk", id: "SNYK-JS-AJV-584908" },
      resource: "a > ajv",
      line: 4,
      claims: { reason: "None given" },
    },
    { resource: "b > ajv", line: 7, claims: { reason: "Twice", wide: "It has no end." } },
    { resource: "", line: 9, claims: { wide: "It counts for every path. It has no end." } },
  ]);
});

test("osv-scanner.toml: a table each; of one id the first; an override that only ignores covers the folder", () => {
  const text = `[[IgnoredVulns]]
id = "GO-2022-1"
ignoreUntil = 2026-12-01T00:00:00Z
reason = "first"
[[IgnoredVulns]]
id = "GO-2022-1"
[[PackageOverrides]]
ecosystem = "Go"
ignore = true
[[PackageOverrides]]
name = "lib"
license.override = ["MIT"]
`;
  const { waivers, notes } = readWaivers("a/osv-scanner.toml", text);
  expect(waivers.map(({ rule, claims }) => [rule.id, claims.reason ?? claims.wide])).toEqual([
    ["GO-2022-1", "first"],
    ["*", "It counts for every package of the folder. It has no end."],
  ]);
  expect(waivers[0]?.claims.end).toBe("2026-12-01T00:00:00.000Z");
  expect(notes).toHaveLength(1);
  expect(readWaivers("osv-scanner.toml", "[[IgnoredVulns]\n").ok).toBe(false);
});

test("osv-scanner.toml: the scanner reads its keys in any case, and so do we", () => {
  const text = `[[ignoredvulns]]\nID = "GO-2022-1"\nignoreuntil = 2026-12-01\n`;
  expect(readWaivers("osv-scanner.toml", text).waivers).toMatchObject([
    {
      rule: { id: "GO-2022-1" },
      claims: { end: "2026-12-01", wide: "It counts for every package of the folder." },
    },
  ]);
});

describe("Checkov", () => {
  test("comments under its three names, with lists, and a switch that is for the whole run", () => {
    const text = `resource "aws_s3_bucket" "b" { # checkov:skip=CKV_AWS_20,CKV2_AWS_6:public site
  #bridgecrew:skip=BC_AWS_1
  // cortex:skip=CKV_AWS_21: later
}
`;
    expect(readWaivers("main.tf", text).waivers).toMatchObject([
      { rule: { id: "CKV_AWS_20" }, line: 1, claims: { reason: "public site" } },
      { rule: { id: "CKV2_AWS_6" }, line: 1 },
      { rule: { id: "BC_AWS_1" }, line: 2 },
      { rule: { id: "CKV_AWS_21" }, line: 3, claims: { reason: "later" } },
    ]);
    const pipeline = "steps:\n  - run: checkov -d . --skip-check CKV_AWS_1,CKV_AWS_2\n";
    expect(claimsIn(".github/workflows/scan.yml", pipeline)).toEqual(
      Array(2).fill({ wide: "It counts for every file that this run scans. It has no end." }),
    );
    expect(rulesIn(".checkov.yaml", "skip-check:\n  - CKV_AWS_1\n  - CKV_AWS_2\n")).toEqual([
      "CKV_AWS_1",
      "CKV_AWS_2",
    ]);
  });

  test("a baseline's finding and check is one", () => {
    const text = JSON.stringify({
      failed_checks: [{ file: "/a.tf", findings: [{ resource: "b.c", check_ids: ["CKV_1", "CKV_2"] }] }],
    });
    expect(readWaivers(".checkov.baseline", text).waivers).toMatchObject([
      { rule: { id: "CKV_1" }, resource: "a.tf b.c" },
      { rule: { id: "CKV_2" }, resource: "a.tf b.c" },
    ]);
  });

  test("a baseline's resource that two files have stands under its own", () => {
    const findings = [{ resource: "AWS::S3::Bucket.Logs", check_ids: ["CKV_AWS_18"] }];
    const document = { failed_checks: ["/a.yaml", "/b.yaml"].map((file) => ({ file, findings })) };
    const linesIn = (text: string) => readWaivers(".checkov.baseline", text).waivers.map(({ line }) => line);
    expect(linesIn(JSON.stringify(document, null, 1))).toEqual([7, 18]);
    expect(linesIn(JSON.stringify(document))).toEqual([1, 1]);
  });

  test("what a report says was skipped", () => {
    const report = JSON.parse(reportsOfAll["checkov.json"] ?? "");
    const [check] = report.results.failed_checks;
    report.results.skipped_checks = [{ ...check, check_result: { suppress_comment: "legacy" } }];
    expect(readWaivers("checkov.json", JSON.stringify([report])).waivers).toMatchObject([
      {
        rule: { id: "CKV_GCP_29" },
        resource: "gcs.tf google_storage_bucket.site",
        claims: { reason: "legacy" },
      },
    ]);
  });
});

describe("SARIF", () => {
  const log = (...suppressions: object[]) =>
    JSON.stringify({
      version: "2.1.0",
      runs: [{ tool: { driver: { name: "Snyk Code" } }, results: [{ ruleId: "js/Xss", suppressions }] }],
    });
  test("an absent status is accepted; an end does not stop it from hiding", () => {
    const properties = { expiration: "2025-02-01", ignoredBy: { name: "Ben", email: "ben@acme.example" } };
    expect(readWaivers("code.sarif", log({ kind: "external", properties })).waivers).toMatchObject([
      {
        rule: { tool: "snyk-code", id: "js/Xss" },
        claims: {
          end: "2025-02-01",
          person: "ben@acme.example",
          wide: "Readers go on hiding it after its end.",
        },
      },
    ]);
  });
  test.each(["underReview", "rejected"])("%s undoes the others", (status) => {
    expect(rulesIn("code.sarif", log({ kind: "inSource" }, { kind: "external", status }))).toEqual([]);
  });
});

test("Semgrep's ignored results, and OpenVEX's “not affected”", () => {
  const result = { check_id: "no-eval", path: "a.js", start: { line: 3 } };
  const results = [
    { ...result, extra: { is_ignored: true } },
    { ...result, extra: {} },
  ];
  expect(readWaivers("semgrep.json", JSON.stringify({ results, errors: [] })).waivers).toMatchObject([
    { rule: { tool: "semgrep", id: "no-eval" }, resource: "a.js:3" },
  ]);
  const vulnerability = { name: "CVE-2021-1" };
  const statements = ["not_affected", "fixed", "affected"].map((status) => ({ vulnerability, status }));
  const vex = JSON.stringify({ "@context": "https://openvex.dev/ns/v0.2.0", statements });
  expect(rulesIn("vex.json", vex)).toEqual(["CVE-2021-1"]);
});

describe("Kyverno", () => {
  const exception = (match: string) => `apiVersion: kyverno.io/v2
kind: PolicyException
metadata:
  name: x
  labels: {cleanup.kyverno.io/ttl: 2026-12-01T165959Z}
spec:
  exceptions:
  - policyName: no-root
    ruleNames: [run-as, autogen-run-as, autogen-cronjob-run-as]
  match:
    any:
    - resources: ${match}
`;
  test("a policy and rule is one, with the rules derived of it", () => {
    const text = `kind: Namespace\n---\n${exception("{kinds: [Pod], namespaces: [pay], names: [led]}")}`;
    expect(readWaivers("k8s.yaml", text).waivers).toMatchObject([
      {
        rule: { tool: "kyverno", id: "no-root/run-as" },
        resource: "pay/Pod/led",
        claims: { end: "2026-12-01T165959Z" },
      },
    ]);
  });
  test.each(["{kinds: [Pod], namespaces: [pay]}", "{kinds: [Pod], names: [led]}"])("%s is wide", (match) => {
    expect(claimsIn("k8s.yaml", exception(match))).toMatchObject([{ wide: "It is as wide as the cluster." }]);
  });
});

test("Azure: an assignment and reference id is one; without reference ids it is all of it", () => {
  const exemption = (policyDefinitionReferenceIds: string[]) => ({
    id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Authorization/policyExemptions/e",
    name: "e",
    properties: {
      policyAssignmentId: "/subscriptions/s/providers/Microsoft.Authorization/policyAssignments/a",
      policyDefinitionReferenceIds,
      exemptionCategory: "Waiver",
      expiresOn: "2020-01-01T00:00:00Z",
      metadata: { requestedBy: "Ben" },
    },
  });
  const text = JSON.stringify({ value: [exemption(["one", "two"]), exemption([])] });
  expect(readWaivers("exemptions.json", text).waivers).toMatchObject([
    { rule: { id: expect.stringMatching(/a#one$/) }, resource: "/subscriptions/s/resourceGroups/g" },
    { rule: { id: expect.stringMatching(/a#two$/) }, claims: { person: "Ben", end: "2020-01-01T00:00:00Z" } },
    { rule: { id: expect.stringMatching(/a$/) }, claims: { wide: "It counts for the whole assignment." } },
  ]);
});

test("terminal escapes and long words of a stranger's file are not kept", () => {
  const [claims] = claimsIn("main.tf", `# checkov:skip=CKV_1:\u001b[31mred ${"x".repeat(5000)}`);
  expect(claims?.reason?.startsWith("red x")).toBe(true);
  expect(claims?.reason?.length).toBe(500);
});

const counts: [string, number][] = [
  ["exceptions-to-import/snyk-policy-with-expires.snyk", 14],
  ["exceptions-to-import/kyverno-exception-v2.yaml", 1],
  ["openvex/go-vex-5statements.json", 2],
  ["sarif/suppressions-no-status.sarif", 3],
  ["sarif/snyk-code-suppressions-null.sarif", 2],
  ["checkov/with-skips.json", 2],
  ["sarif/codeql-72results.sarif", 0],
];

describe.skipIf(!existsSync(samples))("the real files beside this clone (skipped where they are not)", () => {
  test.each(counts)("%s holds %i", (file, expected) => {
    const { waivers, ok } = readWaivers(file, readFileSync(`${samples}/${file}`, "utf8"));
    expect([waivers.length, ok]).toEqual([expected, true]);
  });
});

describe("an import", () => {
  let cast: Cast;
  let token: string;
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: noon });
    cast = await theCast();
    token = await tokenOf(cast, { rights: ["evaluate", "export"] });
    const any = { tool: "*", pattern: "*", kind: null, severityFrom: null, severityTo: null, reason: "" };
    await filled(mapRule({ ...any, policyId: cast.policy.tls }, cast.actor.Root, noon));
  });
  beforeEach(() => {
    vi.setSystemTime(noon);
  });
  afterAll(() => {
    vi.useRealTimers();
  });

  type Files = Record<string, string>;
  type Sending = { context?: object; key?: string; secret?: string };
  async function imported(files: Files, { context, key, secret = token }: Sending = {}) {
    const form = new FormData();
    const said = { repository: "acme/pay", commit: "9f2c41d", system: "payroll-feed", ...context };
    form.set("context", new Blob([JSON.stringify(said)], { type: "application/json" }));
    for (const [name, text] of Object.entries(files)) form.append("file", new Blob([text]), name);
    const headers = { "idempotency-key": key ?? crypto.randomUUID() };
    return call("POST", "/api/v1/gate/found-entries", { token: secret, body: form, headers });
  }
  const listed = async (query = "") =>
    (await call("GET", `/api/v1/gate/found-entries${query}`, { token })).body.entries;
  const events = () => db.auditEvent.count({ where: { action: "found.imported" } });

  async function asked() {
    const form = new FormData();
    const context = JSON.stringify({ system: "payroll-feed", environment: "test" });
    form.set("context", new Blob([context], { type: "application/json" }));
    for (const [file, text] of Object.entries(reportsOfAll)) form.append("report", new Blob([text]), file);
    const headers = { "idempotency-key": crypto.randomUUID() };
    return (await call("POST", "/api/v1/gate/evaluations", { token, body: form, headers })).body;
  }

  test("lists, makes no exception and changes no answer; again nothing changes; a line removed is gone", async () => {
    const before = await asked();
    const exceptions = await db.exception.count();
    const files = { "app/.trivyignore": "CVE-2021-33503\nAVD-AWS-0107 said Ben\n" };
    const first = await imported(files);
    expect([first.status, first.body]).toMatchObject([
      201,
      { entries: 2, found: 2, gone: 0, back: 0, own: 0 },
    ]);
    expect(first.body.files).toMatchObject([{ path: "app/.trivyignore", source: "trivyignore", read: true }]);

    const after = await asked();
    expect([after.decision, after.findings.map(({ answer }: { answer: string }) => answer)]).toEqual([
      before.decision,
      before.findings.map(({ answer }: { answer: string }) => answer),
    ]);
    expect(await db.exception.count()).toBe(exceptions);

    const told = await events();
    vi.setSystemTime(noon.getTime() + 60_000);
    const again = await imported(files);
    expect([again.status, again.body]).toMatchObject([200, { entries: 2, found: 0, gone: 0, back: 0 }]);
    expect(await events()).toBe(told);
    const [entry] = await listed();
    expect([entry.firstSeenAt, entry.lastSeenAt]).toEqual([
      noon.toISOString(),
      new Date(noon.getTime() + 60_000).toISOString(),
    ]);

    const moved = await imported(
      { "app/.trivyignore": "# one line down\nCVE-2021-33503\n" },
      { context: { commit: "b" } },
    );
    expect(moved.body).toMatchObject({ entries: 1, found: 0, gone: 1, back: 0 });
    expect(
      (await listed()).map(({ line, commit }: { line: number; commit: string }) => [line, commit]),
    ).toEqual([[2, "b"]]);
    expect((await listed("?gone=yes")).length).toBe(2);
    expect((await imported(files)).body).toMatchObject({ gone: 0, back: 1 });
  });

  test("a file that cannot be read leaves what was found; one that was removed does not", async () => {
    const path = "b/osv-scanner.toml";
    await imported({ [path]: '[[IgnoredVulns]]\nid = "GO-1"\n' });
    const broken = await imported({ [path]: "[[IgnoredVulns]\n" });
    expect(broken.body).toMatchObject({ gone: 0, files: [{ read: false, notes: ["This cannot be read."] }] });
    const other = await imported({ [path]: "" }, { context: { repository: "acme/other" } });
    expect(other.body.gone).toBe(0);
    expect((await imported({}, { context: { removed: [path] } })).body.gone).toBe(1);
  });

  test("the same words twice in one file are two", async () => {
    const line = "# checkov:skip=CKV_9:same";
    expect((await imported({ "c/main.tf": `${line}\n${line}\n` })).body).toMatchObject({ found: 2 });
    expect((await imported({ "c/main.tf": `${line}\n` })).body).toMatchObject({ found: 0, gone: 1 });
  });

  test("what an export of the register wrote is not listed; what only names a number is, and says so", async () => {
    const { id } = await asked();
    const evaluationId = id.slice("ev_".length);
    const toAskFor = await whatToAskFor(evaluationId, [], noon);
    const filed = await filedBy(cast, cast.actor.Cora, { findings: toAskFor?.findings ?? [], evaluationId });
    await filled(decide(await decisionOn(filed.id, "approve"), cast.actor.Ada, noon));
    const { number } = await db.exception.findUniqueOrThrow({ where: { id: filed.id } });
    const address = "/api/v1/exports/trivyignore?system=payroll-feed&environment=test";
    const { body } = await call("GET", address, { token });
    const kept = await imported({ ".trivyignore.yaml": body });
    expect(kept.body).toMatchObject({ found: 0, entries: 0 });
    expect(kept.body.own).toBeGreaterThan(1);
    const forged = await imported({
      ".trivyignore.yaml": body.replaceAll(/expired_at: .*/g, "expired_at: 2099-01-01"),
    });
    expect(forged.body).toMatchObject({ own: 0, found: kept.body.own });
    const mine = (await listed()).filter(({ path }: { path: string }) => path === ".trivyignore.yaml");
    expect(mine.every(({ claimsNumber }: { claimsNumber: string }) => claimsNumber === `EX-${number}`)).toBe(
      true,
    );
  });

  test("the same sending again is the same import; another content under its key is refused", async () => {
    const files = { "d/.trivyignore": "CVE-2021-4\n" };
    await imported(files, { key: "one" });
    const again = await imported(files, { key: "one" });
    expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([200, "true"]);
    const other = await imported({ "d/.trivyignore": "CVE-2021-5\n" }, { key: "one" });
    expect([other.status, other.body.code]).toEqual([422, "idempotency_key_reused"]);
  });

  test("a run that nobody is known to have started finds as well, and the trail names the run", async () => {
    const pipeline = await pipelineOfPayroll(cast);
    const run = {
      id: crypto.randomUUID(),
      issuerId: "",
      place: "acme/pay, run 7",
      starter: null,
      mayBeOfFork: false,
    };
    const files = [{ name: "e/.trivyignore", bytes: new TextEncoder().encode("CVE-2021-7\n") }];
    const context = { repository: "acme/pay", commit: "c", system: "payroll-feed" };
    const byRun = { ...pipeline, holder: null, run };
    expect(await importFound({ context, files, idempotencyKey: "run" }, byRun, noon)).toMatchObject({
      found: 1,
    });
    const event = await db.auditEvent.findFirst({
      where: { action: "found.imported" },
      orderBy: { id: "desc" },
    });
    expect([event?.via, event?.body]).toMatchObject(["pipeline", { name: "acme/pay, run 7", found: 1 }]);
  });

  test("only for a system that the token is bound to, which it names where there are several", async () => {
    expect((await imported({}, { context: { system: "none" } })).body.code).toBe("system_not_bound");
    expect((await imported({}, { context: { environment: "stage" } })).body.code).toBe(
      "environment_not_bound",
    );
    expect((await imported({}, { context: { system: undefined } })).body.system).toBe("payroll-feed");
    const exporter = await tokenOf(cast, { rights: ["export"] });
    expect((await imported({}, { secret: exporter })).body.code).toBe("token_lacks_right");
    expect((await imported({}, { context: { commit: "" } })).body.code).toBe("bad_context");
    expect((await call("GET", "/api/v1/gate/found-entries?x=1", { token })).body.code).toBe("bad_query");
  });
});

test("the rule map names the policy; a number stands anywhere in the claims", () => {
  const row = { tool: "trivy", pattern: "AWS-*", kind: null, from: null, to: null, policy: "CLOUD-07" };
  expect(policyOfEntry({ tool: "trivy", rule: "AVD-AWS-0107" }, [row])).toBe("CLOUD-07");
  expect(policyOfEntry({ tool: "snyk", rule: "AWS-0107" }, [row])).toBeNull();
  expect(claimedNumber({ claims: { reason: "see EX-1042." } })).toBe(1042);
  expect(claimedNumber({ claims: { reason: "COMPLEX-1042" } })).toBeNull();
});
