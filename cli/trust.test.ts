// Exit 4: whatever answers is not the register, or does not answer this question. A register of our own making says here
// what a real one never does; and for each lie the truth is told once, which is a yes.

import type { RequestListener } from "node:http";
import { describe, expect, test } from "vitest";

import { served } from "@/lib/testing/api-server";
import { certificateFor } from "@/lib/testing/certificate";
import { folder, run, written } from "@/lib/testing/cli";

type Answer = Record<string, unknown>;
type Asked = { nonce: string; hashes: string[] };

/** What a register would say to this question: go, nothing found. */
function truth({ nonce, hashes }: Asked): Answer {
  const at = Date.now();
  return {
    id: "ev_1",
    decision: "compliant",
    go: true,
    nonce,
    evaluatedAt: new Date(at).toISOString(),
    validUntil: new Date(at + 300_000).toISOString(),
    system: "payroll-feed",
    environment: "test",
    commit: null,
    requestUrl: "https://register.example/exceptions/new?evaluation=ev_1",
    next: null,
    reports: hashes.map((sha256) => ({ name: "trivy.json", sha256, status: "evaluated" })),
    doubts: [],
    policies: [{ key: "SEC-014", title: "TLS 1.2 or newer", answer: "compliant" }],
    findings: [],
  };
}

const hash = "a9f51566bd6705f7ea6ad54bb9deb449f795582d6529a0e22207b8981233ec58";
const report = () => written("report.json", "{}\n");
const hashOfReport = "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356";

type Said = { status?: number; headers?: Record<string, string>; body: string };
type Tell = (asked: Asked) => Said;
const json =
  (change: (answer: Answer) => Answer, more: Partial<Said> = {}): Tell =>
  (asked) => ({
    body: JSON.stringify(change(truth(asked))),
    ...more,
  });

async function askedOf(tell: Tell, env: Record<string, string> = {}) {
  let times = 0;
  const address = await served(async (incoming, outgoing) => {
    times++;
    for await (const _ of incoming);
    const nonce = String(incoming.headers["gate-nonce"]);
    const { status = 201, headers, body } = tell({ nonce, hashes: [hashOfReport] });
    outgoing.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
  });
  return { ...(await checkAt(address, env)), times };
}

const tellTheTruth: RequestListener = async (incoming, outgoing) => {
  for await (const _ of incoming);
  const nonce = String(incoming.headers["gate-nonce"]);
  outgoing.writeHead(201, { "content-type": "application/json" });
  outgoing.end(JSON.stringify(truth({ nonce, hashes: [hashOfReport] })));
};

const checkAt = (address: string, env: Record<string, string> = {}, ...more: string[]) =>
  run(["gate", "check", "--system", "payroll-feed", "--env", "test", "--report", report(), ...more], {
    EXCEPTIONS_URL: address,
    EXCEPTIONS_TOKEN: "exr_x",
    ...env,
  });

const minutes = (amount: number) => new Date(Date.now() + amount * 60_000).toISOString();
const same = (answer: Answer) => answer;
const violation = {
  fingerprint: "f1:1",
  answer: "violation",
  why: "no_exception",
  sentence: "Nobody has asked for an exception.",
  policy: "SEC-014",
  rule: { tool: "trivy", id: "AWS-0107" },
  severity: "high",
  resource: "aws_sg.debug",
  location: { path: "net/main.tf", line: 31 },
  message: "Open.",
  occurrences: 1,
  suppressedByTool: false,
};

test("the truth is believed, and so are fields that nobody here knows", async () => {
  expect(await askedOf(json(same))).toMatchObject({ exit: 0, times: 1 });
  expect((await askedOf(json((answer) => ({ ...answer, mood: "good" })))).out).toMatchObject({
    exit: 0,
    mood: "good",
  });
});

