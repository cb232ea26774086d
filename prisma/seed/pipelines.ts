// What the pipelines of the house ask, and what came of it: tokens, the rule map, and a few days of answers of each kind.

import { randomUUID } from "node:crypto";

import { db } from "@/lib/db";
import { decide } from "@/lib/exceptions/decide";
import { hex } from "@/lib/exceptions/revisions";
import { decisionSchema, requestSchema } from "@/lib/exceptions/schemas";
import { addIssuer } from "@/lib/gate/add-issuer";
import { answerEvaluation } from "@/lib/gate/answer-evaluation";
import { endToken } from "@/lib/gate/end-token";
import { evaluate } from "@/lib/gate/evaluate";
import { fileFoundRequest } from "@/lib/gate/file-found-request";
import { makeBinding } from "@/lib/gate/make-binding";
import { makeToken } from "@/lib/gate/make-token";
import { mapRule } from "@/lib/gate/map-rule";
import { pipelineOf } from "@/lib/gate/pipeline";
import { contextSchema, newBindingSchema, newRuleSchema, newTokenSchema } from "@/lib/gate/schemas";
import { whatToAskFor } from "@/lib/gate/what-to-ask-for";
import { editPolicy } from "@/lib/policies/edit-policy";
import { editSystem } from "@/lib/systems/edit-system";
import { unmapped } from "@/lib/unmapped";
import type { Environment } from "@/prisma/generated/enums";
import { Cast } from "./cast";
import type { Directory } from "./directory";
import { findInCode } from "./found-in-code";
import { company, type PersonKey } from "./people";
import { type PolicyKey, policies } from "./policies";
import { granted } from "./refused";
import { checkov, semgrep, trivy } from "./reports";
import type { SystemKey } from "./systems";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const mapped: [
  rule: string,
  policy: PolicyKey,
  narrowed?: { kind: "vuln" | "secret"; severityFrom?: "critical" },
][] = [
  ["trivy:AWS-0107", "SEC-002"],
  ["trivy:AWS-0180", "INF-008"],
  ["trivy:*", "SEC-003", { kind: "vuln", severityFrom: "critical" }],
  ["trivy:*", "SEC-005", { kind: "secret" }],
  ["checkov:CKV_AWS_24", "SEC-001"],
  ["checkov:CKV_AWS_103", "SEC-014"],
  ["checkov:CKV_AWS_157", "INF-005"],
];

const tokens = {
  payments: { name: "Payments, deploy", systems: ["payments-api"], environments: ["production", "staging"] },
  booking: {
    name: "Booking, build and deploy",
    systems: ["booking-portal", "booking-search"],
    environments: ["production", "staging"],
  },
  platform: { name: "Platform, plan", systems: ["prod-cluster", "edge-proxy"], environments: ["production"] },
  claims: { name: "Claims desk, old runner", systems: ["claims-desk"], environments: ["production"] },
} satisfies Record<string, { name: string; systems: SystemKey[]; environments: Environment[] }>;
type TokenKey = keyof typeof tokens;

const debugPort = {
  rule: "AWS-0107",
  resource: "aws_security_group.debug",
  file: "net/main.tf",
  line: 31,
  severity: "CRITICAL",
  message: "A security group rule lets every address in on port 9229.",
};
const tlsOfListener = {
  rule: "CKV_AWS_103",
  resource: "aws_lb_listener.partners",
  file: "edge/listeners.tf",
  line: 12,
  message: "Ensure that load balancer is using at least TLS 1.2",
};
const openssl: [string, string, string] = ["CVE-2026-21877", "libssl3", "CRITICAL"];

