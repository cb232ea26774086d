// Whom and what an act of a history is about, as things to draw: mostly those it is meant for, and sometimes anybody.

import fc from "fast-check";

import type { Name } from "@/lib/testing/cast";
import type { History } from "@/lib/testing/history";
import { seated, type Thing, unsigned } from "@/lib/testing/model";
import type { Status } from "@/prisma/generated/enums";

export type Act = (history: History) => Promise<void>;

export const everybody = [
  "Ada",
  "Ben",
  "Dan",
  "Dee",
  "Eli",
  "Kim",
  "Fay",
  "Gus",
  "Cora",
  "Sam",
  "Mara",
  "Root",
  "Otto",
  "Olga",
] as const;
export const whoMayLeave = ["Ada", "Ben", "Dan", "Dee", "Eli", "Kim", "Fay", "Cora", "Sam", "Olga"] as const;
export const anybody = fc.constantFrom<Name>(...everybody);
export const asker = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Name>("Cora", "Sam", "Ada", "Dee") },
  { weight: 1, arbitrary: anybody },
);

/** Somebody by their part in an exception, so that most acts are by people who may; or anybody. */
export type Part =
  | "its owner"
  | "its requester"
  | "its manager"
  | "an approver"
  | "another approver"
  | "a party in the group";
export const somebody = fc.oneof(
  { weight: 1, arbitrary: anybody as fc.Arbitrary<Name | Part> },
  { weight: 3, arbitrary: fc.constantFrom<Name | Part>("its owner", "its requester", "its manager") },
);
export const decider = fc.oneof(
  { weight: 1, arbitrary: anybody as fc.Arbitrary<Name | Part> },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Name | Part>("an approver", "another approver", "a party in the group"),
  },
);

export function named(history: History, thing: Thing, who: Name | Part): Name {
  const turn = unsigned(thing)[0] ?? thing.groups[0];
  const inGroup = turn ? seated(history.model, turn) : [];
  const [first, second] = inGroup.filter((name) => !thing.parties.has(name));
  switch (who) {
    case "its owner":
      return thing.owner;
    case "its requester":
      return thing.requester;
    case "its manager":
      return thing.manager;
    case "an approver":
      return first ?? "Ada";
    case "a party in the group":
      return inGroup.find((name) => thing.parties.has(name)) ?? thing.owner;
    case "another approver":
      return second ?? first ?? "Ben";
    default:
      return who;
  }
}

/** An act on one of the exceptions there are, mostly one of those it is meant for; nothing happens while there is none. */
export function on<Drawn extends object>(
  meantFor: Status[],
  drawn: { [Key in keyof Drawn]: fc.Arbitrary<Drawn[Key]> },
  act: (history: History, thing: Thing, drawn: Drawn) => Promise<void>,
): fc.Arbitrary<Act> {
  const anyOf = fc.oneof(
    { weight: 5, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  );
  return fc
    .tuple(anyOf, fc.nat({ max: 2 }), fc.record(drawn))
    .map(([any, fromTheEnd, values]) => async (history) => {
      const meant = history.model.things.filter(({ status }) => any || meantFor.includes(status));
      const thing = meant[Math.max(0, meant.length - 1 - fromTheEnd)] ?? history.model.things.at(-1);
      if (thing) await act(history, thing, values as Drawn);
    });
}

export const hoursAfter = (at: Date, hours: number) => new Date(at.getTime() + hours * 3_600_000);
