// An exception as notices see it: who has to do with it now, and what has happened to it.

import type { db } from "@/lib/db";
import { dueOf } from "@/lib/exceptions/conditions";
import { isSigned } from "@/lib/exceptions/steps";
import type {
  ClosedReason,
  ConditionKind,
  ConditionState,
  ConditionTiming,
  Environment,
  Risk,
  Status,
  Verdict,
} from "@/prisma/generated/enums";

/** A human being, seen through their aliases. */
export type Someone = { id: string; name: string; active: boolean };

export type ToldStep = {
  id: string;
  position: number;
  stage: number | null;
  needed: number;
  dueAt: Date;
  signed: boolean;
  group: { name: string; members: Someone[] };
  /** The group that is told when this one is late (R11). */
  above: { name: string; members: Someone[] } | null;
  decisions: { verdict: Verdict; by: Someone; at: Date; retracted: boolean }[];
};

/** What has to be proven while it is in force, and who proves it: its owner while they are here, else the exception's. */
export type ToldCondition = {
  position: number;
  statement: string;
  state: ConditionState;
  timing: ConditionTiming | null;
  due: Date | null;
  changedAt: Date | null;
  reason: string | null;
  prover: Someone;
  kind: ConditionKind;
  /** Of what is measured. */
  freshSeconds: number | null;
  suspendsStale: boolean | null;
  lastReading: { at: Date; source: string } | null;
};

export type ToldEvent = { action: string; at: Date; by: Someone | null; body: Record<string, unknown> };

export type Told = {
  id: string;
  number: number;
  title: string;
  risk: Risk;
  emergency: boolean;
  status: Status;
  closedReason: ClosedReason | null;
  sentBack: boolean;
  renewal: number;
  filedAt: Date;
  /** When the revision that stands was written. */
  revisedAt: Date;
  activatedAt: Date | null;
  startsAt: Date | null;
  endsAt: Date | null;
  /** An emergency in force, until the other steps have ratified it (R19). */
  ratifyBy: Date | null;
  ratifiedAt: Date | null;
  askedSeconds: number | null;
  askedEnd: Date | null;
  requester: Someone;
  owner: Someone & { leftAt: Date | null };
  manager: Someone;
  /** Who sits in a group that owns one of the rules. */
  controllers: Someone[];
  administrators: Someone[];
  /** Who may never decide it (R4), by id. */
  partyIds: Set<string>;
  rules: { key: string; title: string }[];
  places: { system: string; environment: Environment }[];
  /** Of the revision that stands, in order. */
  steps: ToldStep[];
  /** Of the revision that stands. */
  conditions: ToldCondition[];
  /** In order, without what changed nobody's duty. */
  events: ToldEvent[];
  /** The instant of which all this is told. */
  asOf: Date;
  /** Whether an approved extension goes on where this one ends (R16). */
  continued: boolean;
};

type Client = Pick<typeof db, "exception" | "person">;

const someone = {
  id: true,
  name: true,
  deactivatedAt: true,
  sameAs: { select: { id: true, name: true, deactivatedAt: true } },
} as const;

type PersonRow = {
  id: string;
  name: string;
  deactivatedAt: Date | null;
  sameAs?: { id: string; name: string; deactivatedAt: Date | null } | null;
};

