// Passwords of local accounts: scrypt with the cost that OWASP's Password Storage Cheat Sheet names (N 2^15, r 8, p 3).
// A one-time password is marked in its hash, works for a week, and opens nothing but the page that changes it.

import { randomBytes, randomInt, scrypt, timingSafeEqual } from "node:crypto";

import { addDays } from "date-fns";

import { type Refusal, refuseField } from "@/lib/refusal";

export const shortestPassword = 15;
const longestPassword = 512;
const oneTimeDays = 7;

const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const oneTimeMark = "once:";

/** `salt:hash` in base64url, with `once:` in front of a one-time password. */
export async function hashPassword(
  password: string,
  kind: "chosen" | "one-time" = "chosen",
): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt);
  return `${kind === "one-time" ? oneTimeMark : ""}${salt.toString("base64url")}:${hash.toString("base64url")}`;
}

/** Takes as long for an account that does not exist (null) as for one that does. */
export async function isPassword(password: string, stored: { hash: string; setAt: Date } | null, now: Date) {
  const [salt, hash] = (stored?.hash ?? nobodys).replace(oneTimeMark, "").split(":");
  const known = Buffer.from(hash ?? "", "base64url");
  const given = await derive(password, Buffer.from(salt ?? "", "base64url"));
  const same = known.length === given.length && timingSafeEqual(known, given);
  return same && stored !== null && !(isOneTime(stored.hash) && now >= addDays(stored.setAt, oneTimeDays));
}

export function isOneTime(hash: string): boolean {
  return hash.startsWith(oneTimeMark);
}

/** 24 letters and digits that cannot be mistaken for each other, in groups of four: 118 bits. */
export function generatePassword(): string {
  const letters = "abcdefghijkmnpqrstuvwxyz23456789";
  const groups = Array.from({ length: 6 }, () =>
    Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join(""),
  );
  return groups.join("-");
}

/** Long is what counts: no rule about digits or signs. Only what is guessed first is refused. */
export function whyWeak(password: string, owner: { name: string; email: string }): Refusal | null {
  if ([...password].length < shortestPassword) {
    return refuseField(
      "password",
      `Use at least ${shortestPassword} characters. A few words in a row are fine.`,
    );
  }
  if (password.length > longestPassword) {
    return refuseField("password", `Use at most ${longestPassword} characters.`);
  }
  const plain = password.toLowerCase();
  if (/^(.{1,6})\1+.{0,5}$/s.test(plain) || isRun(plain)) {
    return refuseField(
      "password",
      "This repeats a pattern, so it is guessed quickly. Use a few words in a row.",
    );
  }
  if (
    plain.includes(owner.email.toLowerCase()) ||
    plain.replaceAll(/\s/g, "") === owner.name.toLowerCase().replaceAll(/\s/g, "")
  ) {
    return refuseField(
      "password",
      "This is your own name or e-mail address. Use something that only you know.",
    );
  }
  return null;
}

/** 123456789012345, abcdefghijklmno, qwertyuiopasdfg and the like, forwards or backwards. */
function isRun(plain: string) {
  const runs = [
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn",
  ];
  return runs.some((run) => run.includes(plain) || [...run].reverse().join("").includes(plain));
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, 32, cost, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

// What the password of somebody who does not exist is compared with. No password has this hash.
const nobodys = `${randomBytes(16).toString("base64url")}:${randomBytes(32).toString("base64url")}`;
