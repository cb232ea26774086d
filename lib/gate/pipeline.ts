// Which pipeline asks, proven by a token of the register that is alive, or by one of an issuer that fits a binding; and
// for which systems and environments (R24).

import type { TokenHolder } from "@/lib/auth/actor";
import { inOneStatement, inTransaction, plannedOnce } from "@/lib/db";
import { type Claims, mayBeOfFork, placeOfRun, starterOf } from "@/lib/gate/issuer-claims";
import { type Asked, pace, whyTooFast } from "@/lib/gate/pace";
import { takeRun } from "@/lib/gate/pipeline-run";
import { type Problem, problem } from "@/lib/gate/problem";
import { secretHash } from "@/lib/gate/token-secret";
import { looksIssued, verifyIssued } from "@/lib/gate/verify-issued";
import type { Way } from "@/lib/network/fetch-public";
import type { Refusal } from "@/lib/refusal";
import { Prisma } from "@/prisma/generated/client";
import type { Environment, IssuerKind, TokenRight } from "@/prisma/generated/enums";

declare const proven: unique symbol;

type Bound = {
  tokenId: string;
  /** The token's, or the binding's. */
  name: string;
  rights: TokenRight[];
  systemIds: string[];
  environments: Environment[];
  /**
   * In whose name it asks, and so who is a party to it: whoever made the token, or the person who started the run. Null
   * where nobody is known to have.
   */
  holder: TokenHolder | null;
  /** Whoever made the token or the binding. It reads what any member reads, in its places. */
  makerId: string;
  /** Of a pipeline that proved itself with an issuer's token. */
  run: Run | null;
};

export type Run = {
  id: string;
  issuerId: string;
  /** "acme/payments, run 8841". */
  place: string;
  /** Who started it, as the issuer calls them. */
  starter: { subject: string; name: string } | null;
  mayBeOfFork: boolean;
};

/** Only a token that was looked up makes one. */
export type Pipeline = Bound & { [proven]: true };

/**
 * From the header alone: never from a cookie or the address, which others send along or write down. `use` is what an
 * issuer's token is taken for, once.
 */
export async function pipelineOf(
  authorization: string | null,
  now: Date,
  use = "",
  way?: Way,
): Promise<Pipeline | Problem> {
  const secret = bearerIn(authorization);
  if (typeof secret !== "string") return secret;
  if (looksIssued(secret)) {
    const issued = await verifyIssued(secret, now, way);
    if ("problem" in issued) return issued;
    return provenBy(
      await inTransaction(now, async (tx) => {
        const taken = await takeRun(tx, issued, { use, now });
        if ("problem" in taken) return taken;
        return tx.$queryRaw<Found[]>(counted(runWhere(Prisma.sql`r.id = ${taken.runId}::uuid`)));
      }),
    );
  }
  const hash = secretHash(secret);
  if (!hash) return problem("token_invalid", "This is not a token of this register, or it was cut off.");
  const either = Prisma.sql`${tokenWhere(Prisma.sql`t.hash = ${hash}`)} UNION ALL ${runWhere(Prisma.sql`r.hash = ${hash}`)}`;
  return provenBy(await inOneStatement<Found>(now, counted(either)));
}

export function bearerIn(authorization: string | null): string | Problem {
  const [, secret] = /^Bearer ([!-~]+)$/i.exec(authorization ?? "") ?? [];
  return secret ?? problem("token_missing", "Send the token as “Authorization: Bearer …”.");
}

type Found = Omit<Bound, "run"> &
  Asked & {
    alive: boolean;
    runId: string | null;
    issuerId: string;
    kind: IssuerKind;
    claims: Claims;
  };

function provenBy(found: Found[] | Problem | Refusal): Pipeline | Problem {
  if ("ok" in found) return problem("unavailable", "The register cannot answer now.");
  if ("problem" in found) return found;
  const [bound] = found;
  if (!bound) return problem("token_invalid", "This token is not known here.");
  if (!bound.alive) return problem("token_expired", whyEnded(bound));
  const { alive, asked, secondsLeft, runId, issuerId, kind, claims, ...token } = bound;
  return whyTooFast({ asked, secondsLeft }) ?? ({ ...token, run: runOf(bound) } as Bound as Pipeline);
}

