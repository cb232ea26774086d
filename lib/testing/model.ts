// The register as its rules tell it (R1–R20), in memory: who may do what at which moment, and what becomes of it.
// Written from the product's words and not from the code, so that the two can be held against each other.

import type { GroupKey, Name } from "@/lib/testing/cast";
import type { ClosedReason, RecheckOutcome, Risk, Status } from "@/prisma/generated/enums";

const day = 86_400;

/** The breaks that histories ask for: the risk each has, the groups that own its rules, and what these rules allow. */
export const kinds = {
  low: { risk: "low", owners: ["security"], longest: 30 * day },
  moderate: { risk: "moderate", owners: ["security"], longest: 30 * day },
  high: { risk: "high", owners: ["security"], longest: 30 * day },
  critical: { risk: "critical", owners: ["security"], longest: 30 * day },
  "short policy": { risk: "low", owners: ["security"], longest: 5 * day },
  "two rules": { risk: "low", owners: ["protection", "security"], longest: 30 * day },
} as const satisfies Record<string, { risk: Risk; owners: readonly GroupKey[]; longest: number }>;
export type Kind = keyof typeof kinds;

export const levels: Risk[] = ["low", "moderate", "high", "critical"];
export const isAtLeast = (risk: Risk, level: Risk) => levels.indexOf(risk) >= levels.indexOf(level);
export const higher = (one: Risk, other: Risk) => (isAtLeast(one, other) ? one : other);

const longestByRisk: Record<Risk, number> = {
  low: 30 * day,
  moderate: 14 * day,
  high: 7 * day,
  critical: 3 * day,
};

/** R12, R19: by risk, by rule, and 72 hours for an emergency. */
export function longestFor(kind: Kind, risk: Risk, emergency: boolean): number {
  return Math.min(longestByRisk[risk], kinds[kind].longest, emergency ? 3 * day : 30 * day);
}

export type ModelPerson = {
  active: boolean;
  signedIn: boolean;
  seats: Set<GroupKey>;
  manager: Name | null;
  may: "everything" | "decide" | "read" | "administer";
};

export type Window = { seconds: number } | { end: Date };
export type Asking = {
  kind: Kind;
  window: Window;
  start: Date | null;
  owner: Name;
  /** The day by which a plan ends the break for good; null: there is no plan. */
  plan: string | null;
  /** Decided sooner, and in all else like any other. */
  urgent: boolean;
  conditions: AskedOfCondition[];
};

/** What must hold: proven before the start, or within `hours` of it. */
export type AskedOfCondition = { owner: Name; hours: number | null; suspends: boolean };
export type ModelCondition = AskedOfCondition & {
  /** The approver who demanded it: gone when what is asked changes, and taken back with the approval. */
  demandedBy: Name | null;
  state: "unknown" | "holds" | "broken" | "taken_back";
};

export type Thing = {
  id: string;
  status: Status;
  closedReason: ClosedReason | null;
  sentBack: boolean;
  version: number;
  revision: number;
  revisedAt: Date;
  kind: Kind;
  /** What the kind has, or more when an approver raised it (R8). */
  risk: Risk;
  raised: boolean;
  emergency: boolean;
  ratifyBy: Date | null;
  ratifiedAt: Date | null;
  asked: Asking;
  requester: Name;
  filer: Name;
  owner: Name;
  manager: Name;
  /** Whoever ever was requester, filer, owner or editor (R4). */
  parties: Set<Name>;
  groups: GroupKey[];
  /** Every group that was ever asked: outside approvers in them know of it. */
  putTo: Set<GroupKey>;
  /** Who signed for each of these groups; null where nobody did, or took it back. */
  signatures: (Name | null)[];
  /** Those of this revision. */
  conditions: ModelCondition[];
  /** Who decided this revision, whichever way. */
  decided: Set<Name>;
  /** What each standing approval granted. */
  granted: { by: Name; seconds: number }[];
  startsAt: Date | null;
  endsAt: Date | null;
  /** What the last re-check said, and by when the open one is to be answered (R15). */
  recheck: RecheckOutcome | null;
  checkBy: Date | null;
  continues: Thing | null;
  renewal: number;
};

export type Model = { now: Date; people: Record<Name, ModelPerson>; things: Thing[] };

export function freshModel(now: Date): Model {
  const person = (
    may: ModelPerson["may"],
    seats: GroupKey[] = [],
    manager: Name | null = "Mara",
  ): ModelPerson => ({
    active: true,
    signedIn: true,
    seats: new Set(seats),
    manager,
    may,
  });
  return {
    now,
    things: [],
    people: {
      Ada: person("everything", ["security"]),
      Ben: person("everything", ["security"]),
      Dan: person("everything", ["protection"]),
      Dee: person("everything", ["protection"]),
      Eli: person("everything", ["risk"]),
      Kim: person("everything", ["risk"]),
      Fay: person("everything", ["forum"]),
      Gus: person("everything", ["forum"]),
      Cora: person("everything"),
      Sam: person("everything"),
      Mara: person("everything", [], null),
      Root: person("administer", [], null),
      Otto: person("read"),
      Olga: person("decide"),
    },
  };
}

export function seated({ people }: Model, group: GroupKey): Name[] {
  return (Object.keys(people) as Name[]).filter(
    (name) => people[name].active && people[name].seats.has(group),
  );
}

/** The groups that have not signed, in the order in which they are asked. */
export function unsigned({ groups, signatures }: Pick<Thing, "groups" | "signatures">): GroupKey[] {
  return groups.filter((_, index) => !signatures[index]);
}

/** R19: whether there is still time to ratify it. */
export function isToRatify({ ratifyBy, ratifiedAt }: Thing, now: Date): boolean {
  return ratifyBy !== null && ratifiedAt === null && now < ratifyBy;
}

// --------------------------------------------------------------------------------------------- people

export function deactivate({ people }: Model, name: Name): boolean {
  if (!people[name].active) return false;
  Object.assign(people[name], { active: false, signedIn: false, seats: new Set() });
  return true;
}

export function reactivate({ people }: Model, name: Name): boolean {
  if (people[name].active) return false;
  Object.assign(people[name], { active: true, signedIn: true });
  return true;
}

export function takeSeat({ people }: Model, name: Name, group: GroupKey): boolean {
  const { active, may, seats } = people[name];
  if (!active || may === "read" || seats.has(group)) return false;
  seats.add(group);
  return true;
}

/** R6: a seat does not end so that a step which waits is left to nobody. */
export function leaveSeat(model: Model, name: Name, group: GroupKey): boolean {
  const { seats } = model.people[name];
  if (!seats.has(group)) return false;
  const strands = model.things.some((thing) => {
    const waits =
      (thing.status === "pending" && !thing.sentBack) ||
      (thing.status === "active" && isToRatify(thing, model.now));
    const missing = unsigned(thing).filter((one) => one === group).length;
    const able = seated(model, group).filter((one) => !thing.parties.has(one) && !thing.decided.has(one));
    return waits && able.includes(name) && able.length - 1 < missing;
  });
  if (strands) return false;
  seats.delete(group);
  return true;
}
