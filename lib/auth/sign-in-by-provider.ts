// Signing in through the OpenID provider. An account is issuer and subject, never an e-mail address. The first
// time, a verified address links an invited person once; a second identity with the same address is refused.

import { record } from "@/lib/audit/record";
import { verifiedEmailAddress } from "@/lib/auth/email-address";
import { doors } from "@/lib/auth/sessions";
import type { SignIn, SignInProblem } from "@/lib/auth/sign-in-problems";
import { inTransaction, type Tx } from "@/lib/db";

/** What the provider has signed. `emailVerified` is false only when it says so: many say nothing. */
export type Identity = {
  issuer: string;
  subject: string;
  email: string;
  emailVerified: boolean;
  name: string;
};

export async function signInByProvider(identity: Identity, now: Date): Promise<SignIn> {
  const signIn = await inTransaction(now, async (tx) => {
    const { issuer, subject } = identity;
    // Two first sign-ins with one address wait for each other here.
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${identity.email.toLowerCase()}, 0))`;

    const account = await tx.account.findUnique({
      where: { issuer_subject: { issuer, subject } },
      include: { person: true },
    });
    if (account?.person.deactivatedAt) return refused(tx, "deactivated", account.personId, now);
    if (account) return { ok: true as const, accountId: account.id };
    return firstSignIn(tx, identity, now);
  });
  return "problem" in signIn || signIn.ok ? signIn : { ok: false, problem: "provider" };
}

async function firstSignIn(tx: Tx, identity: Identity, now: Date): Promise<SignIn> {
  const email = identity.emailVerified ? verifiedEmailAddress(identity.email) : null;
  if (!email) return refused(tx, "unverified", undefined, now);

  const invited = await tx.person.findUnique({
    where: { email },
    include: { accounts: { where: { issuer: identity.issuer } } },
  });
  if (invited?.deactivatedAt) return refused(tx, "deactivated", invited.id, now);
  if (invited && invited.accounts.length > 0) return refused(tx, "already-linked", invited.id, now);
  if (!invited && (await tx.person.count()) === 0) return refused(tx, "not-set-up", undefined, now);

  const personId = invited?.id ?? (await addPerson(tx, { email, name: identity.name.trim() || email }));
  const { issuer, subject } = identity;
  const account = await tx.account.create({ data: { personId, issuer, subject, createdAt: now } });
  const body = { person: personId, issuer };
  await record(tx, { stream: `account/${account.id}`, action: "account.added", actor: "operator", body });
  return { ok: true, accountId: account.id };
}

async function addPerson(tx: Tx, after: { email: string; name: string }): Promise<string> {
  const { id } = await tx.person.create({ data: { ...after, role: "member" } });
  await record(tx, {
    stream: `person/${id}`,
    action: "person.added",
    actor: "operator",
    body: { after: { ...after, role: "member" } },
  });
  return id;
}

async function refused(
  tx: Tx,
  problem: SignInProblem,
  person: string | undefined,
  now: Date,
): Promise<SignIn> {
  const body = { why: problem, method: "provider", person };
  await record(tx, { stream: doors(now), action: "session.refused", actor: "operator", body });
  return { ok: false, problem };
}
