// What the tokens of an issuer say, and what of it counts. Names change hands, so bindings go by ids; every value is
// compared as the text that it is, and "false" is not false.
// GitHub: docs.github.com/actions/reference/security/oidc; GitLab: docs.gitlab.com/ci/secrets/id_token_authentication.

import { environmentNamed } from "@/lib/gate/environment-named";
import { type Refusal, refuseField } from "@/lib/refusal";
import type { Environment, IssuerKind, TokenRight } from "@/prisma/generated/enums";

/** As text, by name. */
export type Claims = Record<string, string>;

type Kind = {
  name: string;
  /** At least one of these is in each binding. */
  ids: readonly string[];
  /** What a binding may demand besides. */
  others: readonly string[];
  /** What is kept to tell people which run it was. */
  told: readonly string[];
  /** Who started it: by id, and as people call them. */
  person: { id: string; name: string };
  repository: string;
  longestAge: string;
};

export const issuerKinds = {
  github: {
    name: "GitHub Actions",
    ids: ["repository_id", "repository_owner_id"],
    others: ["environment", "ref", "job_workflow_ref", "event_name"],
    told: ["repository", "run_id", "run_attempt", "sha", "workflow_ref"],
    person: { id: "actor_id", name: "actor" },
    repository: "repository",
    longestAge: "15 minutes",
  },
  gitlab: {
    name: "GitLab",
    ids: ["project_id", "namespace_id"],
    others: ["environment", "ref", "ref_protected"],
    told: ["project_path", "pipeline_id", "pipeline_source", "job_id", "sha"],
    person: { id: "user_id", name: "user_login" },
    repository: "project_path",
    longestAge: "1 hour",
  },
} as const satisfies Record<IssuerKind, Kind>;

/** What of a verified token is kept: nothing else in it counts. */
export function claimsIn(kind: IssuerKind, payload: Record<string, unknown>): Claims {
  const { ids, others, told, person } = issuerKinds[kind];
  return Object.fromEntries(
    [...ids, ...others, ...told, person.id, person.name].flatMap((name) => {
      const value = payload[name];
      return ["string", "number", "boolean"].includes(typeof value) ? [[name, String(value)]] : [];
    }),
  );
}

/** Which run of which repository: "acme/payments, run 8841". */
export function placeOfRun(kind: IssuerKind, claims: Claims): string {
  const run = claims.run_id ?? claims.pipeline_id;
  return [claims[issuerKinds[kind].repository] ?? "a repository", run && `run ${run}`]
    .filter(Boolean)
    .join(", ");
}

/**
 * A token does not tell a fork's pull request from another, so that each may be one: it may ask whether it may go on, and
 * nothing else.
 */
export function mayBeOfFork({ event_name = "", pipeline_source = "" }: Claims): boolean {
  return (
    event_name.startsWith("pull_request") ||
    ["merge_request_event", "external_pull_request_event"].includes(pipeline_source)
  );
}

export function rightsOfRun(rights: TokenRight[], claims: Claims): TokenRight[] {
  return mayBeOfFork(claims) ? rights.filter((right) => right === "evaluate") : rights;
}

type Binding = { claims: Claims; environments: Environment[] };

/**
 * The environment that the token names is the one, whatever is asked. A name that is none of ours is what the binding says
 * that demands it. Without a name it is the binding's list, and never production.
 */
export function environmentsOfRun({ claims, environments }: Binding, said: Claims): Environment[] {
  const { environment = "" } = said;
  if (environment === "") return environments.filter((one) => one !== "production");
  const named = environmentNamed(environment);
  if (named) return environments.filter((one) => one === named);
  return claims.environment === environment ? environments : [];
}

/** Who started it, by the issuer's id. Null: the issuer does not say, or it is nobody. */
export function starterOf(kind: IssuerKind, claims: Claims): { subject: string; name: string } | null {
  const { person } = issuerKinds[kind];
  const { [person.id]: subject = "", [person.name]: name = "" } = claims;
  // GitHub goes on naming who ran it first, whoever runs it again.
  const again = kind === "github" && claims.run_attempt !== undefined && claims.run_attempt !== "1";
  return subject === "" || again || isBot(name) ? null : { subject, name: name || subject };
}

function isBot(name: string): boolean {
  return /\[bot\]$|^(project|group)_\d+_bot/.test(name);
}

/** A binding goes by an id, demands what such tokens say, and does not call production development. */
export function whyUnfitBinding(kind: IssuerKind, { claims, environments }: Binding): Refusal | null {
  const { name, ids, others } = issuerKinds[kind];
  const known: readonly string[] = [...ids, ...others];
  const strange = Object.keys(claims).find((claim) => !known.includes(claim));
  if (strange) return refuseField("claims", `Nothing is bound to ${strange} of ${name}.`);
  if (!ids.some((id) => claims[id]))
    return refuseField("claims", `Say ${ids.join(" or ")}. Names change hands; ids do not.`);
  if (Object.entries(claims).some(([claim, value]) => claim.endsWith("_id") && !/^\d{1,20}$/.test(value)))
    return refuseField("claims", "An id is a number, as the issuer shows it.");
  const { environment } = claims;
  const named = environment && environmentNamed(environment);
  if (environment && (environments.length > 1 || (named && !environments.includes(named))))
    return refuseField("environments", `Choose the one environment that ${environment} is.`);
  return null;
}
