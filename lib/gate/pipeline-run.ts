// A verified token of an issuer becomes a run of the binding that it fits best, once: whoever shows it again for something
// else is refused (R24).

import type { Tx } from "@/lib/db";
import {
  type Claims,
  environmentsOfRun,
  issuerKinds,
  rightsOfRun,
  starterOf,
} from "@/lib/gate/issuer-claims";
import { type Problem, problem } from "@/lib/gate/problem";
import type { Issued } from "@/lib/gate/verify-issued";
import type { ApiToken } from "@/prisma/generated/client";

export const longestRun = 60 * 60_000;
/** What the clocks of two servers may differ by, as in the check of the token. */
const tolerance = 30_000;

/** `swap`: it is taken for a token of the register with this hash, which lasts an hour. */
type Taking = { use: string; now: Date; swap?: Buffer };

export async function takeRun(tx: Tx, issued: Issued, taking: Taking): Promise<{ runId: string } | Problem> {
  const before = await runBefore(tx, issued, taking.use);
  if (before) return before;
  const binding = await bindingFor(tx, issued);
  if ("problem" in binding) return binding;

  const { issuer, jti, claims } = issued;
  const { use, now, swap } = taking;
  const longest = now.getTime() + longestRun;
  const whole = { claims: binding.claims as Claims, environments: binding.environments };
  const { id } = await tx.pipelineRun.create({
    data: {
      tokenId: binding.id,
      issuerId: issuer.id,
      jti,
      firstUse: use,
      claims,
      subject: starterOf(issuer.kind, claims)?.subject,
      rights: rightsOfRun(binding.rights, claims),
      environments: environmentsOfRun(whole, claims),
      hash: swap && new Uint8Array(swap),
      expiresAt: swap
        ? new Date(longest)
        : new Date(Math.min(longest, issued.expiresAt.getTime() + tolerance)),
    },
    select: { id: true },
  });
  return { runId: id };
}

/** The same sending again is the same act. */
async function runBefore(
  tx: Tx,
  { issuer, jti }: Issued,
  use: string,
): Promise<{ runId: string } | Problem | null> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`jti ${issuer.id} ${jti}`}, 0))`;
  const before = await tx.pipelineRun.findUnique({ where: { issuerId_jti: { issuerId: issuer.id, jti } } });
  if (!before) return null;
  if (before.firstUse !== use) {
    return problem(
      "token_replayed",
      "This token was used already. Whoever asks more than once swaps it first: POST /api/v1/gate/tokens.",
    );
  }
  return { runId: before.id };
}

/** The one that demands most of what the token says. */
async function bindingFor(tx: Tx, { issuer, claims }: Issued): Promise<ApiToken | Problem> {
  const [fitting] = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM api_token
    WHERE issuer_id = ${issuer.id}::uuid AND ended_at IS NULL AND ${JSON.stringify(claims)}::jsonb @> claims::jsonb
    ORDER BY (SELECT count(*) FROM json_object_keys(claims)) DESC, created_at, id LIMIT 1`;
  return fitting
    ? tx.apiToken.findUniqueOrThrow({ where: { id: fitting.id } })
    : whyNoBinding(tx, { issuer, claims });
}

async function whyNoBinding(tx: Tx, { issuer, claims }: Pick<Issued, "issuer" | "claims">): Promise<Problem> {
  const { ids } = issuerKinds[issuer.kind];
  const bindings = await tx.apiToken.findMany({
    where: { issuerId: issuer.id, endedAt: null },
    orderBy: { createdAt: "asc" },
    select: { name: true, claims: true },
  });
  const demandsOf = (binding: { claims: unknown }) => Object.entries(binding.claims as Claims);
  const near = bindings.find((binding) =>
    demandsOf(binding).every(([name, value]) => !isId(name) || claims[name] === value),
  );
  if (!near) {
    const said = ids.map((name) => `${name} ${claims[name] ?? "(none)"}`).join(", ");
    return problem("system_not_bound", `Nothing here is bound to ${said}.`);
  }
  const [name, wanted] = demandsOf(near).find(([name, value]) => claims[name] !== value) ?? ["", ""];
  return problem(
    name === "environment" ? "environment_not_bound" : "system_not_bound",
    `“${near.name}” asks with ${name} ${wanted}, and this token says ${claims[name] ?? "nothing of it"}.`,
  );

  function isId(name: string): boolean {
    return (ids as readonly string[]).includes(name);
  }
}
