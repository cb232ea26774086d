// The private address of a person's calendar. It is shown once and kept as a hash; making it anew or ending it stops the
// one before. Whoever has left has none.

import { createHash, randomBytes } from "node:crypto";

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { calendarEntries } from "@/lib/calendar/entries";
import { calendarText } from "@/lib/calendar/icalendar";
import { db, inTransaction, type Tx } from "@/lib/db";
import { organisation } from "@/lib/organisation";
import { type Outcome, refuse } from "@/lib/refusal";

export function openFeed(actor: Actor, now: Date): Promise<Outcome<{ token: string }>> {
  return inTransaction<Outcome<{ token: string }>>(now, async (tx) => {
    await endOpenFeed(tx, actor, now);
    const token = randomBytes(32).toString("base64url");
    const { id } = await tx.calendarFeed.create({
      data: { personId: actor.id, tokenHash: hashOf(token) },
      select: { id: true },
    });
    const body = { person: actor.id };
    await record(tx, { stream: `calendar_feed/${id}`, action: "calendar.opened", actor, body });
    return { ok: true, token };
  });
}

export function endFeed(actor: Actor, now: Date): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) =>
    (await endOpenFeed(tx, actor, now))
      ? { ok: true }
      : refuse("wrong-status", "Your calendar has no address."),
  );
}

async function endOpenFeed(tx: Tx, actor: Actor, now: Date): Promise<boolean> {
  // One at a time, also when somebody presses twice.
  await tx.$queryRaw`SELECT 1 FROM person WHERE id = ${actor.id}::uuid FOR NO KEY UPDATE`;
  const open = await tx.calendarFeed.findFirst({ where: { personId: actor.id, endedAt: null } });
  if (!open) return false;
  await tx.calendarFeed.update({ where: { id: open.id }, data: { endedAt: now }, select: { id: true } });
  const body = { person: actor.id };
  await record(tx, { stream: `calendar_feed/${open.id}`, action: "calendar.ended", actor, body });
  return true;
}

/** Since when the person has an address; null without one. */
export async function feedMadeAt({ id }: Pick<Actor, "id">): Promise<Date | null> {
  const open = await db.calendarFeed.findFirst({
    where: { personId: id, endedAt: null },
    select: { madeAt: true },
  });
  return open?.madeAt ?? null;
}

/** The calendar at this address. Null: there is none, or its person has left. */
export async function calendarAt(token: string, base: string, now: Date): Promise<string | null> {
  const feed = await db.calendarFeed.findUnique({
    where: { tokenHash: hashOf(token), endedAt: null, person: { deactivatedAt: null } },
    select: { personId: true },
  });
  if (!feed) return null;
  const { name } = await organisation();
  return calendarText(`Exceptions, ${name}`, await calendarEntries({ id: feed.personId }, base, now));
}

function hashOf(token: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash("sha256").update(token, "utf8").digest());
}
