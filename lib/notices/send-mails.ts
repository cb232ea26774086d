// Mails go out. Whoever sends one holds it for a minute, so that two senders never send the same; one who dies between
// sending and writing it down leaves it to be sent again, with the same Message-ID. Before it goes, what has lost its
// sense meanwhile is left out (R14).

import { inTransaction, type Tx } from "@/lib/db";
import { env } from "@/lib/env";
import { composeMany, composeOne } from "@/lib/notices/compose";
import { judge } from "@/lib/notices/items";
import { preferencesOf } from "@/lib/notices/preferences";
import { type Delivery, type Envelope, openPost, type Post, type Server } from "@/lib/notices/transport";
import { organisation } from "@/lib/organisation";
import type { Mail } from "@/prisma/generated/client";

export type SentMails = { done: number; failed: { what: string; why: string }[] };

const lease = 60_000;
const lanes = 4;
const fresh = 2 * 60_000;
/** After each failure a longer wait, at most an hour; after the last one the mail is dead and waits for a person. */
const waits = [1, 2, 5, 10, 30].map((minutes) => minutes * 60_000);
const triesAtMost = 72;
/** A run ends when it has lasted this long: the next one goes on. */
const longestRun = 45_000;

export async function sendMails(
  now: Date,
  server: Server | null = serverFromEnvironment(),
): Promise<SentMails> {
  const post = server && openPost(server);
  const sent: SentMails = { done: 0, failed: [] };
  const started = performance.now();
  const clock = () => new Date(now.getTime() + Math.floor(performance.now() - started));
  try {
    await Promise.all(Array.from({ length: lanes }, () => sendUntilNoneIsLeft(post, clock, sent)));
  } finally {
    post?.close();
  }
  return sent;

  async function sendUntilNoneIsLeft(post: Post | null, clock: () => Date, sent: SentMails) {
    while (performance.now() - started < longestRun) {
      const claimed = await claim(clock());
      if (!claimed) return;
      const why = await sendOne(claimed, post, clock).catch((error: unknown) => String(error));
      if (why) sent.failed.push({ what: `the mail ${claimed.messageId}`, why });
      else sent.done++;
    }
  }
}

export function serverFromEnvironment(): Server | null {
  const { SMTP_URL, MAIL_FROM, NEXTAUTH_URL } = env();
  if (!SMTP_URL) return null;
  return {
    url: SMTP_URL,
    from: MAIL_FROM ?? `Exceptions register <exceptions@${new URL(NEXTAUTH_URL).hostname}>`,
  };
}

