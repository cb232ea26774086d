// What each format gives, in small reports of our own. Real ones are read in samples.test.ts.

import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";

import { fingerprint } from "@/lib/gate/fingerprint";
import { readReport } from "@/lib/gate/read-report";

const bytes = (text: string) => new TextEncoder().encode(text);
const reading = (document: unknown, options = {}) => readReport(bytes(JSON.stringify(document)), options);
const statusOf = (text: string) => readReport(bytes(text)).status;

/** The only finding of a report. */
function only(document: unknown, options = {}) {
  const { findings } = reading(document, options);
  expect(findings).toHaveLength(1);
  return findings[0] as NonNullable<(typeof findings)[0]>;
}

const trivyResult = (result: object, document: object = {}) => ({
  SchemaVersion: 2,
  ArtifactName: ".",
  ArtifactType: "filesystem",
  Results: [{ Target: "net/main.tf", Class: "config", Type: "terraform", ...result }],
  ...document,
});
const openPort = { ID: "AWS-0107", Status: "FAIL", Severity: "HIGH", Message: "Port 9229 is open to all." };
const misconfiguration = (changes: object = {}) =>
  trivyResult({
    Misconfigurations: [
      { ...openPort, CauseMetadata: { Resource: "aws_security_group.debug", StartLine: 31 }, ...changes },
    ],
  });
const sarifLog = (...results: object[]) => ({
  version: "2.1.0",
  runs: [{ tool: { driver: { name: "Linter", rules: [] } }, results }],
});
const result = (changes: object = {}) => ({
  ruleId: "no-eval",
  message: { text: "Eval is used." },
  locations: [{ physicalLocation: { artifactLocation: { uri: "src/a.js" }, region: { startLine: 3 } } }],
  ...changes,
});
const checkovCheck = (changes: object = {}) => ({
  check_id: "CKV_AWS_24",
  check_name: "No ingress from 0.0.0.0/0 to port 22",
  file_path: "/net/main.tf",
  file_line_range: [3, 9],
  resource: "aws_security_group.debug",
  ...changes,
});
const checkovReport = (results: object, summary: object = {}) => ({
  check_type: "terraform",
  results: { passed_checks: [], failed_checks: [], skipped_checks: [], parsing_errors: [], ...results },
  summary,
});
const semgrepReport = (row: object) => ({
  errors: [],
  paths: { scanned: ["a.py"] },
  results: [
    { check_id: "rules.eval", path: "a.py", start: { line: 4 }, extra: { severity: "ERROR" }, ...row },
  ],
});
const grypeReport = (related: string[], document: object = {}) => ({
  matches: [
    {
      vulnerability: { id: "ALAS-2024-1", severity: "Medium" },
      relatedVulnerabilities: related.map((id) => ({ id })),
      artifact: { name: "krb5", type: "rpm", purl: "pkg:rpm/amzn/krb5@1.15?arch=noarch", locations: [] },
    },
  ],
  source: { type: "image", target: { userInput: "registry.example:5000/team/app:1.2" } },
  descriptor: { name: "grype", configuration: {} },
  ...document,
});
const prowlerRow = (changes: object = {}) => ({
  class_name: "Detection Finding",
  metadata: { event_code: "s3_public", product: { name: "Prowler" } },
  severity: "High",
  status: "New",
  status_code: "FAIL",
  cloud: { account: { uid: "111122223333" }, region: "eu-central-1" },
  resources: [{ uid: "arn:aws:s3:::logs", region: "eu-central-1" }],
  message: "The bucket is public.",
  ...changes,
});

describe("the vectors of the definition", () => {
  const vectors = [
    ["vuln", "CVE-2021-33503", ["requirements.txt", "pkg:pypi/urllib3"], "babaf6274b45e8a5"],
    ["config", "checkov:CKV_GCP_29", ["", "google_storage_bucket.terragoat_website"], "f5232b0ccb4fb6a6"],
    [
      "policy",
      "conftest:data.network.deny",
      ["plan.json", "aws_security_group.debug allows 0.0.0.0/0 on port 9229"],
      "b468350a30a66193",
    ],
  ] as const;

  test.for(vectors)("%s %s", ([kind, rule, place, digits]) => {
    expect(fingerprint(kind, rule, [...place]).slice(0, 19)).toBe(`f1:${digits}`);
  });
});

