// One's own password. Whoever may have learnt the old one is signed out: every other session of the account ends.

import { z } from "zod";

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { whyTooOften } from "@/lib/auth/attempts";
import { hashPassword, isPassword, whyWeak } from "@/lib/auth/password";
import { inTransaction } from "@/lib/db";
import { type Outcome, refuse, refuseField } from "@/lib/refusal";

export const changePasswordSchema = z.strictObject({
  current: z.string().min(1, "Type the password you use now."),
  password: z.string(),
});

export async function changePassword(
  typed: z.infer<typeof changePasswordSchema>,
  actor: Actor,
  now: Date,
): Promise<Outcome> {
  const tooOften = await whyTooOften("password", { [`account ${actor.accountId}`]: 5 }, now);
  if (tooOften) return tooOften;

  return inTransaction(now, async (tx) => {
    const { accountId, id: personId } = actor;
    const [account, person] = await Promise.all([
      tx.localPassword.findUnique({ where: { accountId } }),
      tx.person.findUniqueOrThrow({ where: { id: personId } }),
    ]);
    if (!account) return refuse("not-allowed", "You sign in without a password, so there is none to change.");
    if (!(await isPassword(typed.current, account, now))) {
      return refuseField("current", "This is not the password you use now.");
    }
    if (typed.current === typed.password) return refuseField("password", "Choose another one than before.");
    const weak = whyWeak(typed.password, person);
    if (weak) return weak;

    await tx.localPassword.update({
      where: { accountId },
      data: { hash: await hashPassword(typed.password), setAt: now },
    });
    await tx.session.updateMany({
      where: { accountId, id: { not: actor.sessionId }, endedAt: null, expiresAt: { gt: now } },
      data: { endedAt: now },
    });
    await record(tx, {
      stream: `account/${accountId}`,
      action: "account.password_set",
      actor,
      body: { person: personId },
    });
    return { ok: true };
  });
}
