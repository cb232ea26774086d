// Notices whose hour has come become mails: what must be done at once, one mail each or one for a burst; what can wait in
// one digest. What is no longer true is moot and becomes none. A mail is a row before anybody sends it, so that a sender
// that dies leaves it whole.

import { createHash } from "node:crypto";

import { db, inTransaction, type Tx } from "@/lib/db";
import { env } from "@/lib/env";
import { composeMany, composeOne, type Desk } from "@/lib/notices/compose";
import { type Judged, judge } from "@/lib/notices/items";
import { kindOf } from "@/lib/notices/kinds";
import { type Preferences, preferencesOf } from "@/lib/notices/preferences";
import { organisation } from "@/lib/organisation";
import { type Outcome, refuse } from "@/lib/refusal";

export type Written = { done: number; failed: { what: string; why: string }[] };

/** More than this many mails at once within this time become one. */
const burst = { mails: 3, milliseconds: 5 * 60_000 };

export async function writeMails(now: Date): Promise<Written> {
  const people = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT person_id AS id FROM notice
    WHERE state = 'due' AND mail_id IS NULL AND mail_at <= ${now} AND due_at <= ${now}`;
  const written: Written = { done: 0, failed: [] };
  for (const { id } of people) {
    const outcome = await writeFor(id, now).catch((error: unknown) => refuse("conflict", String(error)));
    if (outcome.ok) written.done += outcome.mails;
    else written.failed.push({ what: `the mail of person ${id}`, why: outcome.message });
  }
  return written;
}

function writeFor(personId: string, now: Date): Promise<Outcome<{ mails: number }>> {
  return inTransaction<Outcome<{ mails: number }>>(now, async (tx) => {
    const person = await tx.person.findUniqueOrThrow({
      where: { id: personId },
      select: { deactivatedAt: true },
    });
    const claimed = await claim(tx, personId, now);
    const { holds, moot } = person.deactivatedAt
      ? { holds: [], moot: claimed.map(({ id }) => id) }
      : await judge(tx, claimed, now);
    await tx.notice.updateMany({ where: { id: { in: moot } }, data: { state: "moot" } });

    const preferences = (await preferencesOf(tx, [personId]))(personId);
    const { atOnce, later, silent } = sorted(holds, claimed, preferences);
    await tx.notice.updateMany({ where: { id: { in: silent } }, data: { state: "sent", sentAt: now } });

    const { zone } = await organisation(tx);
    const desk: Desk = { zone: preferences.zone ?? zone, now, base: env().NEXTAUTH_URL };
    let mails = 0;
    for (const judged of await rationed(tx, personId, atOnce, now)) {
      await writeMail(tx, personId, judged, false, desk);
      mails++;
    }
    if (later.length > 0) {
      await writeMail(tx, personId, later, true, desk);
      mails++;
    }
    return { ok: true, mails };
  });
}

type Claimed = {
  id: string;
  exceptionId: string;
  kind: string;
  personId: string;
  dueAt: Date;
  mailAt: Date;
  readAt: Date | null;
};

/** What another worker is at is left to it. */
function claim(tx: Tx, personId: string, now: Date): Promise<Claimed[]> {
  return tx.$queryRaw<Claimed[]>`
    SELECT id, exception_id AS "exceptionId", kind, person_id AS "personId", due_at AS "dueAt", mail_at AS "mailAt", read_at AS "readAt"
    FROM notice
    WHERE person_id = ${personId}::uuid AND state = 'due' AND mail_id IS NULL AND mail_at <= ${now} AND due_at <= ${now}
    ORDER BY due_at, id LIMIT 200 FOR UPDATE SKIP LOCKED`;
}

/** What the reader switched off, or has read in the app already, is not mailed as news. What must be done always is. */
function sorted(holds: Judged[], claimed: Claimed[], { muted }: Preferences) {
  const idsOf = (which: (notice: Claimed) => boolean) => new Set(claimed.filter(which).map(({ id }) => id));
  const read = idsOf(({ readAt }) => readAt !== null);
  const urgent = idsOf(({ dueAt, mailAt }) => mailAt.getTime() === dueAt.getTime()); // would be too late for the digest
  const atOnce: Judged[] = [];
  const later: Judged[] = [];
  const silent: string[] = [];
  for (const judged of holds) {
    const { kind, due } = judged.item;
    if (kindOf(kind)?.mustDo(due.facts)) atOnce.push(judged);
    else if (muted.includes(kind) || read.has(judged.id)) silent.push(judged.id);
    else if (urgent.has(judged.id)) atOnce.push(judged);
    else later.push(judged);
  }
  return { atOnce, later, silent };
}

/** Each in a mail of its own while there are few of them; else all in one, and in the fourth minute of a burst later. */
async function rationed(tx: Tx, personId: string, atOnce: Judged[], now: Date): Promise<Judged[][]> {
  if (atOnce.length === 0) return [];
  const since = new Date(now.getTime() - burst.milliseconds);
  const recent = await tx.mail.findMany({
    where: { personId, digest: false, writtenAt: { gt: since } },
    orderBy: { writtenAt: "asc" },
    select: { writtenAt: true },
  });
  const room = burst.mails - recent.length;
  if (atOnce.length <= room) return atOnce.map((judged) => [judged]);
  if (room > 0) return [atOnce];

  const until = new Date((recent.at(-burst.mails)?.writtenAt ?? now).getTime() + burst.milliseconds);
  await tx.notice.updateMany({ where: { id: { in: atOnce.map(({ id }) => id) } }, data: { mailAt: until } });
  return [];
}

async function writeMail(
  tx: Tx,
  personId: string,
  judged: Judged[],
  digest: boolean,
  desk: Desk,
): Promise<void> {
  const [first] = judged as [Judged, ...Judged[]];
  const items = judged.map(({ item }) => item);
  const alone = judged.length === 1 && !digest;
  const conversation = alone ? conversationOf(first) : null;
  const composed = alone ? composeOne(first.item, desk) : composeMany(items, digest, desk);

  const messageId = messageIdOf(personId, judged, desk.base);
  const now = { ...composed, writtenAt: desk.now, nextAt: desk.now };
  // It stands there already where it was kept for want of a server and has been taken up again.
  const { id } = await tx.mail.upsert({
    where: { messageId },
    create: { personId, conversation, digest, messageId, ...now },
    update: { ...now, state: "due" },
    select: { id: true },
  });
  await tx.notice.updateMany({ where: { id: { in: judged.map((one) => one.id) } }, data: { mailId: id } });
}

/** A person has two conversations about an exception: the request, and the end. */
function conversationOf({ item }: Judged): string {
  return `${kindOf(item.kind)?.thread}/${item.x.id}`;
}

/** The same notices make the same Message-ID, whoever sends them and how often. */
export function messageIdOf(personId: string, judged: Judged[], base: string): string {
  const keys = judged.map(({ item: { x, kind, due } }) => [x.id, kind, due.dueAt.toISOString()].join(" "));
  const digest = createHash("sha256")
    .update([personId, ...keys.sort()].join("\n"))
    .digest("hex")
    .slice(0, 40);
  return `<${digest}@${new URL(base).hostname}>`;
}
