// Exports, as the tools that read them would: never later, never wider, and whatever cannot be told is named (R13, R25).

import { Ajv2020 } from "ajv/dist/2020.js";
import { parse as parseToml } from "smol-toml";
import { loadFromText } from "snyk-policy";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { parse, parseAllDocuments, parseDocument } from "yaml";

import { db, inTransaction } from "@/lib/db";
import { decide } from "@/lib/exceptions/decide";
import type { Emission } from "@/lib/gate/exports/export";
import { inForceHere } from "@/lib/gate/exports/in-force-here";
import { instant, instantBefore } from "@/lib/gate/exports/rounding";
import { targetNamed, targets } from "@/lib/gate/exports/targets";
import { mapRule } from "@/lib/gate/map-rule";
import { whatToAskFor } from "@/lib/gate/what-to-ask-for";
import { call } from "@/lib/testing/api";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { tokenOf } from "@/lib/testing/gate";
import { reportsOfAll } from "@/lib/testing/reports";
import { decisionOn, filedBy } from "@/lib/testing/requests";

await testDatabase();
process.env.NEXTAUTH_URL = "https://register.example";
process.env.NEXTAUTH_SECRET = "x".repeat(32);

const words = 'Waits for “v2”: it\'s "soon" \\ done # not a comment\nand a second line, until: [then]';

let cast: Cast;
let token: string;
let name: string;
let end: number;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: noon });
  cast = await theCast();
  token = await tokenOf(cast, { rights: ["evaluate", "export"] });
  const anything = { tool: "*", pattern: "*", kind: null, severityFrom: null, severityTo: null, reason: "" };
  await filled(mapRule({ ...anything, policyId: cast.policy.tls }, cast.actor.Root, noon));

  const toAskFor = await whatToAskFor(await asked(reportsOfAll), [], noon);
  if (!toAskFor) throw new Error("nothing to ask for");
  const { id } = await filedBy(cast, cast.actor.Cora, {
    findings: toAskFor.findings,
    evaluationId: lastEvaluation,
    reason: words,
  });
  await filled(decide(await decisionOn(id, "approve"), cast.actor.Ada, noon));
  const { number, endsAt } = await db.exception.findUniqueOrThrow({ where: { id } });
  name = `EX-${number}`;
  end = (endsAt as Date).getTime();
});
beforeEach(() => {
  vi.setSystemTime(noon);
});
const { TZ } = process.env;
afterEach(() => {
  process.env.TZ = TZ;
});
afterAll(() => {
  vi.useRealTimers();
});

let lastEvaluation: string;

async function asked(reports: Record<string, string>): Promise<string> {
  const form = new FormData();
  const context = JSON.stringify({ system: "payroll-feed", environment: "test" });
  form.set("context", new Blob([context], { type: "application/json" }));
  for (const [file, text] of Object.entries(reports)) form.append("report", new Blob([text]), file);
  const headers = { "idempotency-key": crypto.randomUUID() };
  const { body } = await call("POST", "/api/v1/gate/evaluations", { token, body: form, headers });
  lastEvaluation = body.id.slice("ev_".length);
  return lastEvaluation;
}

type Ask = { query?: string; headers?: Record<string, string>; secret?: string };

const exported = (format: string, { query = "", headers, secret = token }: Ask = {}) =>
  call("GET", `/api/v1/exports/${format}?system=payroll-feed&environment=test${query}`, {
    token: secret,
    headers,
  });

/** The emission of now, changed as a test wants it. */
async function emission(changes: Partial<Emission> = {}): Promise<Emission> {
  const found = await inTransaction(new Date(), (tx) =>
    inForceHere(
      tx,
      {
        system: { id: cast.system.payroll, key: "payroll-feed", name: "Payroll feed" },
        environment: "test",
        address: "https://register.example",
        folder: "",
      },
      new Date(),
    ),
  );
  if (!("granted" in found)) throw new Error("no emission");
  return { ...found, ...changes };
}

async function emitted(format: string, change: (emission: Emission) => Emission = (same) => same) {
  const target = targetNamed(format);
  if (!target) throw new Error(format);
  return target.emit(change(await emission()));
}

const second = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

