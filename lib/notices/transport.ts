// The one way out for mail. Nothing but what stands in the row goes out: no files, no addresses to fetch from, one reader.

import { setTimeout as wait } from "node:timers/promises";

import nodemailer from "nodemailer";

import { emailAddress } from "@/lib/auth/email-address";

export type Envelope = {
  to: { name: string; address: string };
  subject: string;
  plain: string;
  html: string;
  messageId: string;
  /** The mails of the conversation before this one, oldest first. */
  references: string[];
  /** A digest says where it is switched off. */
  unsubscribe: string | null;
};

export type Delivery =
  | { state: "sent" }
  /** The server may take it another time. */
  | { state: "later"; why: string }
  /** The server refuses this mail for good. */
  | { state: "refused"; why: string };

export type Post = { send: (envelope: Envelope) => Promise<Delivery>; close: () => void };

export type Server = { url: string; from: string; patience?: number };

/** Shorter than the lease of a mail: whoever gives up does so before somebody else tries. */
const patience = 40_000;

export function openPost({ url, from, patience: longest = patience }: Server): Post {
  const transport = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: 4,
    maxMessages: 100,
    connectionTimeout: longest / 2,
    greetingTimeout: longest / 2,
    socketTimeout: longest,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: (envelope) => deliver(transport, envelope, from, longest),
    close: () => transport.close(),
  };
}

async function deliver(
  transport: { sendMail: (mail: object) => Promise<unknown> },
  envelope: Envelope,
  from: string,
  longest: number,
): Promise<Delivery> {
  const refusal = whyCannotBeSent(envelope);
  if (refusal) return { state: "refused", why: refusal };
  try {
    await Promise.race([transport.sendMail(messageOf(envelope, from)), tooLong(longest)]);
    return { state: "sent" };
  } catch (error) {
    const { responseCode = 0, code = "" } = error as { responseCode?: number; code?: string };
    const why = reasonOf(error);
    // Refused for what it is or whom it is for. A server that knows neither us nor our password may do so tomorrow.
    const forGood = responseCode >= 500 && ["EENVELOPE", "EMESSAGE"].includes(code);
    return { state: forGood ? "refused" : "later", why };
  }
}

/** A line end in a header would begin another one. */
export function whyCannotBeSent({ to, subject, messageId }: Envelope): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
  const control = /[\u0000-\u001f\u007f]/;
  if (emailAddress(to.address) !== to.address.toLowerCase())
    return `"${to.address}" is no address that can be written to.`;
  if ([to.name, subject, messageId].some((text) => control.test(text)))
    return "A name or the subject holds a character that no header may carry.";
  return null;
}

function messageOf({ to, subject, plain, html, messageId, references, unsubscribe }: Envelope, from: string) {
  return {
    from,
    to: [to],
    subject,
    text: plain,
    html,
    messageId,
    ...(references.length > 0 && { inReplyTo: references.at(-1), references }),
    headers: { "Auto-Submitted": "auto-generated" },
    ...(unsubscribe && { list: { unsubscribe } }),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

async function tooLong(milliseconds: number): Promise<never> {
  await wait(milliseconds, undefined, { ref: false });
  throw new Error("The mail server took too long to answer.");
}

/** One line, without what we sent. */
function reasonOf(error: unknown): string {
  const { response, message } = error as { response?: string; message?: string };
  return String(response ?? message ?? error)
    .replace(/\s+/g, " ")
    .slice(0, 300);
}
