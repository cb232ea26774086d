// The agenda builds itself (R27): expired first, then what ends without action, late or broken conditions, overdue
// decisions, leavers, policy gaps, new high risk, late follow-ups, and what was put there by hand. Each thing stands once,
// at the first of its reasons.

import type { AgendaKind } from "@/prisma/generated/enums";

export const agendaKinds = [
  "expired",
  "ending",
  "condition",
  "overdue",
  "leaver",
  "gap",
  "new_high",
  "follow_up",
  "flagged",
] as const satisfies AgendaKind[];

/** "Expired 2 > Ending without action 4": how a group of items is called. */
export const kindNames: Record<AgendaKind, string> = {
  expired: "Expired",
  ending: "Ending without action",
  condition: "Conditions late or broken",
  overdue: "Overdue decisions",
  leaver: "Leavers",
  gap: "Policy gaps",
  new_high: "New high risk",
  follow_up: "Late follow-ups",
  flagged: "Carried over or put here by hand",
};

/** What an item is about: one of the three. */
export type About = { exceptionId: string } | { policyId: string } | { followUpId: string };

/** A reason to look at something. `rank`: the smaller, the sooner among its like. */
export type Reason = { kind: AgendaKind; about: About; why: string; rank: number };

/** What waits for the next meeting: flagged by hand, or carried over so many times. */
export type Waiting = { id: string; about: About; why: string; byId: string | null; carried: number };

export type AgendaItem = {
  kind: AgendaKind;
  about: About;
  why: string;
  /** The row that waited for this meeting; null: the register found it. */
  waiting: Waiting | null;
};

export function agendaOf(reasons: Reason[], waiting: Waiting[]): AgendaItem[] {
  const found = [...reasons].sort(
    (a, b) => agendaKinds.indexOf(a.kind) - agendaKinds.indexOf(b.kind) || a.rank - b.rank,
  );
  const byThing = new Map<string, AgendaItem>();
  for (const { kind, about, why } of found) {
    const known = byThing.get(idOf(about));
    if (known) known.why = `${known.why} ${why}`;
    else byThing.set(idOf(about), { kind, about, why, waiting: null });
  }
  for (const one of waiting) {
    const known = byThing.get(idOf(one.about));
    if (known) Object.assign(known, { why: `${known.why} ${one.why}`, waiting: one });
    else byThing.set(idOf(one.about), { kind: "flagged", about: one.about, why: one.why, waiting: one });
  }
  return [...byThing.values()].sort((a, b) => agendaKinds.indexOf(a.kind) - agendaKinds.indexOf(b.kind));
}

export function idOf(about: About): string {
  if ("exceptionId" in about) return about.exceptionId;
  return "policyId" in about ? about.policyId : about.followUpId;
}