test("Trivy's file names id, path and package, and what it can only ignore by file is left out", async () => {
  const { status, headers, body } = await exported("trivyignore");
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("application/yaml; charset=utf-8");
  const file = parse(body);
  const last = second(end - 1000);
  expect(file.vulnerabilities[0]).toEqual({
    id: "CVE-2021-33503",
    paths: ["app/requirements.txt", "app/requirements.txt:*", "app/requirements.txt@*"],
    purls: ["pkg:pypi/urllib3"],
    expired_at: last,
    statement: expect.stringContaining(`${name}: Waits for “v2”`),
  });
  expect(file.misconfigurations.map(({ id }: { id: string }) => id)).toEqual(["DS-0002", "AVD-DS-0002"]);
  expect(file.misconfigurations[0].paths).toEqual(["Dockerfile"]);
  expect(file.secrets[0]).toMatchObject({ id: "private-key", paths: ["ci/\\[key\\].pem"] });
  // An instant, and not text: absent or of another type it would hold for ever.
  expect(body).toContain(`expired_at: ${last}\n`);
  expect(headers.get("export-omitted")).toContain(
    `${name}; why="Trivy ignores a misconfiguration by file, and this is for one resource in it."`,
  );
});

test("a finding without a package is not excepted for every package of its target", async () => {
  const { text, left } = await emitted("trivyignore", (it) => ({
    ...it,
    granted: it.granted.map((one) => ({
      ...one,
      findings: one.findings
        .filter(({ kind, rule }) => kind === "vuln" && rule.tool === "trivy")
        .map((finding) => ({ ...finding, place: ["app/requirements.txt", ""] })),
    })),
  }));
  expect(parse(text ?? "")).toEqual({});
  expect(left.map(({ why }) => why)).toContain("Trivy names no package or no target for it.");
});

test("Snyk's file names each way to the package and ends as text, with milliseconds", async () => {
  const { body } = await exported("snyk");
  const { ignore } = parse(body);
  const last = new Date(end - 1000).toISOString();
  expect(Object.keys(ignore)).toEqual(["SNYK-JS-AJV-584908"]);
  expect(ignore["SNYK-JS-AJV-584908"].map((item: object) => Object.entries(item)[0])).toEqual([
    ["har-validator@5.1.3 > ajv@6.10.2", expect.objectContaining({ expires: last })],
    ["ajv@6.10.2", expect.objectContaining({ expires: last, created: noon.toISOString() })],
  ]);
  expect(body).toContain(`expires: '${last}'`);
  expect(last).toMatch(/\.000Z$/);
  expect(last > new Date(end - 1001).toJSON() && last < new Date(end).toJSON()).toBe(true);
});

test("a file of one folder holds nothing of another", async () => {
  const root = parseToml((await exported("osv-scanner")).body) as { IgnoredVulns: { id: string }[] };
  expect(root.IgnoredVulns.map(({ id }) => id)).toEqual(["CVE-2020-15366"]);
  const { body, headers } = await exported("osv-scanner", { query: "&folder=app" });
  const app = parseToml(body) as unknown as {
    IgnoredVulns: { id: string; ignoreUntil: Date; reason: string }[];
  };
  expect(app.IgnoredVulns.map(({ id }) => id)).toEqual(["CVE-2021-33503"]);
  expect(app.IgnoredVulns[0]?.ignoreUntil.getTime()).toBe(end);
  expect(body).toMatch(/ignoreUntil = \S+Z\n/);
  expect(headers.get("export-omitted")).toContain("Its file is for the root of the checkout");
  expect(parse((await exported("snyk", { query: "&folder=app" })).body).ignore).toEqual({});
});

test("what was found in an image stands in no folder, whatever the image is called", async () => {
  const { entries, left } = await emitted("osv-scanner", (it) => ({
    ...it,
    granted: it.granted.map((one) => ({
      ...one,
      findings: one.findings.map((finding) =>
        finding.kind === "vuln" ? { ...finding, place: ["my.app", "pkg:npm/ajv"] } : finding,
      ),
    })),
  }));
  expect([entries, left.some(({ why }) => why.includes("image"))]).toEqual([0, true]);
});

test("an id that the folder holds uncovered as well is not ignored in all of it", async () => {
  const change = (answer: "exception" | "violation") => (it: Emission) => {
    const [first] = it.last.filter(({ finding }) => finding.rule.id === "CVE-2020-15366");
    if (!first) throw new Error("no finding");
    const twin = { ...first.finding, fingerprint: "f1:other", place: ["yarn.lock", "pkg:npm/ajv"] };
    return { ...it, last: [...it.last, { ...first, answer, finding: twin }] };
  };
  expect((await emitted("osv-scanner", change("exception"))).entries).toBe(1);
  const { entries, left } = await emitted("osv-scanner", change("violation"));
  expect(entries).toBe(0);
  expect(left.map(({ why }) => why).join()).toContain("in the whole folder");
});

