// To whom what a leaver owns could go, and what it would cost: who takes over becomes a party and decides no more (R4).

import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { whyCannotReassign } from "@/lib/exceptions/reassign";
import { choosablePeople } from "@/lib/people/choosable-people";
import { byUrgency, type ExceptionRow, exceptionRowSelect, openStatuses } from "@/lib/people/exception-rows";
import { openSteps } from "@/lib/people/open-steps";

export type HandOverRow = ExceptionRow & {
  /** Why this actor cannot hand it over. */
  reason: string | undefined;
  choices: Choice[];
};

export type Choice = {
  id: string;
  name: string;
  title: string;
  team: string;
  /** Why this person cannot take it over. */
  reason: string | null;
  /** What it would cost. */
  cost: string | null;
};

export async function handOverRows(ownerId: string, actor: Actor): Promise<HandOverRow[]> {
  const [exceptions, people, aliases, steps] = await Promise.all([
    db.exception.findMany({
      where: { ownerId, status: { in: openStatuses } },
      select: {
        ...exceptionRowSelect.select,
        ownerId: true,
        managerId: true,
        decisions: { select: { revision: true, personId: true } },
        revision: true,
      },
    }),
    choosablePeople(),
    db.person.findMany({ where: { sameAsId: { not: null } }, select: { id: true, sameAsId: true } }),
    openSteps(),
  ]);
  const rootOf = new Map(aliases.map(({ id, sameAsId }) => [id, sameAsId as string]));
  const root = (id: string) => rootOf.get(id) ?? id;

  return exceptions.sort(byUrgency).map((exception) => {
    const decided = new Set(
      exception.decisions
        .filter(({ revision }) => revision === exception.revision)
        .map(({ personId }) => root(personId)),
    );
    const open = steps.filter(({ exceptionId }) => exceptionId === exception.id);
    return {
      ...exception,
      reason: whyCannotReassign(exception, actor)?.message,
      choices: people
        .filter(({ id }) => id !== ownerId)
        .map(({ id, name, title, team }) => ({
          id,
          name,
          title,
          team,
          reason: decided.has(root(id)) ? "has decided it" : null,
          cost: open.some(({ deciderIds }) => deciderIds.includes(root(id)))
            ? "could then no longer decide it"
            : null,
        })),
    };
  });
}