describe("the same finding keeps its fingerprint", () => {
  test("on another line, from another version of the scanner, with another severity (lesson 10)", () => {
    const before = only(misconfiguration());
    const moved = only({
      ...misconfiguration({
        Severity: "LOW",
        CauseMetadata: { Resource: "aws_security_group.debug", StartLine: 99 },
      }),
      Trivy: { Version: "0.70.0" },
    });
    expect(moved.fingerprint).toBe(before.fingerprint);
  });

  test("under another tag or digest of the image, and another version of the package", () => {
    const scan = (reference: string, version: string) =>
      only(
        trivyResult(
          {
            Target: `${reference} (alpine 3.10.2)`,
            Class: "os-pkgs",
            Type: "alpine",
            Vulnerabilities: [
              {
                VulnerabilityID: "CVE-2024-1",
                PkgName: "musl",
                PkgIdentifier: { PURL: `pkg:apk/alpine/musl@${version}?arch=x86_64&distro=3.10.2` },
              },
            ],
          },
          { ArtifactName: reference, ArtifactType: "container_image" },
        ),
      ).fingerprint;
    const first = scan("registry.example:5000/app:1.2", "1.1.22-r3");
    expect(scan("registry.example:5000/app:1.3", "1.1.24-r0")).toBe(first);
    expect(scan(`registry.example:5000/app@sha256:${"a".repeat(64)}`, "1.1.24-r0")).toBe(first);
    expect(scan("registry.example:5000/other:1.2", "1.1.22-r3")).not.toBe(first);
  });

  test("in another checkout folder, which the question names", () => {
    const scan = (folder: string, root: string) =>
      only(
        {
          results: [
            {
              rule_id: "aws-open",
              rule_provider: "aws",
              description: "Resource 'module.NET:aws_sg.debug[0]' is open.",
              location: { filename: `${folder}/net/main.tf`, start_line: 5 },
            },
          ],
        },
        { root },
      );
    const here = scan("/builds/acme/payments", "builds/acme/payments");
    expect(scan("C:\\agent\\work\\1", "C:\\agent\\work\\1").fingerprint).toBe(here.fingerprint);
    expect(here).toMatchObject({ resource: "module.NET.aws_sg.debug[0]", location: { path: "net/main.tf" } });
    expect(scan("/builds/acme/payments", "").fingerprint).not.toBe(here.fingerprint);
  });

  test("but a resource, a folder or a package apart has another", () => {
    const prints = [
      only(misconfiguration()),
      only(misconfiguration({ CauseMetadata: { Resource: "aws_security_group.web" } })),
      only({
        ...misconfiguration(),
        Results: [{ ...misconfiguration().Results[0], Target: "db/main.tf" }],
      }),
    ].map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(3);
  });

  test("what is called the same in two files of a folder is one in Terraform, and two elsewhere", () => {
    const checkov = (check_type: string, file: string) =>
      only({ ...checkovReport({ failed_checks: [checkovCheck({ file_path: file })] }), check_type });
    const trivy = (Type: string, Target: string) =>
      only(
        trivyResult({
          Type,
          Target,
          Misconfigurations: [{ ...openPort, CauseMetadata: { Resource: "Bucket" } }],
        }),
      );
    const snyk = (packageManager: string, targetFile: string) =>
      only({
        packageManager,
        targetFile,
        infrastructureAsCodeIssues: [{ id: "SNYK-CC-1", path: ["[DocId: 0]", "input", "spec"] }],
      });
    const two = [
      [checkov, "terraform", "cloudformation"],
      [trivy, "terraform", "cloudformation"],
      [snyk, "terraformconfig", "k8sconfig"],
    ] as const;
    for (const [scan, terraform, other] of two) {
      expect(scan(terraform, "net/a.tf").fingerprint).toBe(scan(terraform, "net/b.tf").fingerprint);
      expect(scan(other, "net/a.yaml").fingerprint).not.toBe(scan(other, "net/b.yaml").fingerprint);
    }
  });

  test("and a path that lies outside the checkout is kept, and noted", () => {
    const report = reading(sarifLog(result({ locations: [at("file:///other/place/a.js")] })), {
      root: "/builds/acme",
    });
    expect(report.findings[0]?.location.path).toBe("other/place/a.js");
    expect(report.notes.join()).toContain("outside the checkout");
  });

  const at = (uri: string) => ({ physicalLocation: { artifactLocation: { uri } } });

  test.for([
    "src/a.js",
    "/src/a.js",
    "./src/a.js",
    "src\\a.js",
    "src/b/../a.js",
    "file:///builds/acme/src/a.js",
    "C:\\builds\\acme\\src\\a.js",
    "src/%61.js",
  ])("%s is src/a.js", (uri) => {
    const log = sarifLog(result({ locations: [at(uri)] }));
    expect(only(log, { root: "builds/acme" }).location.path).toBe("src/a.js");
  });
});

describe("one rule has one name", () => {
  const ruleOf = (ID: string) => only(misconfiguration({ ID })).fingerprint;

  test("Trivy's AVD-KSV-0001, KSV-0001 and KSV001 are one", () => {
    expect(ruleOf("AVD-KSV-0001")).toBe(ruleOf("KSV-0001"));
    expect(ruleOf("KSV001")).toBe(ruleOf("KSV-0001"));
    expect(ruleOf("KSV116")).toBe(ruleOf("KSV-0116"));
    expect(ruleOf("DS002")).toBe(ruleOf("avd-ds-0002"));
  });

  test("KSV-01010 is not KSV-0110, and AWS006 is not AWS-0006", () => {
    expect(ruleOf("KSV-01010")).not.toBe(ruleOf("KSV-0110"));
    expect(ruleOf("AWS006")).not.toBe(ruleOf("AWS-0006"));
  });

  test("an old id of tfsec stays in the name space of tfsec", () => {
    const finding = only({
      results: [
        {
          rule_id: "aws-vpc-no-public-ingress-sgr",
          legacy_rule_id: "AWS006",
          rule_provider: "aws",
          resource: "aws_security_group.debug",
          location: { filename: "net/main.tf" },
        },
      ],
    });
    expect(finding.aliases).toEqual(["AWS006"]);
    expect(finding.aliasFingerprints).toEqual([
      fingerprint("config", "tfsec:AWS006", ["net", "aws_security_group.debug"]),
    ]);
  });

  test("an advisory with one CVE goes by the CVE, and its own id is an alias", () => {
    const finding = only(grypeReport(["CVE-2024-37370"]));
    expect(finding).toMatchObject({ rule: { id: "CVE-2024-37370" }, aliases: ["ALAS-2024-1"] });
    expect(finding.fingerprint).toBe(
      fingerprint("vuln", "CVE-2024-37370", ["registry.example:5000/team/app", "pkg:rpm/amzn/krb5"]),
    );
  });

  test("an advisory with two CVEs goes by its own id, and neither CVE is an alias", () => {
    const finding = only(grypeReport(["CVE-2024-37370", "CVE-2024-37371"]));
    expect(finding).toMatchObject({ rule: { id: "ALAS-2024-1" }, aliases: [] });
    expect(finding.togetherFingerprints).toHaveLength(2);
  });

  test.for([
    ["pip", "Flask_Login", "pkg:pypi/flask-login"],
    ["pnpm", "@babel/core", "pkg:npm/%40babel/core"],
    ["gradle", "com.google.guava:guava", "pkg:maven/com.google.guava/guava"],
    ["gobinary", "golang.org/x/net", "pkg:golang/golang.org/x/net"],
    ["ubuntu", "libssl3", "pkg:deb/libssl3"],
    ["alpine", "musl", "pkg:apk/musl"],
    ["cobol", "ledger", "pkg:generic/ledger"],
  ])("a %s package %s is %s", ([Type, PkgName, url]) => {
    const row = { VulnerabilityID: "CVE-2024-1", PkgName };
    expect(only(trivyResult({ Type, Class: "lang-pkgs", Vulnerabilities: [row] })).resource).toBe(url);
  });
});

