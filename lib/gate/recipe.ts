// How a pipeline asks with nothing but curl and jq: the least that fails closed.

import type { IssuerKind } from "@/prisma/generated/enums";

type Ask = {
  register: string;
  system: string;
  environment: string;
  /** Whose tokens its jobs get; without one it has a secret of the register. */
  issuer?: IssuerKind;
};

export function recipe({ register, system, environment, issuer }: Ask): string {
  const context = JSON.stringify({ system, environment });
  return [
    ...proof(register, issuer),
    `curl -sS -m 60 -o answer.json ${register}/api/v1/gate/evaluations \\`,
    '  -H "Authorization: Bearer $EXCEPTIONS_TOKEN" \\',
    `  -H "Idempotency-Key: $${runs[issuer ?? "none"]}-$(sha256sum trivy.json | cut -c1-16)" \\`,
    `  -F 'context=${context};type=application/json' \\`,
    "  -F 'report=@trivy.json;type=application/json' || exit 4",
    "jq -e '.go == true' answer.json ||",
    "  { jq -r '.requestUrl // .detail' answer.json >&2; exit 1; }",
  ].join("\n");
}

const runs = { github: "GITHUB_RUN_ID-$GITHUB_RUN_ATTEMPT", gitlab: "CI_JOB_ID", none: "CI_RUN_ID" };

function proof(register: string, issuer?: IssuerKind): string[] {
  if (!issuer) return ["# EXCEPTIONS_TOKEN: a masked secret. trivy.json: the scanner's report."];
  if (issuer === "gitlab") {
    return [
      `# In the job: id_tokens: { EXCEPTIONS_ID_TOKEN: { aud: ${register} } }`,
      "EXCEPTIONS_TOKEN=$EXCEPTIONS_ID_TOKEN # taken for one call",
    ];
  }
  return [
    "# In the job: permissions: { id-token: write }. The token is taken for one call.",
    'EXCEPTIONS_TOKEN=$(curl -fsS -H "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" \\',
    `  "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=${register}" | jq -er .value) || exit 4`,
  ];
}