test("Checkov's baseline holds an address only where the last report has it once", async () => {
  const { body } = await exported("checkov-baseline");
  expect(body).toEqual({
    failed_checks: [
      { file: "/gcs.tf", findings: [{ resource: "google_storage_bucket.site", check_ids: ["CKV_GCP_29"] }] },
    ],
  });
  const { entries } = await emitted("checkov-baseline", (it) => {
    const [first] = it.last.filter(({ finding }) => finding.rule.tool === "checkov");
    if (!first) throw new Error("no finding");
    const twin = { ...first.finding, location: { path: "other/gcs.tf", line: 1 } };
    return { ...it, last: [...it.last, { ...first, finding: twin }] };
  });
  expect(entries).toBe(0);
  expect((await emitted("checkov-baseline", (it) => ({ ...it, last: [] }))).entries).toBe(0);
});

test("Kyverno's exceptions are for one named object, with the rules derived for pods", async () => {
  const { body } = await exported("kyverno");
  expect(parse(body)).toMatchObject({
    apiVersion: "kyverno.io/v2",
    metadata: {
      namespace: "pay",
      labels: { "cleanup.kyverno.io/ttl": second(end - 1000).replaceAll(":", "") },
    },
    spec: {
      exceptions: [
        {
          policyName: "disallow-host-namespaces",
          ruleNames: ["host-namespaces", "autogen-host-namespaces", "autogen-cronjob-host-namespaces"],
        },
      ],
      match: { any: [{ resources: { kinds: ["Deployment"], namespaces: ["pay"], names: ["ledger"] } }] },
    },
  });
  const cel = parse((await exported("kyverno-cel")).body);
  expect(cel).toMatchObject({
    apiVersion: "policies.kyverno.io/v1",
    spec: {
      policyRefs: [{ name: "require-labels", kind: "ValidatingPolicy" }],
      matchConditions: [
        {
          expression:
            'object.kind == "Deployment" && object.metadata.namespace == "pay" && object.metadata.name == "ledger"',
        },
      ],
      expiresAt: second(end - 1000),
      properties: { ticket: name, "approved-by": "Ada" },
    },
  });
});

test.each([
  [["", "Deployment", "ledger"], "named no namespace"],
  [["pay", "Deployment", "led*"], "wildcard"],
])("and none for %j", async (place, why) => {
  const { entries, left } = await emitted("kyverno", (it) => ({
    ...it,
    granted: it.granted.map((one) => ({
      ...one,
      findings: one.findings.map((finding) => (finding.kind === "cluster" ? { ...finding, place } : finding)),
    })),
  }));
  expect([entries, left.some((one) => one.why.includes(why))]).toEqual([0, true]);
});

describe("Azure's exemptions", () => {
  const assignment = "/subscriptions/s1/providers/Microsoft.Authorization/policyAssignments/baseline";
  const resource = "/subscriptions/s1/resourceGroups/pay/providers/Microsoft.Storage/storageAccounts/feed";
  const with_ = (pattern: string, place = resource) =>
    emitted("azure-policy", (it) => ({
      ...it,
      map: [{ tool: "azure-policy", pattern, kind: null, from: null, to: null, policy: "SEC-014" }],
      granted: it.granted.map((one) => ({
        ...one,
        title: "t".repeat(200),
        resources: [{ policy: "SEC-014", resource: place }],
      })),
    }));

  test("are for one resource and one rule of an assignment, and end at the second", async () => {
    const { text } = await with_(`${assignment}#storage-tls`);
    const [exemption] = JSON.parse(text ?? "").resources;
    expect(exemption).toMatchObject({
      scope: resource,
      properties: {
        policyAssignmentId: assignment,
        policyDefinitionReferenceIds: ["storage-tls"],
        exemptionCategory: "Waiver",
        expiresOn: second(end),
        metadata: { requestedBy: "Cora", approvedBy: "Ada" },
      },
    });
    expect(exemption.properties.displayName.length).toBe(128);
    expect(exemption.properties.description.length).toBeLessThanOrEqual(512);
  });

  test.each([
    [assignment, resource, "all of its initiative"],
    [`${assignment}#a*`, resource, "no single assignment"],
    [`${assignment}#a`, "/subscriptions/s1/resourceGroups/pay", "no single resource"],
    [`${assignment}#a`, "*", "no single resource"],
  ])("not %s on %s", async (pattern, place, why) => {
    const { entries, left } = await with_(pattern, place);
    expect([entries, left.some((one) => one.why.includes(why))]).toEqual([0, true]);
  });
});

