// How a pipeline asks with nothing but curl and jq: the least that fails closed.

type Ask = { register: string; system: string; environment: string };

export function recipe({ register, system, environment }: Ask): string {
  const context = JSON.stringify({ system, environment });
  return [
    "# EXCEPTIONS_TOKEN: a masked secret. trivy.json: the scanner's report.",
    `curl -sS -m 60 -o answer.json ${register}/api/v1/gate/evaluations \\`,
    '  -H "Authorization: Bearer $EXCEPTIONS_TOKEN" \\',
    '  -H "Idempotency-Key: $CI_RUN_ID-$(sha256sum trivy.json | cut -c1-16)" \\',
    `  -F 'context=${context};type=application/json' \\`,
    "  -F 'report=@trivy.json;type=application/json' || exit 4",
    "jq -e '.go == true' answer.json ||",
    "  { jq -r '.requestUrl // .detail' answer.json >&2; exit 1; }",
  ].join("\n");
}
