// E-mail addresses name people, so look-alikes are refused: compatibility forms are folded first (NFKC),
// and a domain holds ASCII only. Capitals do not matter.

import { z } from "zod";

const address =
  /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/u;

/** The address as it is kept, or null when it is none. */
export function emailAddress(text: string): string | null {
  const folded = text.normalize("NFKC").trim().toLowerCase();
  return address.test(folded) ? folded : null;
}

/** As above, for what a provider sends: it has verified these very characters, so folding them would name somebody else. */
export function verifiedEmailAddress(text: string): string | null {
  return text === text.normalize("NFKC") ? emailAddress(text) : null;
}

const howToWriteIt = "Write an e-mail address such as ada@example.com.";

export const emailSchema = z
  .string(howToWriteIt)
  .max(320, howToWriteIt)
  .transform((text, context) => {
    const found = emailAddress(text);
    if (found) return found;
    context.addIssue({ code: "custom", message: howToWriteIt });
    return z.NEVER;
  });
