// Which pipeline asks, proven by its token: alive, its maker still here, and bound to the system and environment (R24).

import type { TokenHolder } from "@/lib/auth/actor";
import { inTransaction, type Tx } from "@/lib/db";
import { countedPace, type Pace } from "@/lib/gate/pace";
import { type Problem, problem } from "@/lib/gate/problem";
import { secretHash } from "@/lib/gate/token-secret";
import type { Environment, TokenRight } from "@/prisma/generated/enums";

declare const proven: unique symbol;

type Bound = {
  tokenId: string;
  rights: TokenRight[];
  systemIds: string[];
  environments: Environment[];
  /** Who made the token, and so is a party to whatever it asks for. */
  holder: TokenHolder;
};

/** Only a token that was looked up makes one. */
export type Pipeline = Bound & { [proven]: true };

/** From the header alone: never from a cookie or the address, which others send along or write down. */
export async function pipelineOf(authorization: string | null, now: Date): Promise<Pipeline | Problem> {
  const [, secret] = /^Bearer ([!-~]+)$/i.exec(authorization ?? "") ?? [];
  if (!secret) return problem("token_missing", "Send the token as “Authorization: Bearer …”.");
  const hash = secretHash(secret);
  if (!hash) return problem("token_invalid", "This is not a token of this register, or it was cut off.");

  const found = await inTransaction(now, async (tx) => {
    const token = await tokenOf(tx, hash);
    return { token, pace: token?.alive ? await countedPace(tx, token.tokenId) : null };
  });
  if ("ok" in found) return problem("unavailable", "The register cannot answer now.");
  const { token, pace } = found;
  if (!token) return problem("token_invalid", "This token is not known here.");
  if (!token.alive)
    return problem("token_expired", "This token has ended. An administrator makes a new one.");
  return whyTooFast(pace) ?? (token as Bound as Pipeline);
}

type Found = Bound & { alive: boolean };

async function tokenOf(tx: Tx, hash: Buffer): Promise<Found | null> {
  const [token] = await tx.$queryRaw<Found[]>`
    SELECT t.id AS "tokenId", t.rights::text[] AS rights, t.system_ids::text[] AS "systemIds",
           t.environments::text[] AS environments,
           t.ended_at IS NULL AND t.expires_at > register_now() AND p.deactivated_at IS NULL AS alive,
           json_build_object('id', p.id, 'role', p.role, 'accountId', a.id,
                             'token', json_build_object('id', t.id, 'name', t.name)) AS holder
    FROM api_token t JOIN person p ON p.id = t.by_id
    JOIN LATERAL (SELECT id FROM account WHERE person_id = p.id AND kind = 'human' ORDER BY created_at, id LIMIT 1) a ON true
    WHERE t.hash = ${hash}`;
  // Once a minute is enough to see whether a token is in use.
  if (token?.alive) {
    await tx.$executeRaw`
      UPDATE api_token SET last_used_at = register_now()
      WHERE id = ${token.tokenId}::uuid AND (last_used_at IS NULL OR last_used_at < register_now() - interval '1 minute')`;
  }
  return token ?? null;
}

function whyTooFast(pace: Pace | null): Problem | null {
  if (!pace?.tooFast) return null;
  const seconds = pace.secondsLeft;
  return problem(
    "rate_limited",
    `This token has asked ${pace.perMinute} times within a minute, which is the most. Wait ${seconds} ${seconds === 1 ? "second" : "seconds"}.`,
    { retryAfter: seconds },
  );
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
export function whyLacksRight(pipeline: Pipeline, right: TokenRight): Problem | null {
  if (pipeline.rights.includes(right)) return null;
  return problem("token_lacks_right", `This token has no right to ${right}.`);
}
