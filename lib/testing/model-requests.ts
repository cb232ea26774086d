// What the model says of requests and exceptions: who may ask, decide, hand over and end, and what becomes of it.

import type { GroupKey, Name } from "@/lib/testing/cast";
import {
  type Asking,
  higher,
  isAtLeast,
  isToRatify,
  type Kind,
  kinds,
  longestFor,
  type Model,
  type ModelCondition,
  seated,
  type Thing,
  unsigned,
} from "@/lib/testing/model";
import type { ClosedReason, Risk, Status } from "@/prisma/generated/enums";

const second = 1000;
const day = 86_400;

// -------------------------------------------------------------------------------------------- asking

type Terms = { risk: Risk; emergency: boolean; renewal: number; continues: Thing | null };

/** R3, R4, R7, R9, R12, R20: whether this may be asked, by `by`, with these people as parties. */
function mayAsk(
  model: Model,
  by: Name,
  requester: Name,
  asked: Asking,
  terms: Terms,
  parties: Iterable<Name>,
) {
  const { people, now } = model;
  const { risk, emergency, renewal, continues } = terms;
  const from = continues?.endsAt ?? null;
  const owner = people[asked.owner];
  const start = latest(now, asked.start, from);
  const length =
    "seconds" in asked.window
      ? asked.window.seconds
      : (asked.window.end.getTime() - start.getTime()) / second;
  return (
    people[by].active &&
    people[requester].active &&
    owner.active &&
    ["everything", "administer"].includes(owner.may) &&
    owner.manager !== null &&
    people[owner.manager].active &&
    !(asked.start && (asked.start < now || from)) &&
    !(emergency && (asked.start || continues)) &&
    length > 0 &&
    length <= longestFor(asked.kind, risk, emergency) &&
    (renewal < 3 || asked.plan !== null) &&
    asked.conditions.every(({ owner: prover }) => canProve(model, prover)) &&
    canBeSigned(model, groupsFor(asked.kind, terms), new Set([...parties, by, requester, asked.owner]))
  );
}

/** R3: an active person of the house. */
const canProve = ({ people }: Model, name: Name) =>
  people[name].active && ["everything", "administer"].includes(people[name].may);

const unproven = (asked: Asking): ModelCondition[] =>
  asked.conditions.map((condition) => ({ ...condition, demandedBy: null, state: "unknown" }));

/**
 * R9: the owners of the rules, above them at high risk, two of the forum at critical. R16: at high risk the groups above those
 * that approved the earlier one. R17: the forum from the third renewal on.
 */
function groupsFor(kind: Kind, { risk, renewal, continues }: Omit<Terms, "emergency">): GroupKey[] {
  const groups: GroupKey[] = [...kinds[kind].owners];
  const add = (group: GroupKey | undefined) => group && !groups.includes(group) && groups.push(group);
  if (isAtLeast(risk, "high")) for (const owner of kinds[kind].owners) add(groupAbove[owner]);
  if (risk === "critical") groups.push("forum", "forum");
  if (renewal >= 3) add("forum");
  if (isAtLeast(risk, "high")) for (const group of approversOf(continues)) add(groupAbove[group]);
  return groups;
}

const approversOf = (thing: Thing | null) =>
  thing ? thing.groups.filter((_, index) => thing.signatures[index]) : [];

const groupAbove: Partial<Record<GroupKey, GroupKey>> = {
  security: "risk",
  protection: "risk",
  risk: "forum",
};

/** Whether each of these steps can get a signature of its own from people who may give one (R4, R5, R6). */
function canBeSigned(model: Model, [group, ...rest]: GroupKey[], barred: Set<Name>): boolean {
  if (!group) return true;
  return seated(model, group)
    .filter((name) => !barred.has(name))
    .some((name) => canBeSigned(model, rest, new Set([...barred, name])));
}

export function file(
  model: Model,
  id: string,
  by: Name,
  requester: Name,
  asked: Asking,
  { continues = null, emergency = false }: { continues?: Thing | null; emergency?: boolean } = {},
): Thing | null {
  const { may } = model.people[by];
  const renewal = continues ? continues.renewal + 1 : 0;
  if (may !== "everything" && may !== "administer") return null;
  if (continues && !mayContinue(model, continues, by)) return null;
  const terms = { risk: kinds[asked.kind].risk, emergency, renewal, continues };
  if (!mayAsk(model, by, requester, asked, terms, [])) return null;

  const thing: Thing = {
    ...{
      id,
      status: "pending",
      closedReason: null,
      sentBack: false,
      version: 1,
      revision: 1,
      revisedAt: model.now,
    },
    ...{
      kind: asked.kind,
      risk: terms.risk,
      raised: false,
      emergency,
      ratifyBy: null,
      ratifiedAt: null,
      asked,
      requester,
      filer: by,
      owner: asked.owner,
      manager: model.people[asked.owner].manager as Name,
    },
    ...{ parties: new Set([requester, by, asked.owner]), groups: groupsFor(asked.kind, terms) },
    putTo: new Set(groupsFor(asked.kind, terms)),
    ...{
      signatures: [],
      conditions: unproven(asked),
      decided: new Set<Name>(),
      granted: [],
      recheck: null,
      checkBy: null,
      startsAt: null,
      endsAt: null,
      continues,
      renewal,
    },
  };
  model.things.push(thing);
  return thing;
}

