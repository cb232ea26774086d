// How a person wants to be told. Whoever has set nothing gets the digest at eight, in the organisation's zone.

import { z } from "zod";

import type { Actor } from "@/lib/auth/actor";
import { db, inTransaction } from "@/lib/db";
import type { Facts } from "@/lib/notices/due";
import { type KindName, kinds } from "@/lib/notices/kinds";
import type { Outcome } from "@/lib/refusal";

export type Preferences = { digestHour: number; zone: string | null; muted: string[] };

const byDefault: Preferences = { digestHour: 8, zone: null, muted: [] };

export async function preferencesOf(client: Pick<typeof db, "noticePreference">, personIds: string[]) {
  const rows = await client.noticePreference.findMany({
    where: { personId: { in: [...new Set(personIds)] } },
  });
  const found = new Map(rows.map(({ personId, ...preferences }) => [personId, preferences]));
  return (personId: string): Preferences => found.get(personId) ?? byDefault;
}

const everyone: Facts["as"][] = [
  "group",
  "above",
  "requester",
  "owner",
  "manager",
  "approver",
  "controller",
  "administrator",
];
const names = Object.keys(kinds) as KindName[];

/** The kinds of which somebody is only informed, in one capacity or another: their mail can be switched off. */
const quietKinds = names.filter((kind) => everyone.some((as) => !kinds[kind].mustDo({ as })));

/** What a person can choose, and for whom it comes all the same. */
export const mailChoices = quietKinds.map((kind) => {
  const must = everyone.filter((as) => kinds[kind].mustDo({ as }));
  return { kind, label: kinds[kind].label, always: must.length > 0 ? alwaysFor(must) : null };
});

function alwaysFor(capacities: Facts["as"][]): string {
  const mine = capacities.map((as) => (as === "requester" ? "you asked for" : "you own"));
  return `Comes all the same for what ${[...new Set(mine)].join(" or ")}.`;
}

export function myPreferences({ id }: Pick<Actor, "id">): Promise<Preferences> {
  return preferencesOf(db, [id]).then((of) => of(id));
}

export const preferencesSchema = z.strictObject({
  digestHour: z.int().min(0).max(23),
  zone: z
    .string()
    .nullable()
    .refine((zone) => zone === null || isZone(zone), "There is no such time zone."),
  muted: z.array(z.enum(quietKinds as [KindName, ...KindName[]])),
});

/** How one likes to be told is a private matter: it is no change of the record, so it leaves no event. */
export function setPreferences(
  wish: z.infer<typeof preferencesSchema>,
  actor: Actor,
  now: Date,
): Promise<Outcome> {
  return inTransaction<Outcome>(now, async (tx) => {
    await tx.noticePreference.upsert({
      where: { personId: actor.id },
      create: { personId: actor.id, ...wish },
      update: wish,
    });
    return { ok: true };
  });
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
