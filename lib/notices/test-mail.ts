// An administrator has a mail sent to themselves and reads at once whether the server took it. It is no notice: it stands
// in no log and says nothing about an exception.

import { randomUUID } from "node:crypto";

import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { serverFromEnvironment } from "@/lib/notices/send-mails";
import { openPost, type Server } from "@/lib/notices/transport";
import { whyCannotAdminister } from "@/lib/people/administration";
import { type Outcome, refuse } from "@/lib/refusal";

export async function sendTestMail(
  actor: Actor,
  server: Server | null = serverFromEnvironment(),
): Promise<Outcome<{ sentence: string }>> {
  const refusal = whyCannotAdminister(actor);
  if (refusal) return refusal;
  if (!server) return refuse("wrong-status", "No mail server is named: set SMTP_URL, then start again.");

  const { name, email } = await db.person.findUniqueOrThrow({ where: { id: actor.id } });
  const { NEXTAUTH_URL } = env();
  const says = `This is a test that you asked for at ${NEXTAUTH_URL}/settings/mail. Mail of the register reaches you.`;
  const post = openPost({ patience: 15_000, ...server });
  const delivery = await post.send({
    to: { name, address: email },
    subject: "A test of the register's mail",
    plain: `${says}\n`,
    html: `<p>${says}</p>`,
    messageId: `<test-${randomUUID()}@${new URL(NEXTAUTH_URL).hostname}>`,
    references: [],
    unsubscribe: null,
  });
  post.close();

  if (delivery.state === "sent")
    return { ok: true, sentence: `The server took it. It is on its way to ${email}.` };
  return refuse("conflict", `The server did not take it: ${delivery.why}`);
}