/** R16: its people, while it runs or has ended, and one at a time. */
function mayContinue(model: Model, earlier: Thing, by: Name) {
  const living = model.things.some((thing) => thing.continues === earlier && isOpen(thing));
  return (
    ["active", "expired"].includes(earlier.status) &&
    !living &&
    [earlier.owner, earlier.requester, earlier.filer].includes(by)
  );
}

export function edit(model: Model, thing: Thing, by: Name, asked: Asking, seenRevision: number): boolean {
  const { requester, filer, owner, continues, parties, renewal, emergency } = thing;
  // What an approver raised stays raised; otherwise the answers must not lower it.
  const risk = thing.raised ? higher(kinds[asked.kind].risk, thing.risk) : kinds[asked.kind].risk;
  if (thing.status !== "pending" || seenRevision !== thing.revision || !isAtLeast(risk, thing.risk))
    return false;
  if (![requester, filer, owner].includes(by)) return false;
  const terms = { risk, emergency, renewal, continues };
  if (!mayAsk(model, by, requester, asked, terms, parties)) return false;

  for (const name of [by, asked.owner]) parties.add(name);
  Object.assign(thing, {
    kind: asked.kind,
    risk,
    asked,
    owner: asked.owner,
    manager: model.people[asked.owner].manager,
  });
  return revised(model, thing, groupsFor(asked.kind, terms));
}

function revised(model: Model, thing: Thing, groups: GroupKey[]): true {
  Object.assign(thing, { sentBack: false, groups, signatures: [], granted: [], decided: new Set() });
  for (const group of groups) thing.putTo.add(group);
  thing.conditions = unproven(thing.asked);
  Object.assign(thing, { revision: thing.revision + 1, revisedAt: model.now });
  return moved(thing, "pending");
}

// ------------------------------------------------------------------------------------------- deciding

export type Answer = {
  verdict: "approve" | "reject" | "send_back";
  grantedSeconds?: number;
  /** One more condition, for the owner to prove before the start (R8). */
  demands?: boolean;
  seenRevision: number;
};

/** R4, R5, R6: whether it waits for this person. In an emergency all of its groups are asked at once (R19). */
function isAsked({ people }: Model, thing: Thing, by: Name): boolean {
  const { active, seats, may } = people[by];
  if (!active || may === "read" || thing.parties.has(by) || thing.decided.has(by)) return false;
  const [turn, ...others] = unsigned(thing);
  return [turn, ...(thing.emergency ? others : [])].some((group) => group !== undefined && seats.has(group));
}

export function decide(
  model: Model,
  thing: Thing,
  by: Name,
  { verdict, grantedSeconds, demands, seenRevision }: Answer,
): boolean {
  const { now } = model;
  const ratifying = thing.status === "active" && isToRatify(thing, now) && now < (thing.endsAt as Date);
  const isOpenToDecide = (thing.status === "pending" && !thing.sentBack) || ratifying;
  if (!isOpenToDecide || seenRevision !== thing.revision) return false;
  if (!model.people[by].signedIn || !isAsked(model, thing, by)) return false;
  if (ratifying && (verdict === "send_back" || (verdict === "approve" && grantedSeconds))) return false;

  if (verdict !== "approve") {
    thing.decided.add(by);
    if (ratifying) return moved(thing, "closed", "revoked");
    thing.sentBack = verdict === "send_back";
    return moved(thing, verdict === "reject" ? "rejected" : "pending");
  }

  const index = placeFor(model, thing, by);
  const longest =
    "seconds" in thing.asked.window
      ? thing.asked.window.seconds
      : longestFor(thing.kind, thing.risk, thing.emergency);
  if (index === null || (grantedSeconds && grantedSeconds > longest)) return false;

  const granted = [...thing.granted, ...(grantedSeconds ? [{ by, seconds: grantedSeconds }] : [])];
  const settles = unsigned(thing).length === 1;
  const begins = !ratifying && (settles || thing.emergency);
  const window = windowOf(model, thing, granted);
  if (begins && window.endsAt <= window.startsAt) return false;
  if (demands && !canProve(model, thing.owner)) return false;

  thing.decided.add(by);
  if (demands)
    thing.conditions.push({
      owner: thing.owner,
      hours: null,
      suspends: false,
      demandedBy: by,
      state: "unknown",
    });
  thing.signatures[index] = by;
  thing.granted = granted;
  if (begins) Object.assign(thing, window);
  if (begins && thing.emergency) thing.ratifyBy = new Date(now.getTime() + day * second);
  if (settles && thing.emergency) thing.ratifiedAt = now;
  return moved(thing, ratifying || begins ? "active" : "pending");
}

