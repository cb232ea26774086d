// What the model says of requests and exceptions: who may ask, decide, hand over and end, and what becomes of it.

import type { GroupKey, Name } from "@/lib/testing/cast";
import { type Asking, type Kind, kinds, type Model, seated, type Thing } from "@/lib/testing/model";
import type { ClosedReason, Risk, Status } from "@/prisma/generated/enums";

const second = 1000;
const day = 86_400;
const severity: Risk[] = ["low", "moderate", "high", "critical"];

// -------------------------------------------------------------------------------------------- asking

/** R3, R4, R7, R9, R12, R20: whether this may be asked, by `by`, with these people as parties. */
function mayAsk(
  model: Model,
  by: Name,
  requester: Name,
  asked: Asking,
  renewal: number,
  continues: Thing | null,
  parties: Iterable<Name>,
) {
  const { people, now } = model;
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
    length > 0 &&
    length <= kinds[asked.kind].longest &&
    (renewal < 3 || asked.plan !== null) &&
    canBeSigned(
      model,
      groupsFor(asked.kind, renewal, continues),
      new Set([...parties, by, requester, asked.owner]),
    )
  );
}

/** R16: at high risk the groups above those that approved the earlier one. R17: the forum from the third renewal on. */
function groupsFor(kind: Kind, renewal: number, continues: Thing | null): GroupKey[] {
  const isHigh = severity.indexOf(kinds[kind].risk) >= severity.indexOf("high");
  const above = isHigh ? (continues?.groups ?? []).flatMap((group) => groupAbove[group] ?? []) : [];
  const forum: GroupKey[] = renewal >= 3 ? ["forum"] : [];
  const named: GroupKey[] = [...kinds[kind].groups];
  // A group that is named twice signs with two people; what is added comes once.
  return [...named, ...new Set([...forum, ...above].filter((group) => !named.includes(group)))];
}

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
  continues: Thing | null = null,
): Thing | null {
  const { may } = model.people[by];
  const renewal = continues ? continues.renewal + 1 : 0;
  if (may !== "everything" && may !== "administer") return null;
  if (continues && !mayContinue(model, continues, by)) return null;
  if (!mayAsk(model, by, requester, asked, renewal, continues, [])) return null;

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
      asked,
      requester,
      filer: by,
      owner: asked.owner,
      manager: model.people[asked.owner].manager as Name,
    },
    ...{ parties: new Set([requester, by, asked.owner]), groups: groupsFor(asked.kind, renewal, continues) },
    ...{
      signatures: [],
      decided: new Set<Name>(),
      granted: [],
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
  const { requester, filer, owner, continues, parties } = thing;
  const lowers = severity.indexOf(kinds[asked.kind].risk) < severity.indexOf(kinds[thing.kind].risk);
  if (thing.status !== "pending" || seenRevision !== thing.revision || lowers) return false;
  if (![requester, filer, owner].includes(by)) return false;
  if (!mayAsk(model, by, requester, asked, thing.renewal, continues, parties)) return false;

  for (const name of [by, asked.owner]) parties.add(name);
  Object.assign(thing, {
    kind: asked.kind,
    asked,
    owner: asked.owner,
    manager: model.people[asked.owner].manager,
  });
  Object.assign(thing, {
    sentBack: false,
    groups: groupsFor(asked.kind, thing.renewal, continues),
    signatures: [],
    granted: [],
  });
  Object.assign(thing, { decided: new Set(), revision: thing.revision + 1, revisedAt: model.now });
  return moved(thing, "pending");
}

// ------------------------------------------------------------------------------------------- deciding

export type Answer = {
  verdict: "approve" | "reject" | "send_back";
  grantedSeconds?: number;
  seenRevision: number;
};

export function decide(
  model: Model,
  thing: Thing,
  by: Name,
  { verdict, grantedSeconds, seenRevision }: Answer,
): boolean {
  const { active, signedIn, seats, may } = model.people[by];
  const turn = thing.groups[thing.signatures.length];
  if (thing.status !== "pending" || thing.sentBack || seenRevision !== thing.revision) return false;
  if (!active || !signedIn || may === "read" || thing.parties.has(by) || thing.decided.has(by)) return false;
  if (!turn || !seats.has(turn)) return false;

  // R5: whoever alone could sign a later step keeps their one signature for it.
  const [, ...later] = thing.groups.slice(thing.signatures.length);
  const barred = new Set([...thing.parties, ...thing.decided]);
  const strands =
    canBeSigned(model, [turn, ...later], barred) && !canBeSigned(model, later, new Set([...barred, by]));
  if (verdict === "approve" && strands) return false;

  const longest = "seconds" in thing.asked.window ? thing.asked.window.seconds : kinds[thing.kind].longest;
  if (verdict === "approve" && grantedSeconds && grantedSeconds > longest) return false;
  if (verdict !== "approve") {
    thing.decided.add(by);
    thing.sentBack = verdict === "send_back";
    return moved(thing, verdict === "reject" ? "rejected" : "pending");
  }

  const granted = [...thing.granted, ...(grantedSeconds ? [grantedSeconds] : [])];
  const settles = thing.signatures.length + 1 === thing.groups.length;
  const window = windowOf(model, thing, granted);
  if (settles && window.endsAt <= window.startsAt) return false;

  thing.decided.add(by);
  thing.signatures.push(by);
  thing.granted = granted;
  if (settles) Object.assign(thing, window);
  return moved(thing, settles ? "active" : "pending");
}

/** R7, R8: from approval, the asked start or the earlier end, for the shortest of what was asked, granted and allowed. */
function windowOf({ now }: Model, { asked, kind, continues }: Thing, granted: number[]) {
  const startsAt = latest(now, asked.start, continues?.endsAt ?? null);
  const length = Math.min("seconds" in asked.window ? asked.window.seconds : kinds[kind].longest, ...granted);
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
  const serious = severity.indexOf(kinds[thing.kind].risk) >= severity.indexOf("high");
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
  const left = thing.sentBack ? thing.groups : thing.groups.slice(thing.signatures.length);
  const barred = new Set([...thing.parties, to, ...(thing.sentBack ? [] : thing.decided)]);
  if (thing.status === "pending" && !canBeSigned(model, left, barred)) return false;
  thing.parties.add(to);
  Object.assign(thing, { owner: to, manager });
  return moved(thing, thing.status);
}

export const mayNote = ({ people }: Model, by: Name) => people[by].active && people[by].may !== "read";

/** R13, R15, R16: whatever has ended is over, and superseded if an extension continues it that was approved and not revoked. */
export function expire(model: Model) {
  for (const thing of model.things) {
    const continued = model.things.some(
      (next) => next.continues === thing && next.startsAt !== null && next.closedReason !== "revoked",
    );
    const ended = thing.status === "active" && (thing.endsAt as Date) <= model.now;
    if (continued && (ended || thing.status === "expired")) moved(thing, "closed", "superseded");
    else if (ended) moved(thing, "expired");
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
