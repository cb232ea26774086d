// An administrator, or whoever made it, ends a token or a binding at once.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import type { TokenId } from "@/lib/gate/schemas";
import { whyCannotEndToken } from "@/lib/gate/token-life";
import { type Outcome, refuse } from "@/lib/refusal";

export function endToken({ tokenId }: TokenId, actor: Actor, now: Date): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM api_token WHERE id = ${tokenId}::uuid FOR UPDATE`;
    const token = await tx.apiToken.findUnique({ where: { id: tokenId } });
    if (!token) return refuse("not-found", "There is no such pipeline.");
    const refusal = whyCannotEndToken(token, actor, now);
    if (refusal) return refusal;

    await tx.apiToken.update({ where: { id: tokenId }, data: { endedAt: now } });
    await record(tx, {
      stream: `api_token/${tokenId}`,
      action: token.issuerId ? "binding.ended" : "token.ended",
      actor,
      body: { name: token.name },
    });
    return { ok: true };
  });
}
