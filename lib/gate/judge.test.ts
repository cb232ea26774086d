import { describe, expect, test } from "vitest";

import { type Cover, type Grant, judge, type Question } from "@/lib/gate/judge";
import { readReport } from "@/lib/gate/read-report";
import type { Finding } from "@/lib/gate/report";
import type { RuleRow } from "@/lib/gate/rule-map";

const now = new Date("2026-11-20T12:00:00.000Z");
const plus = (ms: number) => new Date(now.getTime() + ms);
const hour = 3_600_000;

type Broken = { id?: string; resource?: string; severity?: string; status?: string };

/** A Trivy report of these misconfigurations in net/main.tf. */
function report(broken: Broken[], extra: object = {}): Question["reports"][number] {
  const Misconfigurations = broken.map(({ id = "AWS-0107", resource = "aws_sg.debug", ...row }) => ({
    ID: id,
    Status: row.status ?? "FAIL",
    Severity: row.severity ?? "HIGH",
    Message: "Open to all.",
    CauseMetadata: { Resource: resource },
  }));
  const Results = [
    { Target: "net/main.tf", Class: "config", Type: "terraform", Misconfigurations, ...extra },
  ];
  return sent({ SchemaVersion: 2, Results });
}

function sent(document: unknown, name = "trivy.json"): Question["reports"][number] {
  const text = JSON.stringify(document);
  return { ...readReport(new TextEncoder().encode(text)), name, sha256: text };
}

const [debug] = report([{}]).findings as [Finding];

function cover(finding: Finding, changes: Partial<Cover> = {}): Cover {
  const { fingerprint, aliasFingerprints, resourceKey, severity, occurrences } = finding;
  return {
    fingerprint,
    aliasFingerprints,
    resourceKey,
    severity,
    occurrences,
    wholeResource: false,
    ...changes,
  };
}

/** EX-1042: in force for the debug port in production, from an hour ago for an hour more. */
function granted(changes: Partial<Grant> = {}): Grant {
  return {
    number: 1042,
    status: "active",
    sentBack: false,
    activatedAt: plus(-24 * hour),
    closedReason: null,
    startsAt: plus(-hour),
    endsAt: plus(hour),
    ratifyBy: null,
    ratifiedAt: null,
    policy: "CLOUD-07",
    system: "payments-api",
    environment: "production",
    covers: [cover(debug)],
    ...changes,
  };
}

const row = (changes: Partial<RuleRow> = {}): RuleRow => ({
  tool: "trivy",
  pattern: "AVD-AWS-*",
  kind: null,
  from: null,
  to: null,
  policy: "CLOUD-07",
  ...changes,
});

function asked(changes: Partial<Question> = {}): Question {
  return {
    system: "payments-api",
    environment: "production",
    receivedAt: now,
    reports: [report([{}])],
    requiredTools: [],
    map: [row()],
    grants: [],
    ...changes,
  };
}

const why = (changes: Partial<Question>, at = now) => judge(asked(changes), at).findings[0]?.why;

test("a finding with an exception in force may pass, and the answer names the exception and its end", () => {
  const judged = judge(asked({ grants: [granted()] }), now);
  expect(judged).toMatchObject({ decision: "exception", go: true });
  expect(judged.policies).toEqual([{ key: "CLOUD-07", answer: "exception", findings: 1, doubts: [] }]);
  expect(judged.findings[0]).toMatchObject({
    answer: "exception",
    exception: { number: 1042, endsAt: plus(hour) },
  });
});

test("without one it is a violation, and the developer is told that nobody asked", () => {
  const judged = judge(asked(), now);
  expect(judged).toMatchObject({ decision: "violation", go: false });
  expect(judged.findings[0]).toMatchObject({
    why: "no_exception",
    sentence: "Nobody has asked for an exception.",
  });
});

test("a report without findings is compliant", () => {
  const judged = judge(asked({ reports: [report([])] }), now);
  expect(judged).toMatchObject({ decision: "compliant", go: true, findings: [] });
});

test("it is covered a millisecond before the end, and at the end no more, with no worker running (R13)", () => {
  const grants = [granted()];
  expect(judge(asked({ grants }), plus(hour - 1)).decision).toBe("exception");
  expect(why({ grants }, plus(hour))).toBe("expired");
  expect(judge(asked({ grants }), plus(-hour)).decision).toBe("exception");
  expect(why({ grants }, plus(-hour - 1))).toBe("not_started");
});