function runOf({ runId, issuerId, kind, claims }: Found): Run | null {
  if (runId === null) return null;
  const starter = starterOf(kind, claims);
  const place = placeOfRun(kind, claims);
  return { id: runId, issuerId, place, starter, mayBeOfFork: mayBeOfFork(claims) };
}

/** Whoever is bound, with their asking counted and noted, all in one statement: each call of the API begins with it. */
function counted(bound: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    ${plannedOnce}
    WITH bound AS MATERIALIZED (${bound}),
    -- Once a minute is enough to see whether it is in use.
    used AS (
      UPDATE api_token t SET last_used_at = register_now()
      FROM bound
      WHERE t.id = bound."tokenId" AND bound.alive
        AND (t.last_used_at IS NULL OR t.last_used_at < register_now() - interval '1 minute')
    ),
    ${pace}
    SELECT bound.*, pace.asked, pace."secondsLeft" FROM bound LEFT JOIN pace ON true`;
}

function tokenWhere(which: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT t.id AS "tokenId", t.name, t.rights::text[] AS rights, t.system_ids::text[] AS "systemIds",
           t.environments::text[] AS environments, p.id AS "makerId",
           NULL::uuid AS "runId", NULL::uuid AS "issuerId", NULL AS kind, NULL::json AS claims,
           t.ended_at IS NULL AND t.expires_at > register_now() AND p.deactivated_at IS NULL AS alive,
           json_build_object('id', p.id, 'role', p.role, 'accountId', a.id,
                             'token', json_build_object('id', t.id, 'name', t.name)) AS holder
    FROM api_token t JOIN person p ON p.id = t.by_id JOIN ${accountOf}
    WHERE ${which}`;
}

const accountOf = Prisma.sql`
  LATERAL (
    SELECT id FROM account WHERE person_id = p.id AND kind = 'human' ORDER BY created_at, id LIMIT 1) a ON true`;

/** The binding stands on its own: it does not end when whoever made it leaves. */
function runWhere(which: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT t.id AS "tokenId", t.name, r.rights::text[] AS rights, t.system_ids::text[] AS "systemIds",
           r.environments::text[] AS environments, t.by_id AS "makerId",
           r.id AS "runId", r.issuer_id AS "issuerId", i.kind::text, r.claims,
           t.ended_at IS NULL AND i.retired_at IS NULL AND r.expires_at > register_now() AS alive,
           CASE WHEN a.id IS NOT NULL THEN
             json_build_object('id', p.id, 'role', p.role, 'accountId', a.id,
                               'token', json_build_object('id', t.id, 'name', t.name, 'run', r.id)) END AS holder
    FROM pipeline_run r
    JOIN api_token t ON t.id = r.token_id
    JOIN pipeline_issuer i ON i.id = r.issuer_id
    LEFT JOIN linked_person l ON (l.issuer_id, l.subject) = (r.issuer_id, r.subject) AND l.ended_at IS NULL
    LEFT JOIN person p ON p.id = l.person_id AND p.deactivated_at IS NULL
    LEFT JOIN ${accountOf}
    WHERE ${which}`;
}

function whyEnded({ runId }: Found): string {
  return runId
    ? "This token has ended. The job swaps a new one of its issuer."
    : "This token has ended. An administrator makes a new one.";
}

export function whyNotAllowed(
  pipeline: Pipeline,
  right: TokenRight,
  place: { system: { id: string; key: string } | null; environment: Environment; named: string },
): Problem | null {
  const { system, environment, named } = place;
  const lacking = whyLacksRight(pipeline, right);
  if (lacking) return lacking;
  if (!system || !pipeline.systemIds.includes(system.id)) {
    return problem("system_not_bound", `This token is not bound to a system named ${named}.`);
  }
  if (pipeline.environments.includes(environment)) return null;
  return problem("environment_not_bound", `This token is not bound to ${environment}.`);
}

/** Reading the register is what the right to export is for. */
export function whyLacksRight({ rights, run }: Pipeline, right: TokenRight): Problem | null {
  if (rights.includes(right)) return null;
  if (run?.mayBeOfFork && right === "request") {
    return problem(
      "fork_not_allowed",
      "A pull or merge request may be a fork’s, so its pipeline only evaluates. A person asks with the form.",
    );
  }
  return problem("token_lacks_right", `This token has no right to ${right}.`);
}
