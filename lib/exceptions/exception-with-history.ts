// Everything that is known of one exception, for its page and for whoever decides it.

import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { type Content, hex } from "@/lib/exceptions/revisions";
import type { Capacity, Prisma } from "@/prisma/generated/client";

const person = { select: { id: true, name: true, sameAsId: true, deactivatedAt: true } } as const;
const neighbour = {
  select: { id: true, number: true, status: true, startsAt: true, endsAt: true, renewal: true },
} as const;

const everything = {
  requester: person,
  filedBy: person,
  owner: { select: { ...person.select, managerId: true } },
  manager: person,
  verifiedBy: person,
  continues: neighbour,
  extensions: { ...neighbour, orderBy: { number: "asc" } },
  revisions: { include: { by: person }, orderBy: { number: "asc" } },
  scopes: {
    include: {
      policy: {
        select: {
          id: true,
          key: true,
          title: true,
          statement: true,
          domain: true,
          controlOwner: { select: { id: true, key: true, name: true } },
        },
      },
      system: { select: { id: true, key: true, name: true } },
    },
  },
  parties: { include: { person: { select: { id: true, sameAsId: true } } } },
  steps: {
    include: {
      group: {
        select: {
          id: true,
          key: true,
          name: true,
          memberships: { select: { fromAt: true, untilAt: true, person: person } },
        },
      },
      decisions: { include: { person, retraction: true }, orderBy: { at: "asc" } },
    },
    orderBy: [{ revision: "asc" }, { position: "asc" }],
  },
  conditions: {
    include: { owner: person, decision: { select: { person } }, lastReading: true },
    orderBy: { position: "asc" },
  },
  evidence: { include: { by: person }, orderBy: [{ at: "asc" }, { id: "asc" }] },
  rechecks: {
    select: { id: true, openedAt: true, deadline: true, outcome: true, how: true, answeredAt: true },
    orderBy: { openedAt: "asc" },
  },
  reviewNotes: { include: { by: person }, orderBy: { at: "asc" } },
} satisfies Prisma.ExceptionInclude;

type Found = Prisma.ExceptionGetPayload<{ include: typeof everything }>;
export type ExceptionWithHistory = NonNullable<Awaited<ReturnType<typeof exceptionWithHistory>>>;
export type RevisionOnRecord = ExceptionWithHistory["revisions"][number];
export type ConditionOnRecord = ExceptionWithHistory["conditions"][number];
export type EvidenceOnRecord = ExceptionWithHistory["evidence"][number];
export type StepOnRecord = ExceptionWithHistory["steps"][number];

/** Null: there is no such number, or this person may not know of it. The seats are those of `now`. */
export async function exceptionWithHistory(number: number, actor: Pick<Actor, "id" | "role">, now: Date) {
  const found = await db.exception.findUnique({ where: { number }, include: everything });
  if (!found || !maySee(found, actor)) return null;

  const revisions = found.revisions.map((revision) => ({
    ...revision,
    content: revision.content as Content,
    contentHash: hex(revision.contentHash),
  }));
  const current = revisions.find((revision) => revision.number === found.revision);
  if (!current) throw new Error(`EX-${number} has no revision ${found.revision}.`);
  const steps = found.steps.map((step) => withSeats(step, now));

  return {
    ...found,
    revisions,
    current,
    scopes: found.scopes.filter(({ revision }) => revision === found.revision),
    allScopes: found.scopes,
    steps,
    /** Every decision of every revision, oldest first. */
    decisions: steps.flatMap((step) => step.decisions).sort((a, b) => a.at.getTime() - b.at.getTime()),
    /** Those of the current revision; the others belong to what is no longer asked. */
    conditions: found.conditions.filter(({ revision }) => revision === found.revision),
    currentSteps: steps.filter(({ revision }) => revision === found.revision),
    parties: found.parties.map(({ person: party, capacity }) => ({
      personId: party.sameAsId ?? party.id,
      capacity: capacity as Capacity,
    })),
  };
}

/** Everybody of the house sees the whole register. Outside approvers see what is put to a group they sit in. */
function maySee(found: Found, actor: Pick<Actor, "id" | "role">): boolean {
  if (actor.role !== "outside_approver") return true;
  return found.steps.some(({ group }) =>
    group.memberships.some((seat) => seat.person.id === actor.id && seat.untilAt === null),
  );
}

function withSeats({ group, decisions, ...step }: Found["steps"][number], now: Date) {
  const seated = group.memberships.filter(
    ({ fromAt, untilAt, person: member }) =>
      fromAt <= now && (untilAt === null || untilAt > now) && member.deactivatedAt === null,
  );
  return {
    ...step,
    groupKey: group.key,
    groupName: group.name,
    memberIds: seated.map(({ person: member }) => member.sameAsId ?? member.id),
    memberNames: seated.map(({ person: member }) => member.name).sort(),
    decisions: decisions.map((decision) => ({
      ...decision,
      personId: decision.person.sameAsId ?? decision.person.id,
      retracted: decision.retraction !== null,
      contentHash: hex(decision.contentHash),
    })),
  };
}
