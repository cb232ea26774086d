// How often one may knock at a door: counted in the database, so that every process counts the same.

import { createHash } from "node:crypto";

import { subHours, subMinutes } from "date-fns";

import { inTransaction } from "@/lib/db";
import { type Refusal, refuse } from "@/lib/refusal";

export type Door = "sign-in" | "setup" | "password";

const windowMinutes = 15;

/**
 * Counts this attempt under each key and refuses when one key has had too many. Kept before it is counted, so
 * that of many attempts at once no more get through than of many in a row. What was refused does not count,
 * so nobody keeps a colleague out for longer than the window.
 */
export async function whyTooOften(
  door: Door,
  limits: Record<string, number>,
  now: Date,
): Promise<Refusal | null> {
  const keys = Object.keys(limits).map((key) => ({ key: digest(key), limit: limits[key] as number }));

  const kept = await inTransaction(now, async (tx) => {
    await tx.$executeRaw`DELETE FROM scratch.attempt WHERE at < ${subHours(now, 1)}`;
    return tx.$queryRaw<{ id: bigint }[]>`
      INSERT INTO scratch.attempt (door, key, at) SELECT ${door}, key, ${now} FROM unnest(${keys.map(({ key }) => key)}::text[]) AS key
      RETURNING id`;
  });
  if (!Array.isArray(kept)) return kept;

  return inTransaction(now, async (tx) => {
    for (const { key, limit } of keys) {
      const [found] = await tx.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM scratch.attempt
        WHERE door = ${door} AND key = ${key} AND at > ${subMinutes(now, windowMinutes)}`;
      if (!found || found.count > limit) {
        await tx.$executeRaw`DELETE FROM scratch.attempt WHERE id = ANY (${kept.map(({ id }) => id)})`;
        return refuse(
          "too-many-attempts",
          `Too many attempts. Wait ${windowMinutes} minutes, then try again.`,
        );
      }
    }
    return null;
  });
}

/** Whoever got in starts afresh. */
export async function forgetAttempts(door: Door, key: string, now: Date) {
  await inTransaction(
    now,
    (tx) => tx.$executeRaw`DELETE FROM scratch.attempt WHERE door = ${door} AND key = ${digest(key)}`,
  );
}

/** An attempt that went well was none: an office behind one address may sign in as often as it has people. */
export async function takeBackAttempt(door: Door, key: string, now: Date) {
  await inTransaction(
    now,
    (tx) => tx.$executeRaw`
      DELETE FROM scratch.attempt
      WHERE id = (SELECT max(id) FROM scratch.attempt WHERE door = ${door} AND key = ${digest(key)})`,
  );
}

// Keys are hashed: people type passwords into the field for the e-mail address.
function digest(key: string) {
  return createHash("sha256").update(key).digest("hex");
}