export async function toldExceptions(client: Client, ids: string[], now: Date): Promise<Told[]> {
  if (ids.length === 0) return [];
  const seats = {
    where: { fromAt: { lte: now }, OR: [{ untilAt: null }, { untilAt: { gt: now } }] },
    select: { person: { select: someone } },
  };
  const group = { select: { name: true, memberships: seats } };
  const rows = await client.exception.findMany({
    where: { id: { in: ids } },
    include: {
      requester: { select: someone },
      owner: { select: someone },
      manager: { select: someone },
      parties: { select: { person: { select: someone } } },
      revisions: { select: { number: true, at: true, askedSeconds: true, askedEnd: true } },
      scopes: {
        select: {
          revision: true,
          environment: true,
          policy: { select: { key: true, title: true, controlOwner: group } },
          system: { select: { name: true } },
        },
      },
      steps: {
        select: {
          id: true,
          revision: true,
          position: true,
          stage: true,
          needed: true,
          dueAt: true,
          group: { select: { ...group.select, above: group } },
          decisions: {
            select: {
              verdict: true,
              at: true,
              person: { select: someone },
              retraction: { select: { at: true } },
            },
          },
        },
        orderBy: { position: "asc" },
      },
      events: {
        select: { action: true, at: true, body: true, actor: { select: { person: { select: someone } } } },
        orderBy: { seq: "asc" },
      },
      conditions: {
        include: { owner: { select: someone }, lastReading: true },
        orderBy: { position: "asc" },
      },
      extensions: { select: { activatedAt: true, closedReason: true } },
    },
  });
  const administrators = await client.person.findMany({
    where: { role: "administrator", deactivatedAt: null },
    select: someone,
  });

  return rows.map(
    ({ requester, owner, manager, parties, revisions, scopes, steps, conditions, events, ...row }) => {
      const revision = revisions.find(({ number }) => number === row.revision);
      const scope = scopes.filter((one) => one.revision === row.revision);
      return {
        ...row,
        asOf: now,
        revisedAt: revision?.at ?? row.filedAt,
        askedSeconds: revision?.askedSeconds ?? null,
        askedEnd: revision?.askedEnd ?? null,
        requester: rootOf(requester),
        owner: { ...rootOf(owner), leftAt: owner.deactivatedAt },
        manager: rootOf(manager),
        controllers: distinct(scope.flatMap(({ policy }) => membersOf(policy.controlOwner))),
        administrators: administrators.map(rootOf),
        partyIds: new Set(parties.map(({ person }) => rootOf(person).id)),
        rules: distinct(scope.map(({ policy: { key, title } }) => ({ key, title }))),
        places: distinct(scope.map(({ system, environment }) => ({ system: system.name, environment }))),
        steps: steps
          .filter((step) => step.revision === row.revision)
          .map(({ group, decisions: rows, ...step }) => {
            const decisions = rows.map(({ retraction, person, ...decision }) => ({
              ...decision,
              retracted: retraction !== null,
              by: rootOf(person),
            }));
            return {
              ...step,
              signed: isSigned({ ...step, decisions }),
              group: { name: group.name, members: membersOf(group) },
              above: group.above && { name: group.above.name, members: membersOf(group.above) },
              decisions,
            };
          }),
        conditions: conditions
          .filter((condition) => condition.revision === row.revision)
          .map(({ owner: own, ...condition }) => ({
            ...condition,
            position: condition.position ?? 0,
            due: dueOf(condition, row),
            prover: own && rootOf(own).active ? rootOf(own) : rootOf(owner),
          })),
        events: events.map(({ actor, body, ...event }) => ({
          ...event,
          by: actor ? rootOf(actor.person) : null,
          body: body as Record<string, unknown>,
        })),
        continued: row.extensions.some(
          ({ activatedAt, closedReason }) => activatedAt !== null && closedReason !== "revoked",
        ),
      };
    },
  );
}

function rootOf({ sameAs, ...person }: PersonRow): Someone {
  const { id, name, deactivatedAt } = sameAs ?? person;
  return { id, name, active: deactivatedAt === null };
}

function membersOf({ memberships }: { memberships: { person: PersonRow }[] }): Someone[] {
  const members = memberships.map(({ person }) => rootOf(person)).filter(({ active }) => active);
  return [...new Map(members.map((member) => [member.id, member])).values()];
}

function distinct<Thing>(things: Thing[]): Thing[] {
  return [...new Map(things.map((thing) => [JSON.stringify(thing), thing])).values()];
}
