// The first administrator of an empty register. Possible only until somebody can sign in; until then it may be
// repeated, so that a mistyped address locks nobody out.

import { z } from "zod";

import { changeBetween, record } from "@/lib/audit/record";
import { emailSchema } from "@/lib/auth/email-address";
import { hashPassword, whyWeak } from "@/lib/auth/password";
import { localIssuer } from "@/lib/auth/sign-in-locally";
import { db, inTransaction, type Tx } from "@/lib/db";
import { type Outcome, refuse } from "@/lib/refusal";
import { setSetting } from "@/lib/setting";
import { unmapped, unmappedPolicy } from "@/lib/unmapped";
import { isZone } from "@/lib/zone";

const named = (what: string) =>
  z.string().trim().min(1, `Write ${what}.`).max(200, "Use at most 200 characters.");

export const setUpSchema = z.object({
  organisation: named("the name of the organisation"),
  zone: z.string().refine(isZone, "Choose the zone in which the organisation counts its days."),
  name: named("your name"),
  email: emailSchema,
  /** How the first administrator signs in. Through the provider there is no password: the first identity with this address is linked. */
  signIn: z.enum(["password", "provider"]),
  password: z.string(),
});

export type SetUp = z.infer<typeof setUpSchema>;

export async function isRegisterEmpty(tx: Pick<Tx, "account"> = db): Promise<boolean> {
  return (await tx.account.count({ where: { kind: "human" } })) === 0;
}

/** The caller has proven that it sits at this machine or has read its log. */
export async function setUpRegister(input: SetUp, now: Date): Promise<Outcome> {
  const weak = input.signIn === "password" ? whyWeak(input.password, input) : null;
  if (weak) return weak;
  const hash = input.signIn === "password" ? await hashPassword(input.password) : null;

  return inTransaction(now, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('setup', 0))`;
    if (!(await isRegisterEmpty(tx)))
      return refuse("not-allowed", "The register is set up already. Sign in instead.");

    const personId = await firstAdministrator(tx, {
      name: input.name,
      email: input.email,
      role: "administrator",
    });
    if (hash) await addLocalAccount(tx, personId, hash, now);
    await setSetting(tx, "organisation.name", input.organisation, "operator");
    await setSetting(tx, "organisation.zone", input.zone, "operator");
    await addUnmapped(tx, await addForum(tx));
    return { ok: true };
  });
}

type FirstAdministrator = { name: string; email: string; role: "administrator" };

async function firstAdministrator(tx: Tx, after: FirstAdministrator): Promise<string> {
  const before = await tx.person.findFirst({ where: { role: "administrator" } });
  if (!before) {
    const { id } = await tx.person.create({ data: after });
    await record(tx, { stream: `person/${id}`, action: "person.added", actor: "operator", body: { after } });
    return id;
  }
  const { name, email, role } = before;
  const changed = changeBetween({ name, email, role }, after);
  if (Object.keys(changed).length === 0) return before.id;
  await tx.person.update({ where: { id: before.id }, data: after });
  await record(tx, {
    stream: `person/${before.id}`,
    action: "person.changed",
    actor: "operator",
    body: { changed },
  });
  return before.id;
}

async function addLocalAccount(tx: Tx, personId: string, hash: string, now: Date) {
  const key = { issuer: localIssuer, subject: personId };
  const { id } = await tx.account.create({
    data: { ...key, personId, createdAt: now, password: { create: { hash, setAt: now } } },
  });
  const body = { person: personId, issuer: localIssuer };
  await record(tx, { stream: `account/${id}`, action: "account.added", actor: "operator", body });
}

/** The one group that the rules themselves name (R17). Who sits in it is for the administrators. */
async function addForum(tx: Tx): Promise<string> {
  const known = await tx.group.findFirst({ where: { isForum: true }, select: { id: true } });
  if (known) return known.id;
  const after = {
    key: "executive",
    name: "Executive forum",
    purpose: "Accepts what nobody below may accept alone: critical risk, and anything renewed three times.",
    isForum: true,
  };
  const { id } = await tx.group.create({ data: after });
  await record(tx, {
    stream: `approver_group/${id}`,
    action: "group.added",
    actor: "operator",
    body: { after },
  });
  return id;
}

/** The one policy that the gate itself names. Until an administrator gives it to another group, the forum answers for it. */
async function addUnmapped(tx: Tx, controlOwnerId: string) {
  if ((await tx.policy.count({ where: { key: unmapped } })) > 0) return;
  const after = { ...unmappedPolicy, controlOwnerId };
  const { id } = await tx.policy.create({ data: after });
  await record(tx, { stream: `policy/${id}`, action: "policy.added", actor: "operator", body: { after } });
}