describe("an exception covers only its own scope (R25)", () => {
  const grants = [granted()];
  test("another environment", () => {
    expect(why({ grants, environment: "development" })).toBe("other_environment");
  });
  test("another system", () => expect(why({ grants, system: "ledger" })).toBe("other_system"));
  test("another resource", () => {
    expect(why({ grants, reports: [report([{ resource: "aws_sg.web" }])] })).toBe("other_resource");
  });
  test("another policy", () => {
    expect(why({ grants: [granted({ policy: "CLOUD-08" })] })).toBe("no_exception");
  });
  test("another rule of the policy on the resource, unless the resource was approved", () => {
    const reports = [report([{ id: "AWS-0104" }])];
    expect(why({ grants, reports })).toBe("other_resource");
    const covers = [cover(debug, { wholeResource: true })];
    expect(judge(asked({ grants: [granted({ covers })], reports }), now).decision).toBe("exception");
    const elsewhere = [report([{ id: "AWS-0104", resource: "aws_sg.web" }])];
    expect(why({ grants: [granted({ covers })], reports: elsewhere })).toBe("other_resource");
  });
});

describe("why not", () => {
  test.for([
    ["pending", { status: "pending", startsAt: null, endsAt: null }],
    ["sent_back", { status: "pending", sentBack: true, startsAt: null, endsAt: null }],
    ["rejected", { status: "rejected", startsAt: null, endsAt: null }],
    ["expired", { status: "expired", endsAt: plus(-1) }],
    ["expired", { status: "closed", closedReason: "revoked" }],
    ["no_exception", { status: "closed", closedReason: "withdrawn", startsAt: null, endsAt: null }],
    ["expired", { ratifyBy: now }],
    ["condition_broken", { conditions: [{ suspends: true, state: "broken" }] }],
    ["condition_stale", { conditions: [measured(now)] }],
    ["not_started", { startsAt: plus(1) }],
    ["not_started", { activatedAt: now, startsAt: plus(1) }],
    ["pending", { activatedAt: plus(1), startsAt: plus(1) }],
  ] as [string, Partial<Grant>][])("%s: %o", ([code, changes]) => {
    const [finding] = judge(asked({ grants: [granted(changes)] }), now).findings;
    expect(finding).toMatchObject({ answer: "violation", why: code });
    expect(finding?.sentence).toMatch(
      /^(EX-1042 |A condition of EX-1042 |The readings of a condition of EX-1042 |Nobody ).+\.$/,
    );
  });

  test("of several reasons the most useful is told", () => {
    const rejected = granted({ number: 1, status: "rejected", startsAt: null, endsAt: null });
    const pending = granted({ number: 2, status: "pending", startsAt: null, endsAt: null });
    const [finding] = judge(asked({ grants: [rejected, granted({ endsAt: now }), pending] }), now).findings;
    expect(finding).toMatchObject({ why: "pending", related: 2 });
  });

  test("an emergency covers until its time for ratifying, and answers are valid no longer", () => {
    const ratifyBy = plus(60_000);
    const judged = judge(asked({ grants: [granted({ ratifyBy })] }), now);
    expect(judged).toMatchObject({ decision: "exception", validUntil: ratifyBy });
  });
});

test("three occurrences were approved: the fourth makes all of them violations", () => {
  const seen = (times: number) => [report(Array(times).fill({}))];
  const [three] = report([{}, {}, {}]).findings as [Finding];
  const grants = [granted({ covers: [cover(three)] })];
  expect(judge(asked({ grants, reports: seen(3) }), now).decision).toBe("exception");
  expect(why({ grants, reports: seen(4) })).toBe("more_occurrences");
  expect(judge(asked({ grants, reports: seen(2) }), now).decision).toBe("exception");
});

test("the same file sent twice counts once; two reports of one tool add up; of two tools the larger count stands", () => {
  const grants = [granted()];
  const twice = (other: Question["reports"][number]) =>
    judge(asked({ grants, reports: [report([{}]), other] }), now).findings[0];
  expect(twice(report([{}]))).toMatchObject({ answer: "exception" });
  expect(twice(report([{}], { Packages: [] }))).toMatchObject({ why: "more_occurrences" });
});

test("medium was approved and high is found; what has no severity counts like high", () => {
  const covers = [cover(debug, { severity: "medium" })];
  const grants = [granted({ covers })];
  expect(why({ grants })).toBe("severity_raised");
  expect(why({ grants, reports: [report([{ severity: "" }])] })).toBe("severity_raised");
  expect(judge(asked({ grants, reports: [report([{ severity: "LOW" }])] }), now).decision).toBe("exception");
});

test("what the scanner was told to skip is a violation without an exception, and covered with one", () => {
  const reports = [report([{ status: "EXCEPTION" }])];
  expect(why({ reports })).toBe("suppressed_without_approval");
  expect(judge(asked({ reports, grants: [granted()] }), now).decision).toBe("exception");
});