test("Conftest's data name the resource, and a break that names none is left out", async () => {
  const { body, headers } = await exported("conftest");
  expect(body.exceptions).toEqual({
    network: {
      deny: [
        {
          id: "port",
          file: "plan.json",
          resource: "aws_security_group.web",
          expires_at: second(end),
          reason: expect.stringContaining(name),
          approver: "Ada",
        },
      ],
    },
  });
  expect(headers.get("export-omitted")).toContain("The policy sets no metadata.resource");
});

test("a SARIF log of the last evaluation suppresses what is covered, and has an empty list on the rest", async () => {
  const open = JSON.parse(reportsOfAll["checkov.json"] ?? "");
  open.results.failed_checks.push({
    ...open.results.failed_checks[0],
    resource: "google_storage_bucket.open",
  });
  await asked({ ...reportsOfAll, "checkov.json": JSON.stringify(open) });
  const { body, headers } = await exported("sarif");
  const results = body.runs.flatMap(({ results }: { results: object[] }) => results);
  const covered = results.filter(({ suppressions }: { suppressions: object[] }) => suppressions.length > 0);
  expect([results.length, covered.length, headers.get("export-entries")]).toEqual([11, 10, "10"]);
  expect(results.every((result: object) => "suppressions" in result)).toBe(true);
  expect(covered[0].suppressions).toEqual([
    {
      kind: "external",
      status: "accepted",
      guid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      justification: expect.stringContaining(name),
      properties: {
        alias: "Ada",
        timeUtc: noon.toISOString(),
        expiryUtc: second(end),
        exceptionId: name,
        url: `https://register.example/exceptions/${name}`,
      },
    },
  ]);
});

describe("OpenVEX", () => {
  const statementFor = async (category: "waiver" | "mitigated" | "false_positive") => {
    const { text } = await emitted("openvex", (it) => ({
      ...it,
      granted: it.granted.map((one) => ({ ...one, category })),
    }));
    return JSON.parse(text ?? "").statements[0];
  };

  test("an accepted risk is affected, with its end; never “not affected”", async () => {
    const statement = await statementFor("waiver");
    expect(statement).toMatchObject({ status: "affected", vulnerability: { name: "CVE-2021-33503" } });
    expect(statement.action_statement).toContain(second(end));
    expect(statement.products).toEqual([
      {
        "@id": "https://register.example/systems/payroll-feed/test/app/requirements.txt",
        subcomponents: [{ "@id": "pkg:pypi/urllib3" }],
      },
    ]);
  });

  test.each(["mitigated", "false_positive"] as const)("%s has exactly one ground", async (category) => {
    const statement = await statementFor(category);
    expect(statement.status).toBe("not_affected");
    expect(["justification", "impact_statement"].filter((key) => key in statement)).toHaveLength(1);
  });
});

