// A mail that is about no exception, such as the minutes of a meeting: it is written with what it tells of, in the same
// transaction, and goes out as it was written, unless it is too late or taken back by then. Its key makes it once for each
// reader.

import { createHash } from "node:crypto";

import type { Tx } from "@/lib/db";
import { env } from "@/lib/env";
import { type Composed, renderLetter } from "@/lib/notices/compose";
import { newsLast } from "@/lib/notices/due";
import type { Entry } from "@/lib/notices/mail-parts";

export type LetterTo = {
  personId: string;
  /** "meeting/12": what it is about. The same key again writes no second mail. */
  key: string;
  /** From then on it is not sent any more. Without it: two weeks, as news. */
  until?: Date;
  subject: string;
  entry: Omit<Entry, "button"> & { button: { label: string; path: string } };
};

export async function writeLetters(tx: Tx, letters: LetterTo[], now: Date): Promise<void> {
  const base = env().NEXTAUTH_URL;
  await tx.mail.createMany({
    data: letters.map((letter) => ({
      personId: letter.personId,
      messageId: messageIdOf(letter.personId, letter.key, base),
      conversation: letter.key,
      digest: false,
      ...composeLetter(letter, base),
      writtenAt: now,
      nextAt: now,
      untilAt: letter.until ?? new Date(now.getTime() + newsLast),
    })),
    skipDuplicates: true,
  });
}

export function composeLetter({ subject, entry }: LetterTo, base: string): Composed {
  const { label, path } = entry.button;
  return renderLetter(subject, { ...entry, button: { label, href: new URL(path, base).href } }, base);
}

/** What it tells of is settled: whoever has not got it by now does not get it. */
export async function takeBackLetters(tx: Tx, key: string): Promise<void> {
  await tx.mail.updateMany({
    where: { conversation: key, state: { in: ["due", "kept"] } },
    data: { state: "moot", sentAt: null },
  });
}

function messageIdOf(personId: string, key: string, base: string): string {
  const digest = createHash("sha256").update(`${personId}\n${key}`).digest("hex").slice(0, 40);
  return `<${digest}@${new URL(base).hostname}>`;
}
