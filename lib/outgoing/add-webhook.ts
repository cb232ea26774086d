// An administrator has another system told. What its messages are signed with is shown once; the address of a chat is a
// secret itself, so people see no more of it than its host.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { env } from "@/lib/env";
import { allowedHosts, whyNotReachable } from "@/lib/network/allowed-hosts";
import { callFor, isJob } from "@/lib/outgoing/jobs";
import { keysOf } from "@/lib/outgoing/keys-of";
import type { NewWebhook } from "@/lib/outgoing/schemas";
import { newSecret } from "@/lib/outgoing/signature";
import { whyCannotAdminister } from "@/lib/people/administration";
import { type Outcome, refuseField } from "@/lib/refusal";

export type AddedWebhook = { id: string; secret: string | null };

export function addWebhook(asked: NewWebhook, actor: Actor, now: Date): Promise<Outcome<AddedWebhook>> {
  return inTransaction<Outcome<AddedWebhook>>(now, async (tx) => {
    const refusal = whyCannotAdminister(actor);
    if (refusal) return refusal;
    const { url, branch, events, startsRechecks } = wanted(asked);
    const { kind, systemIds } = asked;
    const unreachable = whyNotReachable(url, allowedHosts(env().WEBHOOK_ALLOWED_HOSTS));
    if (unreachable) return refuseField("url", unreachable);

    const made = kind === "standard" ? newSecret() : null;
    const secret = isJob(kind) ? asked.token : made;
    const address = shownOf(asked.url, kind);
    const { id } = await tx.webhook.create({
      data: {
        kind,
        address,
        events,
        startsRechecks,
        branch,
        systemIds,
        madeById: actor.id,
        secret: { create: { url, secret } },
      },
      select: { id: true },
    });
    const systems = await keysOf(tx, systemIds);
    const body = { address, kind, events, startsRechecks, systems };
    await record(tx, { stream: `webhook/${id}`, action: "webhook.added", actor, body });
    return { ok: true, id, secret: made };
  });
}

/** A job is called at its API, and for re-checks alone. */
function wanted({ kind, url, branch, events, startsRechecks }: NewWebhook) {
  return isJob(kind)
    ? { url: callFor(kind, url), branch, events: ["recheck.requested"], startsRechecks: true }
    : { url, branch: null, events, startsRechecks };
}

/** Without what is often a key: the query, and of a chat's address all but the host. */
function shownOf(url: string, kind: NewWebhook["kind"]): string {
  const { host, pathname } = new URL(url);
  const isShown = kind === "standard" || isJob(kind);
  return isShown && pathname !== "/" ? `${host}${pathname}` : host;
}