describe("Trivy", () => {
  test("passes are no findings, and an exception of its own is a suppressed one", () => {
    const report = reading(
      trivyResult({
        Misconfigurations: [
          { ...openPort, Status: "PASS" },
          { ...openPort, ID: "AWS-0104", Status: "EXCEPTION" },
        ],
      }),
    );
    expect(report).toMatchObject({ status: "evaluated", found: 1, suppressed: 1 });
  });

  test("what an ignore file hid is found with --show-suppressed", () => {
    const report = reading(
      trivyResult({
        ExperimentalModifiedFindings: [
          {
            Type: "vulnerability",
            Status: "ignored",
            Finding: { VulnerabilityID: "CVE-2024-1", PkgName: "a" },
          },
        ],
      }),
    );
    expect(report).toMatchObject({ found: 1, suppressed: 1 });
  });

  test("an exception that its summary counts and does not list makes it partial", () => {
    const counted = (Exceptions: number, more: object = {}) =>
      reading(trivyResult({ MisconfSummary: { Successes: 22, Failures: 0, Exceptions }, ...more })).status;
    expect(counted(0)).toBe("evaluated");
    expect(counted(1)).toBe("partial");
    expect(counted(1, { Misconfigurations: [{ ...openPort, Status: "EXCEPTION" }] })).toBe("evaluated");
  });

  test("in the list of versions before 0.20, an image goes without its tag and its system's version", () => {
    const scan = (Target: string) =>
      only([
        { Target, Type: "alpine", Vulnerabilities: [{ VulnerabilityID: "CVE-2019-1", PkgName: "musl" }] },
      ]);
    const first = scan("team/app:1.2 (alpine 3.7.1)");
    expect(first).toMatchObject({ place: ["team/app", "pkg:apk/musl"], location: { path: "team/app" } });
    expect(scan("team/app:1.3 (alpine 3.8.0)").fingerprint).toBe(first.fingerprint);
    expect(scan("team/other:1.2 (alpine 3.7.1)").fingerprint).not.toBe(first.fingerprint);
  });

  test("a scanned target without findings was evaluated; no results were not; another schema is refused", () => {
    expect(reading(trivyResult({})).status).toBe("evaluated");
    expect(reading({ SchemaVersion: 2, Results: [] }).status).toBe("nothing evaluated");
    expect(reading(null).status).toBe("nothing evaluated");
    expect(reading({ ...trivyResult({}), SchemaVersion: 3 })).toMatchObject({
      status: "unreadable",
      notes: ["This is a Trivy report of schema 3; only 2 is read."],
    });
  });

  test("in a cluster the place is namespace, kind and name, and the target wins over the wrapper", () => {
    const finding = only({
      ClusterName: "prod",
      Resources: [
        {
          Namespace: "shop",
          Kind: "Pod",
          Name: "web-7f",
          Results: [{ Target: "Deployment/web", Class: "config", Misconfigurations: [openPort] }],
        },
      ],
    });
    expect(finding).toMatchObject({ kind: "cluster", resource: "shop/Deployment/web" });
  });

  test("in a cluster a package or secret of one workload is not that of another, but system packages go by image", () => {
    const scan = (Name: string, result: object) =>
      only({
        ClusterName: "prod",
        Resources: [{ Namespace: "shop", Kind: "Deployment", Name, Results: [result] }],
      });
    const Vulnerabilities = [{ VulnerabilityID: "CVE-2024-1234", PkgName: "a:b" }];
    const jar = { Target: "Java", Class: "lang-pkgs", Type: "jar", Vulnerabilities };
    const key = { Target: "/app/key.pem", Class: "secret", Secrets: [{ RuleID: "private-key" }] };
    for (const result of [jar, key])
      expect(scan("web", result).fingerprint).not.toBe(scan("mail", result).fingerprint);
    expect(scan("web", jar).place?.[0]).toBe("shop/Deployment/web/Java");
    const system = { Target: "acme/app:1 (debian 12)", Class: "os-pkgs", Type: "debian", Vulnerabilities };
    expect(scan("web", system).place?.[0]).toBe("acme/app");
    expect(scan("web", system).fingerprint).toBe(scan("mail", system).fingerprint);
  });

  test("a plan has no folder", () => {
    const plan = trivyResult({
      ...misconfiguration().Results[0],
      Target: "out/plan.json",
      Type: "terraformplan",
    });
    expect(only(plan).fingerprint).toBe(
      fingerprint("config", "trivy:AWS-0107", ["", "aws_security_group.debug"]),
    );
  });

  test("the match of a secret is never kept", () => {
    const secret = { RuleID: "github-pat", Title: "GitHub token", Severity: "CRITICAL", Match: "ghp_SECRET" };
    const report = reading(trivyResult({ Class: "secret", Secrets: [secret] }));
    expect(report.findings[0]).toMatchObject({ kind: "secret", message: "GitHub token" });
    expect(JSON.stringify(report)).not.toContain("ghp_SECRET");
  });

  test("a list that nobody knows may hold findings, and so may a summary that counts more than is listed", () => {
    expect(reading(trivyResult({ Surprises: [{ ID: "X" }] })).status).toBe("partial");
    expect(reading(trivyResult({ MisconfSummary: { Failures: 2 } })).status).toBe("partial");
    expect(reading(trivyResult({ Vulnerabilities: "none" })).status).toBe("partial");
  });
});