test("of two exceptions the one that ends last is named, and a renewal leaves no gap (lesson 14)", () => {
  const renewal = granted({ number: 1050, startsAt: plus(hour), endsAt: plus(2 * hour) });
  const grants = [granted(), renewal];
  const usedAt = (at: Date) => judge(asked({ grants }), at).findings[0]?.exception?.number;
  expect(usedAt(plus(hour - 1))).toBe(1042);
  expect(usedAt(plus(hour))).toBe(1050);
  expect(judge(asked({ grants: [granted(), granted({ number: 7, endsAt: plus(2) })] }), now)).toMatchObject({
    findings: [{ exception: { number: 1042 } }],
  });
});

test("an answer is valid for five minutes, or until the first end of an exception it leans on", () => {
  expect(judge(asked(), now).validUntil).toEqual(plus(300_000));
  expect(judge(asked({ grants: [granted({ endsAt: plus(1000) })] }), now).validUntil).toEqual(plus(1000));
});

test("nor longer than the last reading of what it leans on counts", () => {
  const grants = [granted({ conditions: [measured(plus(1000))] })];
  expect(judge(asked({ grants }), now)).toMatchObject({ decision: "exception", validUntil: plus(1000) });
  expect(judge(asked({ grants }), plus(1000)).decision).toBe("violation");
});

/** Holds by a reading that counts until then. */
function measured(until: Date): NonNullable<Grant["conditions"]>[number] {
  const undated = { timing: null, dueAt: null, dueSeconds: null };
  const lastReading = { at: new Date(until.getTime() - 900_000) };
  return { ...undated, state: "holds", suspends: true, freshSeconds: 900, suspendsStale: true, lastReading };
}

describe("aliases", () => {
  const advisory = (own: string, related: string[]) =>
    sent(
      {
        matches: [
          {
            vulnerability: { id: own, severity: "High" },
            relatedVulnerabilities: related.map((id) => ({ id })),
            artifact: { purl: "pkg:rpm/amzn/krb5@1" },
          },
        ],
        source: { type: "image", target: { userInput: "app:1" } },
        descriptor: {},
      },
      "grype.json",
    );
  const map = [row({ tool: "*", pattern: "*", policy: "VULN-01" })];
  const grantFor = (number: number, one: Question["reports"][number]) =>
    granted({ number, policy: "VULN-01", covers: one.findings.map((finding) => cover(finding)) });
  const decide = (found: Question["reports"][number], ...approved: Question["reports"]) =>
    judge(asked({ map, reports: [found], grants: approved.map((one, at) => grantFor(at + 1, one)) }), now)
      .decision;

  const [one, two] = ["CVE-2024-37370", "CVE-2024-37371"];

  test("an exception for the CVE covers the advisory that names only it, and the other way round", () => {
    expect(decide(advisory("ALAS-1", [one]), advisory(one, []))).toBe("exception");
    expect(decide(advisory(one, []), advisory("ALAS-1", [one]))).toBe("exception");
    expect(decide(advisory("ALAS-1", []), advisory("ALAS-1", [one]))).toBe("exception");
  });

  test("an advisory with two CVEs is not covered by one of them, but by both, or by its own id", () => {
    const both = advisory("ALAS-2", [one, two]);
    expect(decide(both, advisory(one, []))).toBe("violation");
    expect(decide(both, advisory(one, []), advisory(two, []))).toBe("exception");
    expect(decide(both, both)).toBe("exception");
    expect(decide(advisory(one, []), both)).toBe("violation");
  });

  test("two advisories that share an alias are two", () => {
    expect(decide(advisory(two, ["GHSA-aaaa-bbbb-cccc"]), advisory(one, ["GHSA-aaaa-bbbb-cccc"]))).toBe(
      "violation",
    );
  });
});

