// Signing in with an e-mail address and a password. Whoever does not exist gets the same answer, as slowly.

import { record } from "@/lib/audit/record";
import { forgetAttempts, takeBackAttempt, whyTooOften } from "@/lib/auth/attempts";
import { emailAddress } from "@/lib/auth/email-address";
import { addressBlock } from "@/lib/auth/loopback";
import { isPassword } from "@/lib/auth/password";
import { doors } from "@/lib/auth/sessions";
import type { SignIn, SignInProblem } from "@/lib/auth/sign-in-problems";
import { db, inTransaction } from "@/lib/db";

/** Local accounts stand under this issuer; their subject is the person's id. */
export const localIssuer = "local";

const perAccount = 5;
const perAddress = 20;

export async function signInLocally(
  typed: { email: string; password: string },
  address: string,
  now: Date,
): Promise<SignIn> {
  const email = emailAddress(typed.email) ?? typed.email;
  const keys = attemptKeys(email, address);
  const limits = { [keys.account]: perAccount, [keys.address]: perAddress };
  if (await whyTooOften("sign-in", limits, now)) return { ok: false, problem: "too-many-attempts" };

  const account = await db.account.findFirst({
    where: { issuer: localIssuer, kind: "human", person: { email } },
    include: { password: true, person: true },
  });
  const proven = await isPassword(typed.password, account?.password ?? null, now);

  if (!account || !proven) return refused("wrong", account?.personId, now);
  if (account.person.deactivatedAt) return refused("deactivated", account.personId, now);
  await forgetAttempts("sign-in", keys.account, now);
  await takeBackAttempt("sign-in", keys.address, now);
  return { ok: true, accountId: account.id };
}

/** What attempts are counted by. */
export function attemptKeys(email: string, address: string) {
  return { account: `account ${email}`, address: `address ${addressBlock(address)}` };
}

async function refused(problem: SignInProblem, person: string | undefined, now: Date): Promise<SignIn> {
  const why = problem === "wrong" ? (person ? "wrong password" : "unknown e-mail address") : "deactivated";
  await inTransaction(now, (tx) =>
    record(tx, {
      stream: doors(now),
      action: "session.refused",
      actor: "operator",
      body: { why, method: "password", person },
    }),
  );
  return { ok: false, problem };
}