/** R5: which signature it is, leaving every other to somebody. Null: somebody else has to give it. */
function placeFor(model: Model, thing: Thing, by: Name): number | null {
  const { seats } = model.people[by];
  const open = thing.groups.flatMap((_, index) => (thing.signatures[index] ? [] : [index]));
  const turn = open.filter(
    (index) => thing.emergency || thing.groups[index] === thing.groups[open[0] as number],
  );
  const mine = turn.filter((index) => seats.has(thing.groups[index] as GroupKey));
  const barred = new Set([...thing.parties, ...thing.decided]);
  if (!canBeSigned(model, unsigned(thing), barred)) return mine[0] ?? null;
  const without = (index: number) =>
    open.filter((other) => other !== index).map((other) => thing.groups[other] as GroupKey);
  return mine.find((index) => canBeSigned(model, without(index), new Set([...barred, by]))) ?? null;
}

/** R5, R8: while others are asked; the step is open again without its demands, and who took it back has decided. */
export function retract(model: Model, thing: Thing, by: Name): boolean {
  const index = thing.signatures.indexOf(by);
  const { active, signedIn } = model.people[by];
  if (thing.status !== "pending" || thing.sentBack || index < 0 || !active || !signedIn) return false;
  thing.signatures[index] = null;
  thing.granted = thing.granted.filter((grant) => grant.by !== by);
  for (const condition of thing.conditions) if (condition.demandedBy === by) condition.state = "taken_back";
  return moved(thing, "pending");
}

/** R8: the same words at a higher risk, for no longer than that allows, asked anew of whoever that needs. */
export function raise(model: Model, thing: Thing, by: Name, risk: Risk, seenRevision: number): boolean {
  if (thing.status !== "pending" || thing.sentBack || seenRevision !== thing.revision) return false;
  if (!isAsked(model, thing, by) || isAtLeast(thing.risk, risk)) return false;

  const { asked, kind, emergency, continues, renewal, parties } = thing;
  const longest = longestFor(kind, risk, emergency);
  const start = latest(model.now, asked.start, continues?.endsAt ?? null);
  const groups = groupsFor(kind, { risk, renewal, continues });
  if ("end" in asked.window && asked.window.end.getTime() - start.getTime() < second) return false;
  if (!canBeSigned(model, groups, parties)) return false;

  const latestEnd = new Date(start.getTime() + longest * second);
  const window =
    "seconds" in asked.window
      ? { seconds: Math.min(asked.window.seconds, longest) }
      : { end: asked.window.end < latestEnd ? asked.window.end : latestEnd };
  Object.assign(thing, { asked: { ...asked, window }, risk, raised: true });
  return revised(model, thing, groups);
}

/** R7, R8: from approval, the asked start or the earlier end, for the shortest of what was asked, granted and allowed. */
function windowOf({ now }: Model, thing: Thing, granted: Thing["granted"]) {
  const { asked, kind, risk, emergency, continues } = thing;
  const startsAt = latest(now, asked.start, continues?.endsAt ?? null);
  const length = Math.min(
    "seconds" in asked.window ? asked.window.seconds : longestFor(kind, risk, emergency),
    ...granted.map(({ seconds }) => seconds),
  );
  const byLength = startsAt.getTime() + length * second;
  const endsAt = "end" in asked.window ? Math.min(byLength, asked.window.end.getTime()) : byLength;
  return { startsAt, endsAt: new Date(endsAt) };
}

function latest(now: Date, ...others: (Date | null)[]): Date {
  return new Date(Math.max(now.getTime(), ...others.map((other) => other?.getTime() ?? 0)));
}

// ---------------------------------------------------------------------------------- what happens to it

export function withdraw(model: Model, thing: Thing, by: Name): boolean {
  const { requester, filer, owner } = thing;
  if (thing.status !== "pending" || !model.people[by].active || ![requester, filer, owner].includes(by))
    return false;
  thing.sentBack = false;
  return moved(thing, "closed", "withdrawn");
}