describe("SARIF", () => {
  test("only fail, or no kind at all, is a finding; open and review are left open; absent is gone", () => {
    const report = reading(
      sarifLog(
        result(),
        result({ ruleId: "b", kind: "fail" }),
        result({ ruleId: "c", kind: "pass" }),
        result({ ruleId: "d", kind: "review" }),
        result({ ruleId: "e", baselineState: "absent" }),
      ),
    );
    expect(report).toMatchObject({ status: "evaluated", found: 2 });
    expect(report.notEvaluated).toEqual([{ tool: "linter", id: "d" }]);
  });

  test("a suppression without a status counts; one under review undoes it", () => {
    const suppressed = (...suppressions: object[]) =>
      only(sarifLog(result({ suppressions }))).suppressedByTool;
    expect(suppressed({ kind: "external" })).toBe(true);
    expect(suppressed({ kind: "external" }, { kind: "external", status: "underReview" })).toBe(false);
    expect(suppressed()).toBe(false);
    expect(only(sarifLog(result({ suppressions: null }))).suppressedByTool).toBe(false);
  });

  test("severity comes from the score of the rule, else from the level", () => {
    const withRule = (rule: object, level?: string) => {
      const log = sarifLog(result({ level, ruleIndex: 0, ruleId: undefined }));
      return only({ ...log, runs: [{ ...log.runs[0], tool: { driver: { name: "L", rules: [rule] } } }] });
    };
    const scored = { id: "r", properties: { "security-severity": "7.0" } };
    expect(withRule(scored, "note")).toMatchObject({ severity: "high", rule: { id: "r" } });
    expect(withRule({ id: "r", defaultConfiguration: { level: "note" } }).severity).toBe("low");
    expect(withRule({ id: "r" }).severity).toBe("medium");
    expect(withRule({ id: "r" }, "error").severity).toBe("high");
  });

  test("no results mean that the tool did not run; beside a run that did, the report is partial", () => {
    const idle = { tool: { driver: { name: "Idle" } } };
    expect(reading({ version: "2.1.0", runs: [] }).status).toBe("nothing evaluated");
    expect(reading({ version: "2.1.0", runs: [idle] }).status).toBe("nothing evaluated");
    expect(reading({ version: "2.1.0", runs: [{ ...idle, results: [] }] }).status).toBe("evaluated");
    expect(reading({ version: "2.1.0", runs: [{ ...idle, results: [] }, idle] }).status).toBe("partial");
    expect(reading({ version: "2.0.0", runs: [] }).status).toBe("unreadable");
  });

  test("a failed invocation or an error that the tool reports make it partial", () => {
    const withInvocation = (invocation: object) => {
      const log = sarifLog();
      return reading({ ...log, runs: [{ ...log.runs[0], invocations: [invocation] }] }).status;
    };
    expect(withInvocation({ executionSuccessful: true })).toBe("evaluated");
    expect(withInvocation({ executionSuccessful: false })).toBe("partial");
    expect(
      withInvocation({ executionSuccessful: true, toolExecutionNotifications: [{ level: "error" }] }),
    ).toBe("partial");
  });

  test("a conversion that failed, and results beside the runs, make it partial", () => {
    const log = sarifLog();
    const converted = (executionSuccessful: boolean) => {
      const conversion = { tool: { driver: { name: "C" } }, invocation: { executionSuccessful } };
      return reading({ ...log, runs: [{ ...log.runs[0], conversion }] }).status;
    };
    expect([converted(true), converted(false)]).toEqual(["evaluated", "partial"]);
    const beside = (results: object[]) => reading({ ...log, inlineExternalProperties: [{ results }] }).status;
    expect([beside([]), beside([result()])]).toEqual(["evaluated", "partial"]);
  });

  test("an error that has its level from what the tool's list says of it makes it partial", () => {
    const notifications = [
      { id: "n1", defaultConfiguration: { level: "warning" } },
      { id: "n2", defaultConfiguration: { level: "error" }, messageStrings: { x: { text: "{0} threw." } } },
    ];
    const withNotice = (notice: object) =>
      reading({
        version: "2.1.0",
        runs: [
          {
            tool: { driver: { name: "L", notifications } },
            invocations: [{ executionSuccessful: true, toolExecutionNotifications: [notice] }],
            results: [],
          },
        ],
      });
    const message = { id: "x", arguments: ["Rule R1"] };
    for (const descriptor of [{ index: 1 }, { id: "n2" }])
      expect(withNotice({ descriptor, message })).toMatchObject({
        status: "partial",
        notes: ["The tool reports an error: Rule R1 threw."],
      });
    expect(withNotice({ descriptor: { index: 0 }, message }).status).toBe("evaluated");
    expect(withNotice({ descriptor: { index: 1 }, level: "note", message }).status).toBe("evaluated");
  });

  test.for([
    ["OSV-Scanner", "Package 'lodash-es@4.17.4' is vulnerable to 'CVE-2024-1234'.", "pkg:generic/lodash-es"],
    [
      "OSV-Scanner",
      "Package '@babel/core@7.1.0' is vulnerable to 'CVE-2024-1234'.",
      "pkg:generic/%40babel/core",
    ],
    ["Trivy", "Package: musl\nInstalled Version: 1.1\nVulnerability CVE-2024-1234", "pkg:generic/musl"],
    ["an old Trivy", "CVE-2024-1234 Package: musl.", "pkg:generic/musl"],
    [
      "Docker Scout",
      "  Severity  : LOW  \n  Package   : pkg:deb/debian/apt@2.6.1?os_name=debian  \n",
      "pkg:deb/debian/apt",
    ],
  ])("%s tells the package of a CVE in its words", ([, text, url]) => {
    const row = result({ ruleId: "CVE-2024-1234", message: { text } });
    expect(only(sarifLog(row))).toMatchObject({ kind: "vuln", place: ["src/a.js", url] });
  });

  test("a package in an image that the log names goes by the image, not by its folder, which has the version", () => {
    const scan = (imageName: string, uri: string) => {
      const row = result({
        ruleId: "CVE-2024-1234",
        message: { text: "Package: pip" },
        locations: [{ physicalLocation: { artifactLocation: { uri } } }],
      });
      return only({
        version: "2.1.0",
        runs: [{ tool: { driver: { name: "Trivy" } }, properties: { imageName }, results: [row] }],
      });
    };
    const first = scan("acme/app:1", "usr/lib/pip-25.2.dist-info/METADATA");
    expect(first.place).toEqual(["acme/app", "pkg:generic/pip"]);
    expect(scan("acme/app:2", "usr/lib/pip-25.3.dist-info/METADATA").fingerprint).toBe(first.fingerprint);
    expect(scan("acme/mail:1", "usr/lib/pip-25.2.dist-info/METADATA").fingerprint).not.toBe(
      first.fingerprint,
    );
  });

  test("one CVE in two packages of a file is two findings, also where nothing but the words tells them apart", () => {
    const lock = (...texts: string[]) =>
      reading(sarifLog(...texts.map((text) => result({ ruleId: "CVE-2024-1234", message: { text } }))))
        .findings;
    expect(lock("Package 'a@1' is vulnerable to 'x'.", "Package 'b@1' is vulnerable to 'x'.")).toHaveLength(
      2,
    );
    expect(lock("[openssl - 1.1 - High] Overflow.", "[curl - 7.1 - High] Overflow.")).toHaveLength(2);
  });

  test("the severity that old Trivys put before a CVE is no part of its name", () => {
    const row = (severity: string) =>
      only(sarifLog(result({ ruleId: `[${severity}] CVE-2024-1234`, message: { text: "Package: musl" } })));
    expect(row("HIGH")).toMatchObject({ kind: "vuln", rule: { id: "CVE-2024-1234" } });
    expect(row("LOW").fingerprint).toBe(row("HIGH").fingerprint);
  });

  test("Snyk's advisories are vulnerabilities, by their CVE and without the version of the package", () => {
    const scan = (driver: string, version: string, cves = "(CVE-2024-1234) ") => {
      const rules = [{ id: "SNYK-JS-AJV-1", fullDescription: { text: `${cves}@x/ajv@${version}` } }];
      const logicalLocations = [{ fullyQualifiedName: `@x/ajv@${version}` }];
      const row = result({ ruleId: "SNYK-JS-AJV-1", locations: [{ logicalLocations }] });
      return only({
        version: "2.1.0",
        runs: [{ tool: { driver: { name: driver, rules } }, results: [row] }],
      });
    };
    const first = scan("Snyk Open Source", "1.0.0");
    expect(first).toMatchObject({
      kind: "vuln",
      rule: { id: "CVE-2024-1234" },
      aliases: ["SNYK-JS-AJV-1"],
      resource: "pkg:generic/%40x/ajv",
    });
    expect(scan("Snyk Container", "1.0.1").fingerprint).toBe(first.fingerprint);
    expect(scan("Snyk Open Source", "1.0.0", "(CVE-2024-1111,CVE-2024-1234) ").rule.id).toBe("SNYK-JS-AJV-1");
    expect(scan("Snyk Open Source", "1.0.0", "").rule.id).toBe("SNYK-JS-AJV-1");
    expect(scan("Snyk IaC", "1.0.0").kind).toBe("config");
  });

  test("Terrascan tells a resource by its kind and name", () => {
    const row = result({ locations: [{ logicalLocations: [{ kind: "aws_ami", name: "web" }] }] });
    const driver = { name: "terrascan" };
    expect(only({ version: "2.1.0", runs: [{ tool: { driver }, results: [row] }] })).toMatchObject({
      kind: "config",
      place: ["", "aws_ami.web"],
    });
  });

  test("a CVE is a vulnerability, and Grype's rule carries its package", () => {
    const finding = only(sarifLog(result({ ruleId: "CVE-2024-1234-libssl3" })));
    expect(finding).toMatchObject({
      kind: "vuln",
      rule: { id: "CVE-2024-1234" },
      resource: "pkg:generic/libssl3",
    });
  });

  test("without a driver the id tells the tool", () => {
    const log = (ruleId: string) => ({ version: "2.1.0", runs: [{ results: [result({ ruleId })] }] });
    expect(reading(log("CKV_AWS_24")).tools).toEqual(["checkov"]);
    expect(reading(log("X1")).tools).toEqual(["unknown"]);
  });
});