describe("not believed, and asked once", () => {
  test.each<[string, string, Tell]>([
    ["another nonce", "nonce", json((answer) => ({ ...answer, nonce: "ab".repeat(16) }))],
    ["no nonce", "nonce", json((answer) => ({ ...answer, nonce: null }))],
    ["go beside a violation", "contradiction", json((answer) => ({ ...answer, decision: "violation" }))],
    [
      "go beside indeterminate",
      "contradiction",
      json((answer) => ({ ...answer, decision: "indeterminate" })),
    ],
    ["no go beside compliant", "contradiction", json((answer) => ({ ...answer, go: false }))],
    [
      "go with a finding that is a violation",
      "contradiction",
      json((answer) => ({ ...answer, findings: [violation] })),
    ],
    [
      "go with a policy that is indeterminate",
      "contradiction",
      json((answer) => ({ ...answer, policies: [{ key: "X", title: "X", answer: "indeterminate" }] })),
    ],
    [
      "another report",
      "other_reports",
      json((answer) => ({ ...answer, reports: [{ name: "r", sha256: hash, status: "evaluated" }] })),
    ],
    ["no report", "other_reports", json((answer) => ({ ...answer, reports: [] }))],
    ["another system", "other_reports", json((answer) => ({ ...answer, system: "sandbox" }))],
    ["a clock six minutes ahead", "clock_skew", json((answer) => ({ ...answer, evaluatedAt: minutes(6) }))],
    ["a clock six minutes behind", "clock_skew", json((answer) => ({ ...answer, evaluatedAt: minutes(-6) }))],
    ["a decision that is none", "schema", json((answer) => ({ ...answer, decision: "fine" }))],
    ["go as a word", "schema", json((answer) => ({ ...answer, go: "true" }))],
    ["nothing", "schema", () => ({ body: "null" })],
    [
      "a web page",
      "not_json",
      () => ({ body: "<html>Sign in</html>", headers: { "content-type": "text/html" } }),
    ],
    ["a web page that says it is JSON", "not_json", () => ({ body: "<html>Sign in</html>" })],
    ["the truth as text", "not_json", json(same, { headers: { "content-type": "text/plain" } })],
    ["a way elsewhere", "not_the_register", () => ({ status: 302, headers: { location: "/" }, body: "" })],
    ["a no of somebody else", "not_the_register", () => ({ status: 403, body: "Blocked by the proxy." })],
    [
      "a no with another status",
      "not_the_register",
      () => ({ status: 403, body: '{"status":404,"code":"not_found","detail":"-"}' }),
    ],
    [
      "a next page elsewhere",
      "schema",
      json((answer) => ({ ...answer, next: "https://elsewhere.example/" })),
    ],
  ])("%s", async (_, code, tell) => {
    const { exit, out, err, times } = await askedOf(tell);
    expect([exit, out.exit, out.code, times]).toEqual([4, 4, code, 1]);
    expect(err).toMatch(/^NOT TRUSTED {2}/);
  });

  test("clocks that are four minutes apart are", async () => {
    expect((await askedOf(json((answer) => ({ ...answer, evaluatedAt: minutes(4) })))).exit).toBe(0);
    expect((await askedOf(json((answer) => ({ ...answer, evaluatedAt: minutes(-4) })))).exit).toBe(0);
  });

  test("a certificate of nobody; with its authority named, the same answer is", async () => {
    const certificate = certificateFor("localhost");
    const address = await served(tellTheTruth, certificate);
    expect((await checkAt(address)).out).toMatchObject({ exit: 4, code: "tls" });
    const authority = `${folder}/${written("authority.pem", certificate.cert)}`;
    expect((await checkAt(address, { NODE_EXTRA_CA_CERTS: authority })).exit).toBe(0);
  });
});

describe("tried again while there is time", () => {
  test.each([409, 429, 500, 502, 503, 504])("a %s passes, and the run goes on", async (status) => {
    let first = true;
    const result = await askedOf(
      (asked) => {
        if (!first) return json(same)(asked);
        first = false;
        return { status, body: "", headers: { "retry-after": "0" } };
      },
      { EXCEPTIONS_RETRY_SECONDS: "10" },
    );
    expect(result).toMatchObject({ exit: 0, times: 2 });
  });

  test("a line that breaks in the middle of the answer passes too", async () => {
    let first = true;
    const address = await served(async (incoming, outgoing) => {
      if (!first) return tellTheTruth(incoming, outgoing);
      first = false;
      outgoing.writeHead(201, { "content-type": "application/json", "content-length": "1000" });
      outgoing.write('{"go": true');
      setTimeout(() => outgoing.destroy(), 20);
    });
    expect((await checkAt(address, { EXCEPTIONS_RETRY_SECONDS: "10" })).exit).toBe(0);
  });

  test("B14: what lasts ends with 4: a register that is away, a closed port", async () => {
    const away = await askedOf(() => ({ status: 503, body: "" }), { EXCEPTIONS_RETRY_SECONDS: "5" });
    expect(away).toMatchObject({ exit: 4, out: { code: "unavailable" } });
    expect(away.times).toBeGreaterThan(1);
    expect((await checkAt("http://127.0.0.1:9")).out).toMatchObject({ exit: 4, code: "unreachable" });
  });
});

test("no flag and no variable makes any of it a yes", async () => {
  const yaml = written("exception.yaml", "requester: cora@example.com\n");
  const more = [
    "--request",
    yaml,
    "--wait",
    "1s",
    "--annotations",
    "none",
    "--junit",
    "junit.xml",
    "--root",
    "/",
  ];
  expect((await checkAt("http://127.0.0.1:9", {}, ...more)).exit).toBe(4);
  expect((await checkAt("http://127.0.0.1:9", { CI: "true", GITLAB_CI: "true", FORCE: "1" })).exit).toBe(4);
});
