// The register as its rules tell it (R1–R20), in memory: who may do what at which moment, and what becomes of it.
// Written from the product's words and not from the code, so that the two can be held against each other.

import type { GroupKey, Name } from "@/lib/testing/cast";
import type { ClosedReason, Risk, Status } from "@/prisma/generated/enums";

const day = 86_400;

/** The breaks that histories ask for: the risk each has, the groups that decide it in order, and its longest window. */
export const kinds = {
  low: { risk: "low", groups: ["security"], longest: 30 * day },
  moderate: { risk: "moderate", groups: ["security"], longest: 14 * day },
  high: { risk: "high", groups: ["security", "risk"], longest: 7 * day },
  critical: { risk: "critical", groups: ["security", "risk", "forum", "forum"], longest: 3 * day },
  "short policy": { risk: "low", groups: ["security"], longest: 5 * day },
  "two rules": { risk: "low", groups: ["protection", "security"], longest: 30 * day },
} as const satisfies Record<string, { risk: Risk; groups: readonly GroupKey[]; longest: number }>;
export type Kind = keyof typeof kinds;

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
  asked: Asking;
  requester: Name;
  filer: Name;
  owner: Name;
  manager: Name;
  /** Whoever ever was requester, filer, owner or editor (R4). */
  parties: Set<Name>;
  groups: GroupKey[];
  /** Who signed the steps of this revision, in their order. */
  signatures: Name[];
  /** Who decided this revision, whichever way. */
  decided: Set<Name>;
  granted: number[];
  startsAt: Date | null;
  endsAt: Date | null;
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
    const waits = thing.status === "pending" && !thing.sentBack;
    const missing = thing.groups.slice(thing.signatures.length).filter((one) => one === group).length;
    const able = seated(model, group).filter((one) => !thing.parties.has(one) && !thing.decided.has(one));
    return waits && able.includes(name) && able.length - 1 < missing;
  });
  if (strands) return false;
  seats.delete(group);
  return true;
}
