// Notices with what the record says about them at this moment, and apart from them those that are no longer true (R14).

import type { Tx } from "@/lib/db";
import { signalsOfStored } from "@/lib/exceptions/signals-of";
import type { Item } from "@/lib/notices/compose";
import type { Due } from "@/lib/notices/due";
import { dueNotices, stillTrue } from "@/lib/notices/kinds";
import { type Told, toldExceptions } from "@/lib/notices/told";

type Row = { id: string; exceptionId: string; kind: string; personId: string; dueAt: Date };
export type Judged = { id: string; item: Item };

export async function judge(tx: Tx, notices: Row[], now: Date): Promise<{ holds: Judged[]; moot: string[] }> {
  const told = await toldExceptions(tx, [...new Set(notices.map(({ exceptionId }) => exceptionId))], now);
  const exceptions = new Map(told.map((x) => [x.id, x]));
  const holds: Judged[] = [];
  const moot: string[] = [];
  for (const notice of notices) {
    const x = exceptions.get(notice.exceptionId);
    const due = x && stillTrue(x, notice, now);
    if (x && due) {
      const signals = await signalsFor(tx, notice, due, now);
      holds.push({
        id: notice.id,
        item: { x, kind: notice.kind, due, others: others(x, notice, due), signals },
      });
    } else moot.push(notice.id);
  }
  return { holds, moot };
}

/** Whoever is to decide is told what there is to look at; a near-copy only where they may know of the other one. */
async function signalsFor(
  tx: Tx,
  { exceptionId, personId }: Row,
  { facts }: Due,
  now: Date,
): Promise<string[]> {
  if (facts.as !== "group") return [];
  const reader = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { role: true } });
  return (await signalsOfStored(tx, exceptionId, reader, now)).map(({ headline }) => headline);
}

/** Who else is told the same, for the same reason. */
function others(x: Told, { kind, personId }: Row, { dueAt, facts }: Due): string[] {
  const ids = dueNotices(x)
    .filter(
      (due) => due.kind === kind && due.dueAt.getTime() === dueAt.getTime() && due.facts.as === facts.as,
    )
    .map((due) => due.personId);
  const names = new Map(
    x.steps
      .flatMap(({ group, above, decisions }) => [
        ...group.members,
        ...(above?.members ?? []),
        ...decisions.map(({ by }) => by),
      ])
      .map(({ id, name }) => [id, name]),
  );
  return ids.filter((id) => id !== personId).flatMap((id) => names.get(id) ?? []);
}