/** Tells it in order; the last answers are minutes old. */
export async function pipelinesAsk({ personId, policyId, systemId }: Directory, now: Date): Promise<void> {
  const cast = new Cast(personId);
  const ago = (length: number) => new Date(now.getTime() - length);
  const as = (key: PersonKey, at: Date) => cast.as(key, at);
  const secrets = new Map<TokenKey, string>();
  let run = 8790;

  async function make(key: TokenKey, at: Date) {
    const { name, systems, environments } = tokens[key];
    const asked = { name, environments, rights: ["evaluate", "request"], days: 90 };
    const token = newTokenSchema.parse({ ...asked, systemIds: systems.map((one) => systemId.get(one)) });
    const { id, secret } = granted(await makeToken(token, await as("bjarne", at), at), name);
    secrets.set(key, secret);
    return id;
  }

  async function ask(
    key: TokenKey,
    { system, environment, ref = "main" }: { system: SystemKey; environment: Environment; ref?: string },
    at: Date,
    reports: Record<string, string>,
  ) {
    run += 7;
    const commit = `${run.toString(16)}c41d0e7b52aa9913f08d2c6b4e5f7a8b9c0d1e2f`.slice(0, 40);
    const context = contextSchema.parse({
      system,
      environment,
      repository: `havelkai/${system}`,
      ref: `refs/heads/${ref}`,
      commit,
      run: { id: String(run), url: `https://ci.${company.domain}/havelkai/${system}/runs/${run}` },
    });
    const pipeline = answered(await pipelineOf(`Bearer ${secrets.get(key)}`, at));
    const sent = Object.entries(reports).map(([name, text]) => ({
      name,
      bytes: new TextEncoder().encode(text),
    }));
    const question = { context, reports: sent, idempotencyKey: randomUUID() };
    const { evaluationId } = answered(await evaluate(question, pipeline, at));
    answered(await answerEvaluation(evaluationId, pipeline, at, { isFirst: true }));
    return evaluationId;
  }

  /** The first that moves from a secret to what GitHub says of its jobs. */
  async function bindScheduling(at: Date) {
    const url = "https://token.actions.githubusercontent.com";
    const { id } = granted(await addIssuer({ url, kind: "github" }, await as("bjarne", at), at), url);
    const binding = newBindingSchema.parse({
      name: "Arrivals, train and release",
      issuerId: id,
      claims: { repository_id: "771405293" },
      systemIds: [systemId.get("eta-model")],
      environments: ["production", "staging"],
      rights: ["evaluate", "request"],
    });
    granted(await makeBinding(binding, await as("bjarne", at), at), binding.name);
  }

  async function needs(key: SystemKey, requiredTools: string[], at: Date) {
    const { id, key: _, retiredAt: __, ...facts } = await db.system.findUniqueOrThrow({ where: { key } });
    granted(await editSystem({ systemId: id, ...facts, requiredTools }, await as("bjarne", at), at), key);
  }

  const claims = await make("claims", ago(80 * day));
  await giveUnmappedTo("security", ago(60 * day));
  for (const [rule, policy, narrowed] of mapped) {
    const [tool, pattern] = rule.split(":");
    const row = { tool, pattern, kind: null, severityFrom: null, severityTo: null, ...narrowed };
    const asked = newRuleSchema.parse({ ...row, policyId: policyId.get(policy), reason: "" });
    granted(await mapRule(asked, await as("bjarne", ago(60 * day)), ago(60 * day)), rule);
  }
  const style = { tool: "checkov", pattern: "CKV_AWS_338", kind: null, severityFrom: null, severityTo: null };
  const noPolicy = {
    ...style,
    policyId: null,
    reason: "How long a log group keeps its lines follows CST-006, by hand.",
  };
  granted(
    await mapRule(newRuleSchema.parse(noPolicy), await as("bjarne", ago(59 * day)), ago(59 * day)),
    "style",
  );
  for (const key of ["payments", "booking", "platform"] as const) await make(key, ago(40 * day));
  await bindScheduling(ago(30 * day));
  await needs("payments-api", ["trivy"], ago(40 * day - hour));
  await needs("booking-portal", ["trivy"], ago(40 * day - hour));

  await ask("claims", { system: "claims-desk", environment: "production" }, ago(4 * day), {
    "trivy.json": trivy("claims-desk", []),
  });
  granted(
    await endToken({ tokenId: claims }, await as("bjarne", ago(3 * day)), ago(3 * day)),
    "An old token",
  );

  const booking = { system: "booking-portal", environment: "staging", ref: "search-filters" } as const;
  const stopped = await ask("booking", booking, ago(2 * day), {
    "trivy.json": trivy("registry.havelkai.example/booking-portal", [openssl], [debugPort]),
  });
  await askFor(stopped, "lukas", "SEC-003", ago(2 * day - hour), {
    title: "Ship the search filters before the patched base image is out",
    reason:
      "The base image with the patched libssl3 is promised for the end of the week, and the filters are tested with two customers until then.",
    breaksIfNo: "The test with both customers starts a week late.",
    riskIntroduced: "A crafted certificate could crash the staging portal.",
    dataAffected: "None: staging holds made-up bookings.",
    alternatives: "Building libssl3 ourselves: nobody would keep that patched.",
    mitigation: "Staging is reachable from the office network only.",
  });
  await approve(stopped, "jonas", ago(2 * day - 3 * hour));
  const withHole = { "trivy.json": trivy("registry.havelkai.example/booking-portal", [openssl]) };
  await ask("booking", booking, ago(2 * day - 4 * hour), withHole);

  await ask("payments", { system: "payments-api", environment: "staging" }, ago(26 * hour), {
    "checkov.json": checkov(64, []),
  });
  await ask("platform", { system: "prod-cluster", environment: "production" }, ago(22 * hour), {
    "checkov.json": checkov(118, [
      {
        ...tlsOfListener,
        rule: "CKV_AWS_338",
        resource: "aws_cloudwatch_log_group.pods",
        message: "Ensure CloudWatch log groups retains logs for at least 1 year",
      },
    ]),
  });
  const edge = await ask("platform", { system: "edge-proxy", environment: "production" }, ago(7 * hour), {
    "checkov.json": checkov(57, [tlsOfListener]),
  });
  await askFor(edge, "lena", "SEC-014", ago(6 * hour), {
    title: "TLS 1.1 on the partners' listener until two hauliers have moved",
    reason:
      "Two hauliers still send with TLS 1.1, and both have a date for the change within the next five days.",
    breaksIfNo: "About 40 delivery papers a day come by fax again.",
    riskIntroduced: "Papers of these two hauliers could be read on the way.",
    dataAffected: "Delivery papers: goods, addresses, licence plates.",
    alternatives: "A listener of their own: both would have to change their address, which takes longer.",
    mitigation: "Only the addresses of the two hauliers reach this listener.",
  });
  await ask("booking", booking, ago(5 * hour), withHole);
  await ask("payments", { system: "payments-api", environment: "production" }, ago(3 * hour), {
    "trivy.json": trivy(
      "registry.havelkai.example/payments-api",
      [],
      [
        debugPort,
        {
          ...debugPort,
          rule: "DS-0026",
          resource: "Dockerfile",
          file: "Dockerfile",
          line: 1,
          severity: "LOW",
          message: "Add HEALTHCHECK instruction in your Dockerfile",
        },
      ],
    ),
  });
  await ask("booking", { system: "booking-search", environment: "production" }, ago(2 * hour), {
    "semgrep.json": semgrep(
      ["src/filters.ts", "src/cache.ts"],
      [
        {
          rule: "javascript.lang.security.audit.detect-non-literal-regexp",
          file: "src/filters.ts",
          line: 88,
          severity: "WARNING",
          message: "RegExp() called with a user-supplied pattern may hold the process up.",
          hidden: true,
        },
      ],
    ),
  });
  await ask("payments", { system: "payments-api", environment: "staging" }, ago(50 * minute), {
    "trivy.json": trivy("registry.havelkai.example/payments-api", []).slice(0, 90),
  });
  await ask("platform", { system: "prod-cluster", environment: "production" }, ago(20 * minute), {
    "checkov.json": checkov(121, []),
  });

  const lookedAt = ago(30 * minute);
  const found = {
    payments: answered(await pipelineOf(`Bearer ${secrets.get("payments")}`, lookedAt)),
    booking: answered(await pipelineOf(`Bearer ${secrets.get("booking")}`, lookedAt)),
  };
  await findInCode(found, ago(9 * day), lookedAt);

  async function giveUnmappedTo(group: string, at: Date) {
    const owner = await db.group.findUniqueOrThrow({ where: { key: group } });
    const { id, title, statement, domain } = await db.policy.findUniqueOrThrow({ where: { key: unmapped } });
    const words = { title, statement, domain, longestSeconds: null };
    const edit = { policyId: id, ...words, controlOwnerId: owner.id };
    granted(await editPolicy(edit, await as("bjarne", at), at), unmapped);
  }

  async function askFor(evaluationId: string, by: PersonKey, policy: PolicyKey, at: Date, words: Words) {
    const found = await whatToAskFor(evaluationId, [], at, policy);
    if (!found) throw new Error("There is no such evaluation.");
    const scope = [
      {
        policyId: policyId.get(policy),
        systemId: found.systemId,
        environment: found.environment,
        resource: "",
      },
    ];
    const request = requestSchema.parse({
      id: evaluationId.replace(/^.{8}/, "5eed5eed"),
      ...words,
      scope,
      classification,
      ownerId: personId.get(by),
      window: { kind: "length", seconds: 5 * 86_400 },
      evaluationId,
      findings: found.findings,
    });
    granted(await fileFoundRequest(request, await as(by, at), at), words.title);
  }

  async function approve(evaluationId: string, by: PersonKey, at: Date) {
    const exceptionId = evaluationId.replace(/^.{8}/, "5eed5eed");
    const { number, contentHash } = await db.revision.findFirstOrThrow({ where: { exceptionId } });
    const tapped = { tapped: "yes", words: "" };
    const decision = decisionSchema.parse({
      exceptionId,
      revision: number,
      contentHash: hex(contentHash),
      verdict: "approve",
      comment: "Staging only, and the patched image has a date.",
      answers: { whyNow: tapped, shortest: tapped, saferWay: { tapped: "no", words: "" }, ifNo: tapped },
    });
    granted(await decide(decision, await as(by, at), at), `${policies["SEC-003"].title}, approved`);
  }
}

type Words = {
  title: string;
  reason: string;
  breaksIfNo: string;
  riskIntroduced: string;
  dataAffected: string;
  alternatives: string;
  mitigation: string;
};

const classification = {
  dataSensitivity: "none",
  exposure: "internal",
  impact: "minor",
  facts: {
    weakensSignIn: false,
    opensRemoteAccess: false,
    widensDataAccess: false,
    givesVendorReach: false,
    usesExternalModel: false,
    skipsHumanReview: false,
  },
};

function answered<Answer extends object>(answer: Answer) {
  if ("problem" in answer) throw new Error(JSON.stringify(answer));
  return answer as Exclude<Answer, { problem: unknown }>;
}