describe("the other formats", () => {
  test("Checkov: skips are suppressed, unparsed files make it partial, a bare summary is nothing", () => {
    const failed = {
      failed_checks: [checkovCheck()],
      skipped_checks: [checkovCheck({ check_id: "CKV_AWS_25" })],
    };
    expect(reading(checkovReport(failed))).toMatchObject({ status: "evaluated", found: 2, suppressed: 1 });
    expect(reading(checkovReport({ ...failed, parsing_errors: ["/x.tf"] })).status).toBe("partial");
    expect(reading(checkovReport(failed, { failed: 5 })).status).toBe("partial");
    expect(reading(checkovReport({})).status).toBe("nothing evaluated");
    expect(reading([checkovReport(failed), checkovReport({})]).status).toBe("evaluated");
    expect(reading({ passed: 0, failed: 0, skipped: 0, checkov_version: "3" }).status).toBe(
      "nothing evaluated",
    );
  });

  test("Checkov: free text about severity is missing, and missing is unknown", () => {
    expect(only(checkovReport({ failed_checks: [checkovCheck({ severity: null })] })).severity).toBe(
      "unknown",
    );
  });

  test("Conftest: a failure, a warning and an exception of the policy", () => {
    const entry = { filename: "plan.json", namespace: "network", successes: 0 };
    const row = (msg: string, metadata: object = {}) => ({
      msg,
      metadata: { query: "data.network.deny", ...metadata },
    });
    const report = reading([
      {
        ...entry,
        failures: [row("a   b", { resource: "sg.debug" }), row("c", { id: "N1" })],
        warnings: [row("w")],
        exceptions: [row("e")],
      },
    ]);
    expect(report).toMatchObject({ status: "evaluated", found: 4, suppressed: 1 });
    expect(report.findings.map(({ severity }) => severity)).toEqual(["high", "high", "low", "high"]);
    expect(report.findings.map(({ rule }) => rule.id)[1]).toBe("data.network.deny#N1");
    expect(reading([entry]).status).toBe("nothing evaluated");
    expect(reading([{ ...entry, successes: 1 }]).status).toBe("evaluated");
  });

  test("Semgrep: scanned paths show that it ran, an error makes it partial, the platform's answer is refused", () => {
    const clean = { errors: [], results: [], paths: { scanned: ["a.py"] } };
    expect(reading(clean).status).toBe("evaluated");
    expect(reading({ ...clean, paths: { scanned: [] } }).status).toBe("nothing evaluated");
    expect(reading({ ...clean, errors: [{ level: "error", message: "Timeout" }] }).status).toBe("partial");
    expect(reading({ ...clean, errors: [{ level: "warn", message: "Slow" }] }).status).toBe("evaluated");
    expect(reading({ vulns: [], hasMore: false }).notes.join()).toContain("API of Semgrep");
  });

  test("Semgrep: lists that tell how the scan went are no doubt; others are", () => {
    const how = {
      explanations: [{ op: "Taint" }],
      subprojects: [{ resolved: true }],
      profiling_results: [{}],
    };
    expect(reading({ ...semgrepReport({}), ...how }).status).toBe("evaluated");
    expect(reading({ ...semgrepReport({}), unheard_of: [{}] }).status).toBe("partial");
  });

  test("Semgrep: who is not signed in gets no fingerprint, and then the lines tell findings apart", () => {
    const of = (extra: object) => only(semgrepReport({ extra })).fingerprint;
    const lines = of({ fingerprint: "requires login", lines: "eval(x)" });
    expect(of({ fingerprint: "requires login", lines: "  eval(x) " })).toBe(lines);
    expect(of({ fingerprint: "requires login", lines: "eval(y)" })).not.toBe(lines);
    expect(of({ fingerprint: "ab12cd34ef_0", lines: "eval(x)" })).not.toBe(lines);
    expect(of({ fingerprint: "requires login", lines: "requires login" })).toBe(of({}));
  });

  test("tfsec: failed, ignored and passed, in words and in numbers", () => {
    const row = (status: unknown) => ({ rule_id: "r", rule_provider: "aws", resource: "a.b", status });
    const counted = (...rows: object[]) => {
      const { found, suppressed, status } = reading({ results: rows });
      return [found, suppressed, status];
    };
    expect(counted(row("failed"), row("ignored"), row("passed"))).toEqual([2, 1, "evaluated"]);
    expect(counted(row(0), row(2), row(1))).toEqual([2, 1, "evaluated"]);
    expect(counted({ ...row(undefined), passed: true })).toEqual([0, 0, "evaluated"]);
    expect(reading({ results: [] }).status).toBe("nothing evaluated");
  });

  test("Terrascan: errors about charts that are not there are notes, others make it partial", () => {
    const report = (results: object) =>
      reading({ results: { violations: [], scan_summary: { policies_validated: 7 }, ...results } });
    expect(report({}).status).toBe("evaluated");
    expect(report({ scan_errors: [{ errMsg: "no helm charts found in directory x" }] }).status).toBe(
      "evaluated",
    );
    expect(report({ scan_errors: [{ errMsg: "invalid HCL" }] }).status).toBe("partial");
    expect(report({ scan_summary: { policies_validated: 0 } }).status).toBe("nothing evaluated");
    expect(report({ scan_summary: { policies_validated: 7, violated_policies: 1 } }).status).toBe("partial");
    expect(report({ skipped_violations: [{ rule_id: "AC_1", file: "a.tf" }] })).toMatchObject({
      suppressed: 1,
    });
  });

  test("Prowler: a check for a person is left open, the text says what is suppressed, each resource is one finding", () => {
    const report = reading([
      prowlerRow(),
      prowlerRow({ status: "Suppressed", resources: [{ uid: "a" }, { uid: "b" }] }),
      prowlerRow({ status_code: "PASS" }),
      prowlerRow({
        status_code: "MANUAL",
        metadata: { event_code: "contact", product: { name: "Prowler" } },
      }),
    ]);
    expect(report).toMatchObject({ status: "evaluated", found: 3, suppressed: 2 });
    expect(report.notEvaluated).toEqual([{ tool: "prowler", id: "contact" }]);
    expect(report.findings[0]?.fingerprint).toBe(
      fingerprint("cloud", "prowler:s3_public", ["111122223333", "eu-central-1", "arn:aws:s3:::logs"]),
    );
    expect(reading([{ AssessmentStartTime: "2024", CheckID: "x" }]).notes.join()).toContain(
      "before version 4",
    );
  });

  test("an empty list shows nothing, and the announced format only says whose it is", () => {
    expect(reading([])).toMatchObject({ status: "nothing evaluated", tools: [] });
    expect(reading([], { format: "prowler-ocsf" })).toMatchObject({
      status: "nothing evaluated",
      tools: ["prowler"],
    });
  });

  test("Snyk: a row for each dependency path, ignored ones, a part that failed, a project without dependencies", () => {
    const row = {
      id: "SNYK-JS-A-1",
      packageName: "a",
      identifiers: { CVE: ["CVE-2024-0001"] },
      severity: "high",
    };
    const project = {
      vulnerabilities: [row, row],
      packageManager: "npm",
      dependencyCount: 9,
      displayTargetFile: "package-lock.json",
      filtered: { ignore: [{ ...row, packageName: "b" }] },
    };
    expect(reading(project)).toMatchObject({ status: "evaluated", found: 3, suppressed: 1 });
    expect(reading(project).findings[0]).toMatchObject({ occurrences: 2, rule: { id: "CVE-2024-0001" } });
    expect(reading([project, { ok: false, code: 2114, error: "broken" }]).status).toBe("partial");
    expect(reading({ ...project, uniqueCount: 3 }).status).toBe("partial");
    expect(reading({ vulnerabilities: [], summary: "none", dependencyCount: 0 }).status).toBe(
      "nothing evaluated",
    );
    expect(reading({ vulnerabilities: [], summary: "none", dependencyCount: 4 }).status).toBe("evaluated");
    expect(reading({ ok: false, error: "no manifest" }).status).toBe("nothing evaluated");
    expect(reading({ infrastructureAsCodeIssues: [], vulnerabilities: [] }).status).toBe("evaluated");
    const passing = (infrastructureAsCodeSuccesses: object[]) =>
      reading({ infrastructureAsCodeIssues: [], infrastructureAsCodeSuccesses }).status;
    expect(passing([{ id: "SNYK-CC-1" }])).toBe("evaluated");
    expect(passing([])).toBe("nothing evaluated");
  });

  test("Grype: only-fixed hides findings, ignored matches are suppressed, no source shows nothing", () => {
    expect(reading(grypeReport([], { matches: [] })).status).toBe("evaluated");
    expect(reading({ matches: [], source: { type: "image" } }).status).toBe("nothing evaluated");
    const fixedOnly = { descriptor: { configuration: { "only-fixed": true } } };
    expect(reading(grypeReport([], fixedOnly)).status).toBe("partial");
    const ignored = grypeReport([]);
    expect(reading({ ...ignored, ignoredMatches: ignored.matches, matches: [] })).toMatchObject({
      found: 1,
      suppressed: 1,
    });
  });

  const policyReport = (results: object[], document: object = {}) => ({
    apiVersion: "wgpolicyk8s.io/v1alpha2",
    kind: "PolicyReport",
    metadata: { name: "r", namespace: "shop" },
    results,
    ...document,
  });

  test("policy reports: a finding for each resource, skips suppressed, errors left open", () => {
    const row = { source: "kyverno", policy: "no-root", rule: "run-as", result: "fail", severity: "high" };
    const resources = [
      { kind: "Deployment", name: "web" },
      { kind: "Pod", name: "web-1", ownerReferences: [{ kind: "ReplicaSet", name: "web-7f" }] },
    ];
    const report = reading(
      policyReport([
        { ...row, resources },
        { ...row, result: "skip", rule: "x" },
        { ...row, result: "error" },
      ]),
    );
    expect(report).toMatchObject({ status: "evaluated", found: 3, suppressed: 1, tools: ["kyverno"] });
    expect(report.findings.map(({ resource }) => resource)).toEqual([
      "shop/Deployment/web",
      "shop/ReplicaSet/web-7f",
      "shop/PolicyReport/r",
    ]);
    expect(report.notEvaluated).toEqual([{ tool: "kyverno", id: "no-root/run-as" }]);
    expect(reading(policyReport([])).status).toBe("nothing evaluated");
    expect(reading(policyReport([{ ...row, result: "skip" }])).status).toBe("nothing evaluated");
    expect(reading(policyReport([row], { summary: { fail: 3 } })).status).toBe("partial");
    expect(reading({ kind: "List", apiVersion: "v1", items: [policyReport([row])] }).found).toBe(1);
    expect(
      reading({ ...policyReport([row]), apiVersion: "openreports.io/v1alpha1", kind: "Report" }).found,
    ).toBe(1);
  });

  test("policy reports come as a stream of YAML, and YAML is read as strictly as JSON", () => {
    const yaml = (name: string) =>
      `apiVersion: wgpolicyk8s.io/v1alpha2\nkind: PolicyReport\nmetadata: {name: ${name}}\nresults:\n- policy: p\n  result: fail\n`;
    expect(readReport(bytes(`${yaml("a")}---\n${yaml("b")}`)).found).toBe(2);
    expect(statusOf(`${yaml("a")}results: []\n`)).toBe("unreadable");
    expect(statusOf(`${yaml("a")}x: ${"[".repeat(100_000)}`)).toBe("unreadable");
  });
});