describe("the rule map", () => {
  const policyFor = (...map: RuleRow[]) => judge(asked({ map }), now).findings[0]?.policy;

  test("a rule that nobody mapped belongs to UNMAPPED, which counts like any other policy", () => {
    expect(policyFor()).toBe("UNMAPPED");
    expect(why({ map: [] })).toBe("unmapped_rule");
    const grants = [granted({ policy: "UNMAPPED" })];
    expect(judge(asked({ map: [], grants }), now).decision).toBe("exception");
  });

  test("the narrowest row decides: an id before a pattern, a long pattern before a short, a tool before any", () => {
    const exact = row({ pattern: "AWS-0107", policy: "EXACT" });
    expect(policyFor(row(), exact)).toBe("EXACT");
    expect(policyFor(row({ pattern: "AVD-AWS-0107", policy: "EXACT" }), row())).toBe("EXACT");
    expect(policyFor(row({ pattern: "*", policy: "ALL" }), row({ pattern: "AWS-01*", policy: "LONG" }))).toBe(
      "LONG",
    );
    expect(policyFor(row({ tool: "*", pattern: "AWS-0107", policy: "ANY" }), exact)).toBe("EXACT");
    expect(policyFor(row({ tool: "checkov", pattern: "*", policy: "OTHER" }))).toBe("UNMAPPED");
    expect(policyFor(row({ kind: "vuln", policy: "OTHER" }))).toBe("UNMAPPED");
    expect(policyFor(row({ from: "critical", policy: "WORST" }), row())).toBe("CLOUD-07");
    expect(policyFor(row({ from: "low", to: "high", policy: "RANGE" }), row())).toBe("RANGE");
  });

  test("what a control owner called no policy is shown and does not count", () => {
    const map = [row({ pattern: "AWS-0107", policy: null })];
    expect(judge(asked({ map }), now)).toMatchObject({ decision: "compliant", findings: [{ policy: null }] });
  });

  test.for([
    ["*", true],
    ["aws-*7", true],
    ["*-01*", true],
    ["AWS-0107*", true],
    ["AWS-*0107*7", false],
    ["AWS-01", false],
    ["*AWS-0107X", false],
  ])("the pattern %s fits: %s", ([pattern, fits]) => {
    expect(policyFor(row({ pattern: pattern as string }))).toBe(fits ? "CLOUD-07" : "UNMAPPED");
  });
});

describe("fail closed: on any doubt the answer is not yes (R24)", () => {
  const clean = { SchemaVersion: 2, Results: [{ Target: "net/main.tf" }] };
  const doubtful = (changes: Partial<Question>, at = now) => {
    const { decision, go, doubts } = judge(asked(changes), at);
    return { decision, go, codes: doubts.map(({ code }) => code) };
  };

  test.for([
    ["nothing_evaluated", { SchemaVersion: 2 }],
    ["report_unreadable", { hello: "world" }],
    ["report_partial", { SchemaVersion: 2, Results: [{ Target: "a", MisconfSummary: { Failures: 1 } }] }],
    [
      "not_evaluated",
      [
        { class_name: "Detection Finding", status_code: "PASS" },
        { class_name: "Detection Finding", status_code: "MANUAL" },
      ],
    ],
  ])("%s", ([code, document]) => {
    const expected = { decision: "indeterminate", go: false, codes: [code] };
    expect(doubtful({ reports: [sent(document)] })).toEqual(expected);
    expect(doubtful({ reports: [sent(clean, "clean.json"), sent(document)] })).toEqual(expected);
  });

  test("no report at all, and a tool that the system requires and nobody ran", () => {
    expect(doubtful({ reports: [] })).toMatchObject({ go: false, codes: ["report_missing"] });
    const reports = [sent(clean)];
    expect(doubtful({ reports, requiredTools: ["trivy"] })).toMatchObject({ go: true, codes: [] });
    expect(doubtful({ reports, requiredTools: ["trivy", "checkov"] })).toMatchObject({
      decision: "indeterminate",
      go: false,
      codes: ["report_missing"],
    });
  });

  test("partial with every finding covered stays indeterminate, and with one uncovered it is a violation", () => {
    const partial = [report([{}], { MisconfSummary: { Failures: 2 } })];
    const judged = judge(asked({ reports: partial, grants: [granted()] }), now);
    expect(judged).toMatchObject({ decision: "indeterminate", go: false });
    expect(judged.policies[0]).toMatchObject({ key: "CLOUD-07", answer: "indeterminate", findings: 1 });
    expect(judge(asked({ reports: partial }), now).decision).toBe("violation");
  });

  test("B14: after 24 hours a report proves nothing any more", () => {
    const day = 24 * hour;
    const grants = [granted({ endsAt: plus(2 * day) })];
    expect(doubtful({ grants }, plus(day - 1))).toMatchObject({ decision: "exception" });
    expect(doubtful({ grants }, plus(day))).toEqual({
      decision: "indeterminate",
      go: false,
      codes: ["report_too_old"],
    });
    expect(doubtful({}, plus(day)).decision).toBe("indeterminate");
  });
});

test("violations come first, and one violation among exceptions is a violation", () => {
  const reports = [report([{}, { resource: "aws_sg.web" }])];
  const judged = judge(asked({ reports, grants: [granted()] }), now);
  expect(judged.findings.map(({ answer }) => answer)).toEqual(["violation", "exception"]);
  expect(judged).toMatchObject({ decision: "violation", policies: [{ answer: "violation", findings: 2 }] });
});
