// What goes out for one delivery, made at the moment of sending: signed with the secrets of this moment, and, where a
// pipeline is to answer a re-check, with the one-time token that nothing keeps.

import { createHmac } from "node:crypto";

import { db, inTransaction } from "@/lib/db";
import { env } from "@/lib/env";
import { dispatchRecheck } from "@/lib/exceptions/dispatch-recheck";
import { isJob, startOf } from "@/lib/outgoing/jobs";
import { type Callback, messageFor, type Outgoing } from "@/lib/outgoing/message";
import { signedHeaders } from "@/lib/outgoing/signature";
import type { WebhookKind } from "@/prisma/generated/enums";

export type Letter = {
  deliveryId: string;
  webhookId: string;
  /** Null: it is about a policy. */
  exceptionId: string | null;
  type: string;
  /** With this one. */
  attempts: number;
  url: string;
  headers: Record<string, string>;
  body: string;
  /** What is in it and must not be kept, should the other side echo it. */
  unsaid: string[];
};

/** Null when it has lost its sense: then it is written down as moot. */
export async function prepare(deliveryId: string, now: Date): Promise<Letter | null> {
  const { event, webhook, attempts } = await db.delivery.findUniqueOrThrow({
    where: { id: deliveryId },
    include: {
      event: { include: { exception: { select: { status: true, endsAt: true } } } },
      webhook: { include: { secret: true } },
    },
  });
  const outgoing = { type: event.type, at: event.at, data: event.data as Outgoing["data"] };
  if (!(await makesSense(outgoing, event, now))) return moot(deliveryId, now);

  const base = env().NEXTAUTH_URL;
  const callback =
    webhook.startsRechecks && event.type === "recheck.requested"
      ? await callbackFor(String(outgoing.data.recheck), base, now)
      : undefined;
  const { url = "", secret, previous, previousUntil } = webhook.secret ?? {};
  if (isJob(webhook.kind) && !callback) return moot(deliveryId, now);

  const job = isJob(webhook.kind)
    ? startOf(webhook.kind, outgoing, { branch: webhook.branch ?? "", token: secret ?? "", callback })
    : null;
  const body = job?.body ?? messageFor(webhook.kind, outgoing, { base, callback });
  const secrets = [secret, previousUntil && now < previousUntil ? previous : null].filter((one) => !!one);
  return {
    deliveryId,
    webhookId: webhook.id,
    exceptionId: event.exceptionId,
    type: event.type,
    attempts,
    url,
    headers: {
      "content-type": "application/json",
      ...job?.headers,
      ...(webhook.kind === "standard" &&
        signedHeaders({ id: messageId(event.id), at: now, body }, secrets as string[])),
    },
    body,
    unsaid: [callback?.token, job && secret].filter((one) => !!one) as string[],
  };
}

async function moot(deliveryId: string, now: Date): Promise<null> {
  const data = { state: "moot", leaseUntil: null } as const;
  await inTransaction(now, (tx) => tx.delivery.update({ where: { id: deliveryId }, data }));
  return null;
}

/** The same for every attempt and every receiver: whoever gets it twice knows it by this. It holds no dot. */
export function messageId(eventId: string): string {
  return `msg_${eventId.replaceAll("-", "")}`;
}

type Shown = {
  event: { id: string; type: string; at: Date; data: unknown };
  webhook: { kind: WebhookKind; branch: string | null };
};

/** The same for people to read: all of it but what is secret. */
export function sentOf({ event, webhook }: Shown): { webhookId: string; body: string } {
  const outgoing = { ...event, data: event.data as Outgoing["data"] };
  const { kind, branch } = webhook;
  const body = isJob(kind)
    ? startOf(kind, outgoing, { branch: branch ?? "", token: "", callback: undefined }).body
    : messageFor(kind, outgoing, { base: env().NEXTAUTH_URL });
  return { webhookId: messageId(event.id), body };
}

/** What has happened stays true. What is still to come, or asked for, may be over before it is told. */
async function makesSense(
  { type, data }: Outgoing,
  {
    exception,
    policyId,
  }: { exception: { status: string; endsAt: Date | null } | null; policyId: string | null },
  now: Date,
): Promise<boolean> {
  if (type === "exception.ending")
    return exception?.status === "active" && exception.endsAt !== null && now < exception.endsAt;
  if (policyId) {
    const quarter = String(data.quarter);
    return (await db.gapDecision.count({ where: { policyId, quarter } })) === 0;
  }
  if (type !== "recheck.requested") return true;
  const recheck = await db.recheck.findUnique({ where: { id: String(data.recheck) } });
  return recheck !== null && recheck.outcome === null && now < recheck.deadline;
}

async function callbackFor(recheckId: string, base: string, now: Date): Promise<Callback | undefined> {
  const token = tokenFor(recheckId);
  const outcome = await dispatchRecheck({ recheckId, token }, now);
  if (!outcome.ok) return undefined;
  return { url: new URL(`/api/v1/rechecks/${recheckId}/answer`, base).href, token };
}

/** Made anew from what the server alone knows whenever it is sent, so that a second attempt does not void the first. */
function tokenFor(recheckId: string): string {
  const made = createHmac("sha256", env().NEXTAUTH_SECRET).update(`recheck-callback-v1/${recheckId}`);
  return `exrc_${made.digest("base64url")}`;
}
