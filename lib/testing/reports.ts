// One small report of each tool that the register writes for.

const json = (value: unknown) => JSON.stringify(value);

export const reportsOfAll: Record<string, string> = {
  "trivy.json": json({
    SchemaVersion: 2,
    ArtifactName: ".",
    Results: [
      {
        Target: "app/requirements.txt",
        Class: "lang-pkgs",
        Type: "pip",
        Vulnerabilities: [
          {
            VulnerabilityID: "CVE-2021-33503",
            PkgName: "urllib3",
            PkgIdentifier: { PURL: "pkg:pypi/urllib3@1.26.4" },
            Severity: "HIGH",
            Title: "Slow regular expression",
          },
        ],
      },
      {
        Target: "net/main.tf",
        Misconfigurations: [
          {
            ID: "AWS-0107",
            Status: "FAIL",
            Severity: "HIGH",
            Message: "Open to the world.",
            CauseMetadata: { Resource: "aws_security_group.debug", StartLine: 31 },
          },
        ],
      },
      {
        Target: "Dockerfile",
        Misconfigurations: [
          { ID: "DS002", AVDID: "AVD-DS-0002", Status: "FAIL", Severity: "HIGH", Message: "Runs as root." },
        ],
      },
      { Target: "ci/[key].pem", Secrets: [{ RuleID: "private-key", Severity: "CRITICAL", Title: "Key" }] },
    ],
  }),
  "snyk.json": json({
    packageManager: "npm",
    dependencyCount: 40,
    displayTargetFile: "package-lock.json",
    vulnerabilities: [
      {
        id: "SNYK-JS-AJV-584908",
        title: "Prototype pollution",
        severity: "high",
        packageName: "ajv",
        identifiers: { CVE: ["CVE-2020-15366"], GHSA: [] },
        from: ["shop@1.0.0", "har-validator@5.1.3", "ajv@6.10.2"],
      },
      {
        id: "SNYK-JS-AJV-584908",
        title: "Prototype pollution",
        severity: "high",
        packageName: "ajv",
        identifiers: { CVE: ["CVE-2020-15366"], GHSA: [] },
        from: ["shop@1.0.0", "ajv@6.10.2"],
      },
    ],
  }),
  "checkov.json": json({
    check_type: "terraform",
    results: {
      passed_checks: [],
      failed_checks: [
        {
          check_id: "CKV_GCP_29",
          check_name: "Uniform bucket access",
          file_path: "/gcs.tf",
          resource: "google_storage_bucket.site",
          file_line_range: [1, 9],
        },
      ],
      skipped_checks: [],
      parsing_errors: [],
    },
    summary: { passed: 0, failed: 1, skipped: 0, parsing_errors: 0 },
  }),
  "kyverno.json": json({
    apiVersion: "wgpolicyk8s.io/v1alpha2",
    kind: "PolicyReport",
    metadata: { name: "pay", namespace: "pay" },
    results: [
      {
        source: "kyverno",
        policy: "disallow-host-namespaces",
        rule: "host-namespaces",
        result: "fail",
        severity: "high",
        resources: [{ kind: "Deployment", name: "ledger", namespace: "pay" }],
      },
      {
        source: "KyvernoValidatingPolicy",
        policy: "require-labels",
        result: "fail",
        severity: "medium",
        resources: [{ kind: "Deployment", name: "ledger", namespace: "pay" }],
      },
    ],
    summary: { pass: 0, fail: 2 },
  }),
  "conftest.json": json([
    {
      filename: "plan.json",
      namespace: "network",
      successes: 0,
      failures: [
        {
          msg: "opens port 9229",
          metadata: { query: "data.network.deny", id: "port", resource: "aws_security_group.web" },
        },
        { msg: "has no resource", metadata: { query: "data.network.deny" } },
      ],
    },
  ]),
};
