// An administrator has another system told. What its messages are signed with is shown once; the address of a chat is a
// secret itself, so people see no more of it than its host.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { env } from "@/lib/env";
import { allowedHosts, whyNotReachable } from "@/lib/network/allowed-hosts";
import type { NewWebhook } from "@/lib/outgoing/schemas";
import { newSecret } from "@/lib/outgoing/signature";
import { whyCannotAdminister } from "@/lib/people/administration";
import { type Outcome, refuseField } from "@/lib/refusal";

export type AddedWebhook = { id: string; secret: string | null };

export function addWebhook(
  { url, kind, events, startsRechecks }: NewWebhook,
  actor: Actor,
  now: Date,
): Promise<Outcome<AddedWebhook>> {
  return inTransaction<Outcome<AddedWebhook>>(now, async (tx) => {
    const refusal = whyCannotAdminister(actor);
    if (refusal) return refusal;
    const unreachable = whyNotReachable(url, allowedHosts(env().WEBHOOK_ALLOWED_HOSTS));
    if (unreachable) return refuseField("url", unreachable);

    const secret = kind === "standard" ? newSecret() : null;
    const address = shownOf(url, kind);
    const { id } = await tx.webhook.create({
      data: {
        kind,
        address,
        events,
        startsRechecks,
        madeById: actor.id,
        secret: { create: { url, secret } },
      },
      select: { id: true },
    });
    const body = { address, kind, events, startsRechecks };
    await record(tx, { stream: `webhook/${id}`, action: "webhook.added", actor, body });
    return { ok: true, id, secret };
  });
}

/** Without what is often a key: the query, and of a chat's address all but the host. */
function shownOf(url: string, kind: NewWebhook["kind"]): string {
  const { host, pathname } = new URL(url);
  return kind === "standard" && pathname !== "/" ? `${host}${pathname}` : host;
}
