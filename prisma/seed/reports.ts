// Small reports in the shapes of the real scanners, about things that do not exist.

type Found = {
  rule: string;
  resource: string;
  file: string;
  line: number;
  severity: string;
  message: string;
};

/** Trivy: packages with holes in an image, and settings that are wrong. */
export function trivy(
  image: string,
  holes: [cve: string, pkg: string, severity: string][],
  found: Found[] = [],
) {
  return JSON.stringify({
    SchemaVersion: 2,
    ArtifactName: image,
    Results: [
      {
        Target: image,
        Class: "os-pkgs",
        Type: "debian",
        Vulnerabilities: holes.map(([cve, pkg, severity]) => ({
          VulnerabilityID: cve,
          PkgName: pkg,
          PkgIdentifier: { PURL: `pkg:deb/debian/${pkg}@1.0` },
          InstalledVersion: "1.0",
          Severity: severity,
          Title: `${pkg}: a crafted input is read past its end`,
        })),
      },
      ...found.map(({ rule, resource, file, line, severity, message }) => ({
        Target: file,
        Class: "config",
        Type: "terraform",
        Misconfigurations: [
          {
            ID: rule,
            Status: "FAIL",
            Severity: severity,
            Message: message,
            CauseMetadata: { Resource: resource, StartLine: line },
          },
        ],
      })),
    ],
  });
}

export function checkov(passed: number, found: Omit<Found, "severity">[]) {
  return JSON.stringify({
    check_type: "terraform",
    results: {
      failed_checks: found.map(({ rule, resource, file, line, message }) => ({
        check_id: rule,
        check_name: message,
        resource,
        file_path: `/${file}`,
        repo_file_path: `/${file}`,
        file_line_range: [line, line + 6],
        severity: null,
      })),
      passed_checks: [],
      skipped_checks: [],
      parsing_errors: [],
    },
    summary: { passed, failed: found.length, skipped: 0, parsing_errors: 0, checkov_version: "3.2.500" },
  });
}

/** Semgrep; `hidden`: a comment in the code told it to look away. */
export function semgrep(scanned: string[], found: (Omit<Found, "resource"> & { hidden?: boolean })[]) {
  return JSON.stringify({
    version: "1.150.0",
    errors: [],
    paths: { scanned },
    results: found.map(({ rule, file, line, severity, message, hidden = false }) => ({
      check_id: rule,
      path: file,
      start: { line, col: 1, offset: 0 },
      end: { line, col: 40, offset: 39 },
      extra: { severity, message, is_ignored: hidden, fingerprint: "requires login" },
    })),
  });
}