async function claim(now: Date): Promise<Mail | null> {
  const until = new Date(now.getTime() + lease);
  const claimed = await inTransaction(now, async (tx) => {
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      UPDATE mail SET lease_until = ${until}, attempts = attempts + 1
      WHERE id = (
        SELECT id FROM mail
        WHERE state = 'due' AND next_at <= ${now} AND (lease_until IS NULL OR lease_until <= ${now})
        ORDER BY next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING id`;
    return row ? { mail: await tx.mail.findUniqueOrThrow({ where: { id: row.id } }) } : { mail: null };
  });
  if ("ok" in claimed) throw new Error(claimed.message);
  return claimed.mail;
}

/** Null, or why it did not go. */
async function sendOne(mail: Mail, post: Post | null, clock: () => Date): Promise<string | null> {
  const envelope = await inTransaction(clock(), (tx) => prepare(tx, mail, clock()));
  if (envelope === null) return null;
  if ("ok" in envelope) return envelope.message;

  const delivery: Delivery | "kept" = post ? await post.send(envelope) : "kept";
  const outcome = await inTransaction(clock(), (tx) => mark(tx, mail, delivery, clock()));
  if (outcome && "ok" in outcome) return outcome.message;
  return delivery === "kept" || delivery.state === "sent" ? null : delivery.why;
}

/** What goes out now; null when nothing of it is true any more. */
async function prepare(tx: Tx, mail: Mail, now: Date): Promise<Envelope | null> {
  const carried = await tx.notice.findMany({ where: { mailId: mail.id }, orderBy: { dueAt: "asc" } });
  if (carried.length === 0)
    return (await isLate(tx, mail, now)) ? over(tx, mail) : envelopeOf(tx, mail, mail);
  const notices = carried.filter(({ state }) => state === "due" || state === "dead");
  const { holds, moot } = await judge(tx, notices, now);
  await tx.notice.updateMany({ where: { id: { in: moot } }, data: { state: "moot" } });
  if (holds.length === 0) return over(tx, mail);

  const words = await wordsNow(
    tx,
    mail,
    holds.map(({ item }) => item),
    moot.length > 0,
    now,
  );
  return envelopeOf(tx, mail, words);
}

async function over(tx: Tx, { id }: Mail): Promise<null> {
  await tx.mail.update({ where: { id }, data: { state: "moot", leaseUntil: null } });
  return null;
}

/** A letter goes out as it was written, while it is worth reading and to people who are still here. */
async function isLate(tx: Tx, { personId, untilAt }: Mail, now: Date): Promise<boolean> {
  if (untilAt && untilAt <= now) return true;
  const reader = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { deactivatedAt: true },
  });
  return reader.deactivatedAt !== null;
}

async function envelopeOf(
  tx: Tx,
  mail: Mail,
  { subject, plain, html }: Pick<Mail, "subject" | "plain" | "html">,
): Promise<Envelope> {
  const { name, email } = await tx.person.findUniqueOrThrow({
    where: { id: mail.personId },
    select: { name: true, email: true },
  });
  return {
    subject,
    plain,
    html,
    to: { name, address: email },
    messageId: mail.messageId,
    references: await referencesOf(tx, mail),
    unsubscribe: mail.digest ? new URL("/notices/mail", env().NEXTAUTH_URL).href : null,
  };
}

/** As it was written; written anew where some of it is no longer true, or where "in 7 days" has become five. */
async function wordsNow(
  tx: Tx,
  mail: Mail,
  items: Parameters<typeof composeMany>[0],
  changed: boolean,
  now: Date,
) {
  const { subject, plain, html } = mail;
  if (!changed && now.getTime() - mail.writtenAt.getTime() < fresh) return { subject, plain, html };

  const { zone } = await organisation(tx);
  const preferences = await preferencesOf(tx, [mail.personId]);
  const desk = { zone: preferences(mail.personId).zone ?? zone, now, base: env().NEXTAUTH_URL };
  const [only] = items;
  const words = mail.conversation && only ? composeOne(only, desk) : composeMany(items, mail.digest, desk);
  await tx.mail.update({ where: { id: mail.id }, data: words });
  return words;
}

async function referencesOf(tx: Tx, { id, personId, conversation }: Mail): Promise<string[]> {
  if (!conversation) return [];
  const before = await tx.mail.findMany({
    where: { personId, conversation, state: { not: "moot" } },
    orderBy: [{ writtenAt: "asc" }, { id: "asc" }],
    select: { id: true, messageId: true },
  });
  return before
    .slice(
      0,
      before.findIndex((one) => one.id === id),
    )
    .map(({ messageId }) => messageId);
}

async function mark(tx: Tx, { id, attempts }: Mail, delivery: Delivery | "kept", now: Date): Promise<void> {
  const state = delivery === "kept" ? "kept" : delivery.state;
  if (state === "sent" || state === "kept") {
    await tx.mail.update({ where: { id }, data: { state, sentAt: now, leaseUntil: null, failure: "" } });
    await tx.notice.updateMany({
      where: { mailId: id, state: { in: ["due", "dead"] } },
      data: { state: "sent", sentAt: now },
    });
    return;
  }

  const failure = (delivery as { why: string }).why;
  if (state === "refused" || attempts >= triesAtMost) {
    await tx.mail.update({ where: { id }, data: { state: "dead", leaseUntil: null, failure } });
    await tx.notice.updateMany({ where: { mailId: id, state: "due" }, data: { state: "dead" } });
    return;
  }
  const nextAt = new Date(now.getTime() + (waits[attempts - 1] ?? 60 * 60_000));
  await tx.mail.update({ where: { id }, data: { nextAt, leaseUntil: null, failure } });
}
