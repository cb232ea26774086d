// Whoever needs more than one call swaps the issuer's token, once, for a token of the register with the same binding, for
// an hour at most.

import { inTransaction } from "@/lib/db";
import { env } from "@/lib/env";
import { bearerIn } from "@/lib/gate/pipeline";
import { takeRun } from "@/lib/gate/pipeline-run";
import { type Problem, problem } from "@/lib/gate/problem";
import { secretFor, secretHash } from "@/lib/gate/token-secret";
import { looksIssued, verifyIssued } from "@/lib/gate/verify-issued";
import type { Way } from "@/lib/network/fetch-public";
import type { Environment, TokenRight } from "@/prisma/generated/enums";

export type Swapped = {
  token: string;
  expiresAt: Date;
  rights: TokenRight[];
  systems: string[];
  environments: Environment[];
};

export async function swapToken(
  authorization: string | null,
  use: string,
  now: Date,
  way?: Way,
): Promise<Swapped | Problem> {
  const secret = bearerIn(authorization);
  if (typeof secret !== "string") return secret;
  if (!looksIssued(secret)) return problem("token_invalid", "Send the token of the issuer, not one of ours.");
  const issued = await verifyIssued(secret, now, way);
  if ("problem" in issued) return issued;

  const token = secretFor(JSON.stringify([issued.issuer.id, issued.jti, use]), env().NEXTAUTH_SECRET);
  const swap = secretHash(token) as Buffer;
  const swapped = await inTransaction<Swapped | Problem>(now, async (tx) => {
    const taken = await takeRun(tx, issued, { use, now, swap });
    if ("problem" in taken) return taken;
    const { binding, ...run } = await tx.pipelineRun.findUniqueOrThrow({
      where: { id: taken.runId },
      include: { binding: true },
    });
    const systems = await tx.system.findMany({
      where: { id: { in: binding.systemIds } },
      select: { key: true },
      orderBy: { key: "asc" },
    });
    const { rights, environments, expiresAt } = run;
    return { token, expiresAt, rights, environments, systems: systems.map(({ key }) => key) };
  });
  return "ok" in swapped ? problem("unavailable", "The register cannot answer now.") : swapped;
}
