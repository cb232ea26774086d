// Outgoing events go to those who want them. Whoever carries one holds it for a minute, so that two never carry the same;
// one who dies between sending and writing it down leaves it to be sent again, under the same webhook-id.

import { record } from "@/lib/audit/record";
import { inTransaction, type Tx } from "@/lib/db";
import { env } from "@/lib/env";
import { allowedHosts } from "@/lib/network/allowed-hosts";
import { fetchPublic, type Way } from "@/lib/network/fetch-public";
import { type Letter, prepare } from "@/lib/outgoing/prepare";
import { failuresAtMost, nextAttempt } from "@/lib/outgoing/retries";
import { tellMaker } from "@/lib/outgoing/tell-maker";

export type Delivered = { done: number; failed: { what: string; why: string }[] };

const lease = 60_000;
const lanes = 4;
/** A run ends when it has lasted this long: the next one goes on. */
const longestRun = 45_000;
const shownOfAnAnswer = 256;
const gone = 410;

export async function deliverOutgoing(now: Date, way: Way = usualWay()): Promise<Delivered> {
  const delivered: Delivered = { done: 0, failed: [] };
  const started = performance.now();
  const clock = () => new Date(now.getTime() + Math.floor(performance.now() - started));
  await Promise.all(Array.from({ length: lanes }, carryUntilNoneIsLeft));
  return delivered;

  async function carryUntilNoneIsLeft() {
    while (performance.now() - started < longestRun) {
      const id = await claim(clock());
      if (!id) return;
      const why = await carry(id, way, clock).catch((error: unknown) => String(error));
      if (why) delivered.failed.push({ what: `the delivery ${id}`, why });
      else delivered.done++;
    }
  }
}

function usualWay(): Way {
  return { allowed: allowedHosts(env().WEBHOOK_ALLOWED_HOSTS) };
}

/** One at a time for each webhook, so that one that hangs keeps nobody else waiting. */
async function claim(now: Date): Promise<string | null> {
  const until = new Date(now.getTime() + lease);
  const claimed = await inTransaction(now, async (tx) => {
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      UPDATE delivery SET lease_until = ${until}, attempts = attempts + 1
      WHERE id = (
        SELECT d.id FROM delivery d JOIN webhook w ON w.id = d.webhook_id AND w.off_at IS NULL
        WHERE d.state = 'due' AND d.next_at <= ${now} AND (d.lease_until IS NULL OR d.lease_until <= ${now})
          AND NOT EXISTS (SELECT FROM delivery other
            WHERE other.webhook_id = d.webhook_id AND other.state = 'due' AND other.lease_until > ${now})
        ORDER BY d.next_at, d.id LIMIT 1 FOR NO KEY UPDATE OF d, w SKIP LOCKED)
      RETURNING id`;
    return { id: row?.id ?? null };
  });
  if ("ok" in claimed) throw new Error(claimed.message);
  return claimed.id;
}

/** Null, or why it did not arrive. */
async function carry(deliveryId: string, way: Way, clock: () => Date): Promise<string | null> {
  const letter = await prepare(deliveryId, clock());
  if (letter === null) return null;

  const at = clock();
  const began = performance.now();
  const { url, headers, body, unsaid } = letter;
  const answer = await fetchPublic({ url, method: "POST", headers, body }, way);
  const attempt: Attempt = {
    at,
    milliseconds: Math.round(performance.now() - began),
    status: answer.ok ? answer.status : null,
    failure: failureOf(answer),
    answer: answer.ok
      ? shortened(unsaid.reduce((text, secret) => text.replaceAll(secret, "…"), answer.text))
      : "",
    retryAfter: answer.ok ? answer.headers["retry-after"] : undefined,
  };
  const marked = await inTransaction(clock(), (tx) => mark(tx, letter, attempt, clock()));
  if (marked && "ok" in marked) return marked.message;
  return attempt.failure || null;
}

type Attempt = {
  at: Date;
  milliseconds: number;
  status: number | null;
  /** Empty: it was taken. */
  failure: string;
  answer: string;
  retryAfter: string | undefined;
};

function failureOf(answer: Awaited<ReturnType<typeof fetchPublic>>): string {
  if (!answer.ok) return answer.why;
  if (answer.status >= 200 && answer.status < 300) return "";
  if (answer.status === gone) return "It said 410: it wants to be told no more.";
  if (answer.status >= 300 && answer.status < 400)
    return `It said ${answer.status} and pointed elsewhere; that is not followed.`;
  return `It said ${answer.status}.`;
}

/** The beginning, without what a screen would obey. PostgreSQL keeps no null character. */
function shortened(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ").trim();
  return Array.from(plain).slice(0, shownOfAnAnswer).join("");
}

async function mark(
  tx: Tx,
  { deliveryId, webhookId, attempts, exceptionId, type }: Letter,
  attempt: Attempt,
  now: Date,
): Promise<void> {
  const { retryAfter, ...logged } = attempt;
  await tx.deliveryAttempt.create({ data: { deliveryId, ...logged }, select: { id: true } });
  if (attempt.failure === "") {
    await tx.delivery.update({
      where: { id: deliveryId },
      data: { state: "sent", sentAt: now, leaseUntil: null },
    });
    await tx.webhook.updateMany({ where: { id: webhookId, failures: { gt: 0 } }, data: { failures: 0 } });
    return;
  }

  const nextAt = attempt.status === gone ? null : nextAttempt(attempts, now, retryAfter, Math.random());
  await tx.delivery.update({
    where: { id: deliveryId },
    data: { leaseUntil: null, ...(nextAt ? { nextAt } : { state: "dead" }) },
  });
  const webhook = await tx.webhook.update({
    where: { id: webhookId },
    data: { failures: { increment: 1 } },
  });
  const offWhy = webhook.offAt ? null : whyOff(attempt, webhook.failures);
  const { address } = webhook;
  if (offWhy) {
    await tx.webhook.update({ where: { id: webhookId }, data: { offAt: now, offWhy } });
    const stream = `webhook/${webhookId}`;
    await record(tx, {
      action: "webhook.switched_off",
      stream,
      actor: "clock",
      body: { address, why: offWhy },
    });
  }
  if (offWhy || !nextAt) {
    const body = { type, address, webhook: webhookId, madeBy: webhook.madeById, off: offWhy !== null };
    const about = exceptionId ? { exceptionId } : { stream: `webhook/${webhookId}` };
    await record(tx, { action: "delivery.failed", ...about, actor: "clock", body });
    if (!exceptionId)
      await tellMaker(tx, { deliveryId, address, type, madeById: webhook.madeById, offWhy }, now);
  }
}

function whyOff({ status }: Attempt, failures: number): string | null {
  if (status === gone) return "it answered 410, which asks for it";
  return failures >= failuresAtMost ? `it failed ${failures} times in a row` : null;
}