/** R18: who verifies a removal at high risk is not the owner. */
export function close(model: Model, thing: Thing, by: Name, verifier: Name): boolean {
  const serious = isAtLeast(thing.risk, "high");
  if (
    !["active", "expired"].includes(thing.status) ||
    !model.people[by].active ||
    !model.people[verifier].active
  )
    return false;
  if (![thing.owner, thing.requester, thing.manager].includes(by) || (serious && verifier === thing.owner))
    return false;
  return moved(thing, "closed", "remediated");
}

export function revoke(model: Model, thing: Thing, by: Name): boolean {
  const { active, seats, may } = model.people[by];
  const signs = thing.groups.some((group) => seats.has(group));
  if (thing.status !== "active" || !active || may === "read" || !signs || (thing.endsAt as Date) <= model.now)
    return false;
  return moved(thing, "closed", "revoked");
}

export function reassign(model: Model, thing: Thing, by: Name, to: Name): boolean {
  const { people } = model;
  const mayGive =
    people[by].active && (people[by].may === "administer" || [thing.owner, thing.manager].includes(by));
  const mayTake =
    people[to].active &&
    ["everything", "administer"].includes(people[to].may) &&
    to !== thing.owner &&
    !thing.decided.has(to);
  const manager = people[to].manager ?? thing.manager;
  if (!isOpen(thing) || !mayGive || !mayTake || manager === to) return false;

  // What was sent back is asked anew of every group, also of those who decided it.
  const left = thing.sentBack ? thing.groups : unsigned(thing);
  const barred = new Set([...thing.parties, to, ...(thing.sentBack ? [] : thing.decided)]);
  if (thing.status === "pending" && !canBeSigned(model, left, barred)) return false;
  thing.parties.add(to);
  Object.assign(thing, { owner: to, manager });
  return moved(thing, thing.status);
}

/** Outside approvers write on what is put to a group of theirs. */
export function mayNote({ people }: Model, { putTo }: Thing, by: Name): boolean {
  const { active, may, seats } = people[by];
  return active && may !== "read" && (may !== "decide" || [...seats].some((group) => putTo.has(group)));
}

/** R13, R15, R16: whatever has ended is over, and superseded if an extension continues it that was approved and not revoked. */
export function expire(model: Model) {
  for (const thing of model.things) {
    const { status, ratifyBy, ratifiedAt, endsAt } = thing;
    if (status === "active" && ratifyBy && !ratifiedAt && ratifyBy < (endsAt as Date)) continue; // is revoked
    const continued = model.things.some(
      (next) => next.continues === thing && next.startsAt !== null && next.closedReason !== "revoked",
    );
    const ended = thing.status === "active" && (thing.endsAt as Date) <= model.now;
    if (continued && (ended || thing.status === "expired")) moved(thing, "closed", "superseded");
    else if (ended) {
      thing.checkBy = new Date(model.now.getTime() + day * second);
      moved(thing, "expired");
    }
  }
}

/** R15: what nobody has answered within a day has no answer. */
export function silence(model: Model) {
  for (const thing of model.things) {
    if (thing.status !== "expired" || !thing.checkBy || thing.checkBy > model.now) continue;
    Object.assign(thing, { recheck: "no_answer", checkBy: null });
    moved(thing, "expired");
  }
}

/** R15: whatever has ended and is not closed can be checked again, as often as somebody does; compliant closes it. */
export function recheck(thing: Thing, outcome: "compliant" | "violating"): boolean {
  if (thing.status !== "expired") return false;
  Object.assign(thing, { recheck: outcome, checkBy: null });
  return outcome === "compliant" ? moved(thing, "closed", "remediated") : moved(thing, "expired");
}

/** R19: an emergency that was not ratified in time is revoked. */
export function revokeUnratified({ things, now }: Model) {
  for (const thing of things) {
    const { status, ratifyBy, ratifiedAt } = thing;
    if (status === "active" && ratifyBy && !ratifiedAt && ratifyBy <= now) moved(thing, "closed", "revoked");
  }
}

/** R11: after thirty days of silence a request is over. */
export function lapse(model: Model) {
  for (const thing of model.things.filter(({ status }) => status === "pending")) {
    if (model.now.getTime() - thing.revisedAt.getTime() < 30 * day * second) continue;
    thing.sentBack = false;
    moved(thing, "closed", "lapsed");
  }
}

function isOpen({ status }: Thing) {
  return ["pending", "active", "expired"].includes(status);
}

function moved(thing: Thing, status: Status, closedReason: ClosedReason | null = null): true {
  Object.assign(thing, { status, closedReason, version: thing.version + 1 });
  return true;
}
