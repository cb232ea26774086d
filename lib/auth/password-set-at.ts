import { db } from "@/lib/db";

/** When an account's password was set; null: it signs in without one. */
export async function passwordSetAt(accountId: string): Promise<Date | null> {
  const password = await db.localPassword.findUnique({ where: { accountId }, select: { setAt: true } });
  return password?.setAt ?? null;
}