describe("what cannot be trusted", () => {
  test.for([
    ["nothing at all", "  "],
    ["a web page", "<!doctype html><title>Sign in</title>"],
    ["half a report", JSON.stringify(misconfiguration()).slice(0, -5)],
    ["two equal keys", '{"SchemaVersion":2,"Results":[{"Target":"a"}],"Results":[]}'],
    [
      "two equal keys, one of them escaped",
      '{"SchemaVersion":2,"Results":[{"Target":"a"}],"Result\\u0073":[]}',
    ],
    ["a hundred and one levels", `${"[".repeat(101)}${"]".repeat(101)}`],
    ["a million levels", "[".repeat(1_000_000)],
    ["a bill of materials", '{"bomFormat":"CycloneDX","components":[]}'],
    ["a number", "42"],
    ["an object of no known shape", '{"ok":true}'],
  ])("%s is unreadable, and says why", ([, text]) => {
    const report = readReport(bytes(text as string));
    expect(report).toMatchObject({ status: "unreadable", found: 0, tooLarge: false });
    expect(report.notes[0]).toMatch(/^This .+\.$/);
  });

  test.for([
    ["Bandit", { errors: [], metrics: {}, results: [{ test_id: "B101", filename: "a.py" }] }],
    ["Bandit", { errors: [], metrics: {}, results: [] }],
    ["KICS", { files_scanned: 2, queries: [] }],
    ["OSV-Scanner", { results: [{ source: {}, packages: [] }] }],
    ["npm audit", { auditReportVersion: 2, vulnerabilities: {} }],
    ["Gitleaks", [{ RuleID: "generic-api-key", StartLine: 3 }]],
    ["TruffleHog", { DetectorName: "AWS", Verified: false }],
    ["Brakeman", { scan_info: {}, warnings: [] }],
    ["gosec", { Issues: [], Stats: {} }],
    ["ESLint", [{ filePath: "a.js", messages: [] }]],
  ] as [string, unknown][])(
    "a report of %s in its own form is refused, and SARIF is asked for",
    ([tool, document]) => {
      expect(reading(document)).toMatchObject({
        format: "unknown",
        status: "unreadable",
        notes: [`This is a report of ${tool} in its own form, which is not read here. Send it as SARIF.`],
      });
    },
  );

  test("a finding of AWS Security Hub has a SchemaVersion as well, and is no report of Trivy", () => {
    const finding = { SchemaVersion: "2018-10-08", ProductArn: "arn:aws:x", Id: "1" };
    for (const document of [finding, [finding], { Findings: [finding] }])
      expect(reading(document).notes.join()).toContain("AWS Security Hub");
  });

  test("a hundred levels are still read", () => {
    const deep = `{"SchemaVersion":2,"Results":[{"Target":"a","X":${"[".repeat(97)}${"]".repeat(97)}}]}`;
    expect(statusOf(deep)).toBe("evaluated");
    expect(statusOf(deep.replace("[]", "[[]]"))).toBe("unreadable");
  });

  test("bytes that are no UTF-8 are unreadable; UTF-16 with its mark, and a mark of UTF-8, are read", () => {
    expect(readReport(Uint8Array.of(0x22, 0xff, 0x22)).status).toBe("unreadable");
    const text = JSON.stringify(misconfiguration());
    const utf16 = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(text, "utf16le")]);
    expect(readReport(utf16).found).toBe(1);
    expect(readReport(bytes(`\uFEFF${text}`)).found).toBe(1);
  });

  test("a raw line end inside a string is repaired, and noted", () => {
    const text = JSON.stringify(misconfiguration({ Message: "one TWO" })).replace(
      "one TWO",
      "one\n\\\\\ttwo",
    );
    const report = readReport(bytes(text));
    expect(report.findings[0]?.message).toBe("one \\ two");
    expect(report.notes.join()).toContain("Repaired");
  });

  test("a packed report is read; a packed bomb and a cut one are not", () => {
    const packed = gzipSync(bytes(JSON.stringify(misconfiguration())));
    expect(readReport(packed).found).toBe(1);
    expect(readReport(packed.subarray(0, packed.length - 9)).status).toBe("unreadable");
    const limit = 10 * 1024 * 1024;
    expect(readReport(gzipSync(Buffer.alloc(limit + 1, 32)))).toMatchObject({ tooLarge: true });
    expect(readReport(gzipSync(Buffer.alloc(limit, 32)))).toMatchObject({ tooLarge: false });
    expect(readReport(Buffer.alloc(limit + 1, 32))).toMatchObject({ status: "unreadable", tooLarge: true });
  });

  test("more than 100,000 findings are too many", () => {
    const log = (many: number) =>
      readReport(
        bytes(JSON.stringify(sarifLog(...Array(many).fill({ ruleId: "a", message: { text: "b" } })))),
      );
    expect(log(100_000)).toMatchObject({ status: "evaluated", found: 100_000, tooLarge: false });
    expect(log(100_001)).toMatchObject({ status: "unreadable", tooLarge: true });
  });

  test("hostile words are cut, and lose terminal escapes, line ends and control characters", () => {
    const Message = `\u001b[31m::error::\u001b]0;title\u0007 a\r\n::set-output b\u0000${"x".repeat(600)}`;
    const { message } = only(misconfiguration({ Message }));
    expect(message.startsWith("::error:: a ::set-output b x")).toBe(true);
    expect(message).toHaveLength(500);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none must be left
    expect(message).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  });

  test("huge and negative numbers are no line numbers", () => {
    for (const line of [-1, 0, 1.5, 1e300, 2 ** 31]) {
      expect(
        only(misconfiguration({ CauseMetadata: { Resource: "a.b", StartLine: line } })).location.line,
      ).toBeNull();
    }
  });

  test("findings that name no rule are told apart by their words", () => {
    const rule = (text: string) =>
      only(sarifLog(result({ ruleId: undefined, message: { text } }))).fingerprint;
    expect(rule("one")).not.toBe(rule("two"));
  });
});