// Our own reading of what each target's schema asks for: no package of npm's that is small and kept holds an official one
// of these formats.
const text = { type: "string", minLength: 1 };
const instantText = { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$" };
const uuid = {
  type: "string",
  pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
};
const list = (items: object, minItems = 0) => ({ type: "array", items, minItems });
const object = (properties: Record<string, object>, required = Object.keys(properties)) => ({
  type: "object",
  properties,
  required,
});
const schemas: Record<string, object> = {
  openvex: object({
    "@context": { const: "https://openvex.dev/ns/v0.2.0" },
    "@id": text,
    author: text,
    timestamp: instantText,
    version: { type: "integer", minimum: 1 },
    statements: list(
      {
        ...object({
          vulnerability: object({ name: text }),
          status: text,
          products: list(object({ "@id": text }), 1),
        }),
        allOf: [
          {
            if: { properties: { status: { const: "affected" } } },
            // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so
            then: { required: ["action_statement"] },
          },
          {
            if: { properties: { status: { const: "not_affected" } } },
            // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so
            then: { oneOf: [{ required: ["justification"] }, { required: ["impact_statement"] }] },
          },
        ],
      },
      1,
    ),
  }),
  "oscal-poam": object({
    "plan-of-action-and-milestones": object({
      uuid,
      metadata: object({ title: text, "last-modified": instantText, version: text, "oscal-version": text }),
      "system-id": object({ id: text }),
      observations: list(
        object({
          uuid,
          description: text,
          methods: list(text, 1),
          collected: instantText,
          expires: instantText,
        }),
        1,
      ),
      risks: list(
        object({
          uuid,
          title: text,
          description: text,
          statement: text,
          status: {
            enum: [
              "open",
              "investigating",
              "remediating",
              "deviation-requested",
              "deviation-approved",
              "closed",
            ],
          },
          deadline: instantText,
        }),
        1,
      ),
      "poam-items": list(
        object({
          uuid,
          title: { type: "string", pattern: "^[^\\n]+$" },
          description: text,
          "related-risks": list(object({ "risk-uuid": uuid }), 1),
        }),
        1,
      ),
    }),
  }),
  sarif: object({
    version: { const: "2.1.0" },
    runs: list(
      object({
        tool: object({ driver: object({ name: text }) }),
        results: list(
          object({
            ruleId: text,
            message: object({ text }),
            level: { enum: ["none", "note", "warning", "error"] },
            suppressions: list(
              object({
                kind: { enum: ["inSource", "external"] },
                status: { enum: ["accepted"] },
                guid: uuid,
              }),
            ),
          }),
        ),
      }),
    ),
  }),
  "checkov-baseline": object({
    failed_checks: list(
      object({ file: text, findings: list(object({ resource: text, check_ids: list(text, 1) }), 1) }),
    ),
  }),
  conftest: object({ exceptions: { type: "object" } }),
  "azure-policy": object({ $schema: text, contentVersion: text, resources: list({ type: "object" }) }),
};

test.each(Object.keys(schemas))("%s is as its schema asks", async (format) => {
  const validate = new Ajv2020({ allErrors: true }).compile(schemas[format] as object);
  const { body } = await exported(format);
  validate(body);
  expect(validate.errors ?? []).toEqual([]);
});

test("a reason with quotes, a line break and # comes out of each serialiser as it went in", async () => {
  const plain = words.replace(/\s+/g, " ");
  const said = `${name}: ${plain} https://register.example/exceptions/${name}`;
  const trivy = parse((await exported("trivyignore")).body);
  expect(trivy.vulnerabilities[0].statement).toBe(said);
  const [[snyk]] = Object.values(parse((await exported("snyk")).body).ignore) as [
    [Record<string, { reason: string }>],
  ];
  expect(Object.values(snyk)[0]?.reason).toBe(said);
  const osv = parseToml((await exported("osv-scanner")).body) as { IgnoredVulns: { reason: string }[] };
  expect(osv.IgnoredVulns[0]?.reason).toBe(said);
  const kyverno = parseAllDocuments((await exported("kyverno")).body)[0]?.toJS();
  expect(kyverno.metadata.annotations["exceptions.register/reason"]).toBe(said);
  const vex = (await exported("openvex")).body;
  expect(vex.statements[0].action_statement).toContain(said);
  expect((await exported("oscal-poam")).body["plan-of-action-and-milestones"].risks[0].statement).toBe(words);
});

/** Every instant at which something in the file ends, however its tool writes it. */
function endsIn(text: string): number[] {
  const written = text.match(
    /(?<=(expired_at: |expires: '|ignoreUntil = |expiresAt: |ttl: |"(expires_at|expiresOn|expiryUtc|deadline|expires)": "|until ))[0-9TZ:.-]+/g,
  );
  return (written ?? []).map((one) =>
    Date.parse(one.replace(/\.$/, "").replace(/T(\d\d)(\d\d)(\d\d)Z/, "T$1:$2:$3Z")),
  );
}

const zones = ["America/Anchorage", "Asia/Kathmandu", "Pacific/Kiritimati"];

describe.each(zones)("in %s, Snyk's own client", (zone) => {
  const approved = ["shop@1.0.0", "har-validator@5.1.3", "ajv@6.10.2"];
  const fetchedAt = async (before: number) => {
    process.env.TZ = zone;
    vi.setSystemTime(end - before);
    return (await exported("snyk")).body as string;
  };
  const ignores = async (file: string, before: number, from = approved) => {
    vi.setSystemTime(end - before);
    const found = { ok: false, vulnerabilities: [{ id: "SNYK-JS-AJV-584908", from }] };
    return (await loadFromText(file)).filter(found).vulnerabilities.length === 0;
  };

  test("ignores what was approved until the last second, and nothing at the end", async () => {
    const file = await fetchedAt(3_600_000);
    const hour = await ignores(file, 3_600_000);
    expect([hour, await ignores(file, 1000), await ignores(file, 999), await ignores(file, 0)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(await ignores(file, 3_600_000, ["shop@1.0.0", "other@1.0.0", "ajv@6.10.2"])).toBe(false);
  });

  test.each([1000, 0])("ignores nothing by a file that is fetched %i ms before the end", async (before) => {
    expect(await ignores(await fetchedAt(before), before)).toBe(false);
  });
});

describe.each(zones)("in %s", (zone) => {
  test.each(targets.map((target) => target.name))("no entry of %s outlives the end", async (format) => {
    process.env.TZ = zone;
    const at = async (before: number) => {
      vi.setSystemTime(end - before);
      const { status, body, headers } = await exported(format);
      const file = typeof body === "string" ? body : JSON.stringify(body, null, 2);
      return {
        status,
        ends: endsIn(file),
        entries: Number(headers.get("export-entries")),
        age: headers.get("cache-control"),
      };
    };
    const hour = await at(3_600_000);
    if (format !== "azure-policy") expect(hour.entries).toBeGreaterThan(0);
    if (!["checkov-baseline", "azure-policy"].includes(format)) expect(hour.ends.length).toBeGreaterThan(0);
    expect(hour.ends.filter((one) => !(one <= end))).toEqual([]);
    expect(hour.age).toBe("private, max-age=300");

    const last = await at(1000);
    expect(last.ends.filter((one) => !(one <= end && one > end - 1000))).toEqual([]);
    expect(last.age).toBe("private, max-age=1");

    const none = await at(0);
    expect([none.entries, none.ends]).toEqual([0, []]);
    if (["openvex", "oscal-poam"].includes(format)) expect(none.status).toBe(204);
  });
});

test("the tag stays while nothing changes, and changes when it ends", async () => {
  const first = await exported("openvex");
  const etag = first.headers.get("etag") ?? "";
  vi.setSystemTime(noon.getTime() + 60_000);
  const again = await exported("openvex", { headers: { "if-none-match": etag } });
  expect([again.status, again.body]).toEqual([304, null]);
  vi.setSystemTime(end);
  const after = await exported("openvex", { headers: { "if-none-match": etag } });
  expect(after.status).toBe(204);
  expect(after.headers.get("etag")).not.toBe(etag);
});

test("what the gate refuses no file lets pass: more of them were found since", async () => {
  const more = JSON.parse(reportsOfAll["checkov.json"] ?? "");
  more.results.failed_checks.push(more.results.failed_checks[0]);
  await asked({ ...reportsOfAll, "checkov.json": JSON.stringify(more) });
  const { body, headers } = await exported("checkov-baseline");
  expect(body.failed_checks).toEqual([]);
  expect(headers.get("export-omitted")).toMatch(/2|more/);
  await asked(reportsOfAll);
});

test("only a token with the right, and only for its place", async () => {
  const mine = await exported("snyk", { secret: await tokenOf(cast, { rights: ["evaluate"] }) });
  expect([mine.status, mine.body.code]).toEqual([403, "token_lacks_right"]);
  const get = (address: string) => call("GET", address, { token });
  const path = "/api/v1/exports/snyk?system=payroll-feed";
  expect((await get(`${path}&environment=stage`)).body.code).toBe("environment_not_bound");
  expect((await get("/api/v1/exports/snyk?system=none&environment=test")).body.code).toBe("system_not_bound");
  expect((await get("/api/v1/exports/word?system=payroll-feed&environment=test")).status).toBe(404);
  expect((await get(path)).body.code).toBe("bad_query");
  expect((await get(`${path}&environment=prod`)).body).toContain("ignore: {}");
});

test("every YAML file is one that a strict reader takes", async () => {
  for (const format of ["trivyignore", "snyk", "kyverno", "kyverno-cel"]) {
    const { body } = await exported(format);
    expect(parseDocument(body, { strict: true, version: "1.1" }).errors).toEqual([]);
    expect(body).not.toMatch(/[&*]a\d/);
  }
});

test("an end is only ever rounded towards the past", () => {
  const ends = new Date("2026-12-01T17:00:00.999Z");
  expect(instant(ends, noon)).toBe("2026-12-01T17:00:00Z");
  expect(instantBefore(ends, noon)).toBe("2026-12-01T16:59:59Z");
  expect(instant(ends, new Date("2026-12-01T16:59:59.999Z"))).toBe("2026-12-01T17:00:00Z");
  expect(instant(ends, new Date("2026-12-01T17:00:00.000Z"))).toBeNull();
});
