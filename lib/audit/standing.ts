// Whether the record holds, as far as anybody has looked. A small trail is looked through at each visit; a large one
// when somebody asks, and the answer is kept until the next.

import { firstForgery, keptNotes } from "@/lib/audit/checkpoints";
import { chainIntact, verifyRegister } from "@/lib/audit/verify";
import { db } from "@/lib/db";

export type Standing = {
  /** The first thing that does not hold, in one sentence; null: everything does. */
  breach: string | null;
  /** How many events there were. */
  events: number;
  at: Date;
};

// Kept on globalThis because `next dev` loads this file anew at each change.
const kept = globalThis as typeof globalThis & {
  registerStanding?: Standing;
  registerVerifying?: Promise<Standing>;
};

const smallTrail = 20_000;

/** What is known on opening the page. Null: the trail is large, and nobody has asked since this process began. */
export async function knownStanding(now: Date): Promise<Standing | null> {
  const [row] = await db.$queryRaw<{ large: boolean }[]>`
    SELECT count(*) > ${smallTrail} AS large FROM (SELECT FROM audit_event LIMIT ${smallTrail + 1}) counted`;
  if (row?.large || kept.registerStanding?.breach) return kept.registerStanding ?? null;
  return { ...(await chainIntact()), at: now };
}

/** Looks at everything: chain, rules, guards and rights. Who asks while it runs gets the same answer. */
export function verifyNow(now: Date): Promise<Standing> {
  kept.registerVerifying ??= verify(now).finally(() => {
    kept.registerVerifying = undefined;
  });
  return kept.registerVerifying;
}

async function verify(now: Date): Promise<Standing> {
  const { breach, counts } = await verifyRegister();
  const { notes, key } = await keptNotes();
  const forgery = key && (await firstForgery(notes, key));
  kept.registerStanding = { breach: breach ?? forgery, events: counts.events, at: now };
  return kept.registerStanding;
}
