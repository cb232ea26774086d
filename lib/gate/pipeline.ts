// Which pipeline asks, proven by its token: alive, its maker still here, and bound to the system and environment (R24).

import { inTransaction } from "@/lib/db";
import { type Problem, problem } from "@/lib/gate/problem";
import { secretHash } from "@/lib/gate/token-secret";
import type { Environment, TokenRight } from "@/prisma/generated/enums";

declare const proven: unique symbol;

type Bound = {
  tokenId: string;
  rights: TokenRight[];
  systemIds: string[];
  environments: Environment[];
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
    const [token] = await tx.$queryRaw<(Bound & { alive: boolean })[]>`
      SELECT t.id AS "tokenId", t.rights::text[] AS rights, t.system_ids::text[] AS "systemIds",
             t.environments::text[] AS environments,
             t.ended_at IS NULL AND t.expires_at > register_now() AND p.deactivated_at IS NULL AS alive
      FROM api_token t JOIN person p ON p.id = t.by_id
      WHERE t.hash = ${hash}`;
    // Once a minute is enough to see whether a token is in use.
    if (token?.alive) {
      await tx.$executeRaw`
        UPDATE api_token SET last_used_at = register_now()
        WHERE id = ${token.tokenId}::uuid AND (last_used_at IS NULL OR last_used_at < register_now() - interval '1 minute')`;
    }
    return { token };
  });
  if ("ok" in found) return problem("unavailable", "The register cannot answer now.");
  const { token } = found;
  if (!token) return problem("token_invalid", "This token is not known here.");
  if (!token.alive)
    return problem("token_expired", "This token has ended. An administrator makes a new one.");
  return token as Bound as Pipeline;
}

export function whyNotAllowed(
  pipeline: Pipeline,
  right: TokenRight,
  place: { system: { id: string; key: string } | null; environment: Environment; named: string },
): Problem | null {
  const { system, environment, named } = place;
  if (!pipeline.rights.includes(right)) return problem("token_lacks_right", `This token may not ${right}.`);
  if (!system || !pipeline.systemIds.includes(system.id)) {
    return problem("system_not_bound", `This token is not bound to a system named ${named}.`);
  }
  if (pipeline.environments.includes(environment)) return null;
  return problem("environment_not_bound", `This token is not bound to ${environment}.`);
}
