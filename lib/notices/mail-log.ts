// What went out, what is kept and what failed, for those who run the register.

import { z } from "zod";

import type { Actor } from "@/lib/auth/actor";
import { db, inTransaction } from "@/lib/db";
import { env } from "@/lib/env";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";
import type { MailState } from "@/prisma/generated/enums";

export const mailViews = ["all", "waiting", "failed"] as const;
export type MailView = (typeof mailViews)[number];

const pageSize = 50;
const summary = {
  id: true,
  subject: true,
  state: true,
  digest: true,
  writtenAt: true,
  sentAt: true,
  nextAt: true,
  attempts: true,
  failure: true,
  person: { select: { id: true, name: true, email: true, deactivatedAt: true } },
} as const;

export async function mailLog({ view, page }: { view: MailView; page: number }) {
  const where = view === "all" ? {} : { state: (view === "failed" ? "dead" : "due") as MailState };
  const [mails, total, waiting, failed] = await Promise.all([
    db.mail.findMany({
      where,
      select: summary,
      orderBy: [{ writtenAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    db.mail.count({ where }),
    db.mail.count({ where: { state: "due" } }),
    countFailedMails(),
  ]);
  return { mails, total, waiting, failed, pageSize };
}

export function countFailedMails(): Promise<number> {
  return db.mail.count({ where: { state: "dead" } });
}

export function oneMail(id: string) {
  return db.mail.findUnique({
    where: { id },
    select: { ...summary, plain: true, html: true, messageId: true },
  });
}

/** Where mail goes, in words. Passwords stay out of it. */
export function mailServer(): { host: string; from: string | null } | null {
  const { SMTP_URL, MAIL_FROM } = env();
  return SMTP_URL ? { host: new URL(SMTP_URL).host, from: MAIL_FROM ?? null } : null;
}

export const mailIdSchema = z.strictObject({ mailId: z.uuid() });

export function whyCannotRetry(mail: { state: MailState }, actor: Pick<Actor, "role">): Refusal | null {
  if (actor.role !== "administrator") return refuse("not-allowed", "Only administrators send mail again.");
  if (mail.state !== "dead") return refuse("wrong-status", "This mail has not failed.");
  return null;
}

/** A failed mail goes out once more, with the same Message-ID; what has lost its sense meanwhile stays out of it. */
export function retryMail(
  { mailId }: z.infer<typeof mailIdSchema>,
  actor: Actor,
  now: Date,
): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM mail WHERE id = ${mailId}::uuid FOR UPDATE`;
    const mail = await tx.mail.findUnique({ where: { id: mailId }, select: { state: true } });
    if (!mail) return refuse("not-found", "There is no such mail.");
    const refusal = whyCannotRetry(mail, actor);
    if (refusal) return refusal;

    await tx.mail.update({
      where: { id: mailId },
      data: { state: "due", nextAt: now, attempts: 0, leaseUntil: null },
    });
    await tx.notice.updateMany({ where: { mailId, state: "dead" }, data: { state: "due" } });
    return { ok: true };
  });
}
