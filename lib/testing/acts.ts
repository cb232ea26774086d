// What can happen in a history, as things to draw. Each act is done to the register and to the model of it.

import fc from "fast-check";

import { endSession } from "@/lib/auth/sessions";
import { addNote } from "@/lib/exceptions/add-note";
import { close } from "@/lib/exceptions/close";
import { decide } from "@/lib/exceptions/decide";
import { editRequest } from "@/lib/exceptions/edit-request";
import { expireDue } from "@/lib/exceptions/expire-due";
import { fileRequest } from "@/lib/exceptions/file-request";
import { lapseDue } from "@/lib/exceptions/lapse-due";
import { reassign } from "@/lib/exceptions/reassign";
import { revoke } from "@/lib/exceptions/revoke";
import type { Decision } from "@/lib/exceptions/schemas";
import { withdraw } from "@/lib/exceptions/withdraw";
import { deactivatePerson } from "@/lib/people/deactivate-person";
import { endMembership } from "@/lib/people/end-membership";
import { grantMembership } from "@/lib/people/grant-membership";
import { reactivatePerson } from "@/lib/people/reactivate-person";
import type { GroupKey, Name } from "@/lib/testing/cast";
import { formOf, type History } from "@/lib/testing/history";
import * as model from "@/lib/testing/model";
import { decisionOn, requestFor } from "@/lib/testing/requests";

export type Act = (history: History) => Promise<void>;

const everybody = [
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
const whoMayLeave = ["Ada", "Ben", "Dan", "Dee", "Eli", "Kim", "Fay", "Cora", "Sam", "Olga"] as const;
const anybody = fc.constantFrom<Name>(...everybody);
const asker = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom<Name>("Cora", "Sam") },
  { weight: 1, arbitrary: anybody },
);

/** Somebody by their part in an exception, so that most acts are by people who may; or anybody. */
type Part = "its owner" | "its requester" | "its manager" | "an approver" | "another approver";
const somebody = fc.oneof(
  { weight: 1, arbitrary: anybody as fc.Arbitrary<Name | Part> },
  { weight: 3, arbitrary: fc.constantFrom<Name | Part>("its owner", "its requester", "its manager") },
);
const decider = fc.oneof(
  { weight: 1, arbitrary: anybody as fc.Arbitrary<Name | Part> },
  { weight: 4, arbitrary: fc.constantFrom<Name | Part>("an approver", "another approver") },
);

function named(history: History, thing: model.Thing, who: Name | Part): Name {
  const turn = thing.groups[thing.signatures.length] ?? thing.groups[0];
  const [first, second] = turn
    ? model.seated(history.model, turn).filter((name) => !thing.parties.has(name))
    : [];
  switch (who) {
    case "its owner":
      return thing.owner;
    case "its requester":
      return thing.requester;
    case "its manager":
      return thing.manager;
    case "an approver":
      return first ?? "Ada";
    case "another approver":
      return second ?? first ?? "Ben";
    default:
      return who;
  }
}

// -------------------------------------------------------------------------------------------- asking

const wish = fc.record({
  kind: fc.constantFrom(...(Object.keys(model.kinds) as model.Kind[])),
  /** Quarters of the longest window, or one second too many. */
  length: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 4 }) },
    { weight: 1, arbitrary: fc.constant("too long" as const) },
  ),
  until: fc.boolean(),
  startInHours: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.integer({ min: -1, max: 50 }) },
  ),
});
type Wish = typeof wish extends fc.Arbitrary<infer Drawn> ? Drawn : never;

function asking(
  history: History,
  { kind, length, until, startInHours }: Wish,
  owner: Name,
  continues: model.Thing | null,
): model.Asking {
  const { longest } = model.kinds[kind];
  const seconds = length === "too long" ? longest + 1 : (longest / 4) * length;
  const start = startInHours === null ? null : hoursAfter(history.now, startInHours);
  const from = Math.max(history.now.getTime(), start?.getTime() ?? 0, continues?.endsAt?.getTime() ?? 0);
  return { kind, owner, start, window: until ? { end: new Date(from + seconds * 1000) } : { seconds } };
}

const hoursAfter = (at: Date, hours: number) => new Date(at.getTime() + hours * 3_600_000);

const filing: fc.Arbitrary<Act> = fc
  .record({ by: asker, forWhom: fc.option(anybody, { freq: 2 }), owner: asker, wish })
  .map(({ by, forWhom, owner, wish }) => async (history) => {
    const asked = asking(history, wish, owner, null);
    const requester = forWhom ?? by;
    const form = requestFor(history.cast, {
      ...formOf(history.cast, asked),
      requesterId: history.personId(requester),
    });
    const filed = model.file(history.model, form.id, by, requester, asked);
    const outcome = fileRequest(form, await history.actor(by), history.now);
    await history.hold(
      `${by} files ${asked.kind} for ${requester}, owned by ${owner}`,
      filed !== null,
      outcome,
      filed ?? undefined,
    );
    if (filed) await history.readRevision(filed);
  });

/** An act on one of the exceptions there are; nothing happens while there is none. */
function on<Drawn extends object>(
  drawn: { [Key in keyof Drawn]: fc.Arbitrary<Drawn[Key]> },
  act: (history: History, thing: model.Thing, drawn: Drawn) => Promise<void>,
): fc.Arbitrary<Act> {
  return fc.tuple(fc.nat({ max: 40 }), fc.record(drawn)).map(([which, values]) => async (history) => {
    const { things } = history.model;
    // The latest most often: older ones are mostly closed.
    const thing =
      things[
        things.length - 1 - Math.min(things.length - 1, which % 4 === 0 ? which % things.length : which % 2)
      ];
    if (thing) await act(history, thing, values as Drawn);
  });
}

const extending = on(
  { by: somebody, owner: asker, wish },
  async (history, earlier, { by: who, owner, wish }) => {
    const by = named(history, earlier, who);
    const asked = asking(history, wish, owner, earlier);
    const changes = { continuesId: earlier.id, whatChanged: "Another week." };
    const form = requestFor(history.cast, { ...formOf(history.cast, asked), ...changes });
    const filed = model.file(history.model, form.id, by, by, asked, earlier);
    const outcome = fileRequest(form, await history.actor(by), history.now);
    await history.hold(
      `${by} extends it as ${asked.kind}, owned by ${owner}`,
      filed !== null,
      outcome,
      filed ?? undefined,
    );
    if (filed) await history.readRevision(filed);
  },
);

const editing = on(
  { by: somebody, owner: fc.option(asker, { freq: 2 }), same: fc.boolean(), wish, stale: fc.boolean() },
  async (history, thing, { by: who, owner, same, wish, stale }) => {
    const by = named(history, thing, who);
    const asked = asking(
      history,
      same ? { ...wish, kind: thing.kind } : wish,
      owner ?? thing.owner,
      thing.continues,
    );
    const seenRevision = stale && thing.revision > 1 ? thing.revision - 1 : thing.revision;
    const { id: _, requesterId: __, ...form } = requestFor(history.cast, formOf(history.cast, asked));
    const whatChanged = thing.continues ? "Another week." : undefined;
    const edited = model.edit(history.model, thing, by, asked, seenRevision);
    const edit = { ...form, whatChanged, exceptionId: thing.id, seenRevision };
    const outcome = editRequest(edit, await history.actor(by), history.now);
    await history.hold(`${by} changes it to ${asked.kind}, owned by ${asked.owner}`, edited, outcome, thing);
    if (edited) await history.readRevision(thing);
  },
);

// ------------------------------------------------------------------------------------------- deciding

const grant = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom("shorter" as const, "wider" as const) },
);

function deciding(verdict: Decision["verdict"]): fc.Arbitrary<Act> {
  return on(
    { by: decider, grant, stale: fc.integer({ min: 0, max: 9 }) },
    async (history, thing, { by: who, grant, stale }) => {
      const by = named(history, thing, who);
      const longest =
        "seconds" in thing.asked.window ? thing.asked.window.seconds : model.kinds[thing.kind].longest;
      const grantedSeconds =
        verdict === "approve" && grant
          ? grant === "wider"
            ? longest + 1
            : Math.ceil(longest / 2)
          : undefined;
      const seen = await decisionOn(thing.id, verdict, verdict === "approve" ? { grantedSeconds } : {});
      const decision = stale === 0 ? { ...seen, revision: seen.revision + 1 } : seen;
      const decided = model.decide(history.model, thing, by, {
        verdict,
        grantedSeconds,
        seenRevision: decision.revision,
      });
      const outcome = decide(decision, await history.actor(by), history.now);
      await history.hold(`${by} decides ${verdict}${grant ? `, ${grant}` : ""}`, decided, outcome, thing);
    },
  );
}

// ---------------------------------------------------------------------------------- what happens to it

const reason = "It is time.";

const withdrawing = on({ by: somebody }, async (history, thing, { by: who }) => {
  const by = named(history, thing, who);
  const done = model.withdraw(history.model, thing, by);
  await history.hold(
    `${by} withdraws it`,
    done,
    withdraw({ exceptionId: thing.id, reason }, await history.actor(by), history.now),
    thing,
  );
});

const closing = on(
  { by: somebody, verifier: somebody },
  async (history, thing, { by: who, verifier: checks }) => {
    const [by, verifier] = [named(history, thing, who), named(history, thing, checks)];
    const done = model.close(history.model, thing, by, verifier);
    const removedOn = history.now.toISOString().slice(0, 10);
    const input = { exceptionId: thing.id, removedOn, verifiedById: history.personId(verifier), note: "" };
    await history.hold(
      `${by} closes it, checked by ${verifier}`,
      done,
      close(input, await history.actor(by), history.now),
      thing,
    );
  },
);

const revoking = on({ by: decider }, async (history, thing, { by: who }) => {
  const by = named(history, thing, who);
  const done = model.revoke(history.model, thing, by);
  await history.hold(
    `${by} revokes it`,
    done,
    revoke({ exceptionId: thing.id, reason }, await history.actor(by), history.now),
    thing,
  );
});

const handingOver = on(
  { by: somebody, to: fc.oneof(asker, decider) },
  async (history, thing, { by: who, to: whom }) => {
    const [by, to] = [named(history, thing, who), named(history, thing, whom)];
    const done = model.reassign(history.model, thing, by, to);
    const input = { exceptionId: thing.id, ownerId: history.personId(to), reason };
    await history.hold(
      `${by} hands it to ${to}`,
      done,
      reassign(input, await history.actor(by), history.now),
      thing,
    );
  },
);

const noting = on({ by: anybody }, async (history, thing, { by }) => {
  const note = { exceptionId: thing.id, note: "Looked at it." };
  await history.hold(
    `${by} notes`,
    model.mayNote(history.model, by),
    addNote(note, await history.actor(by), history.now),
    thing,
  );
});

// ------------------------------------------------------------------------------------ time and people

const waiting: fc.Arbitrary<Act> = fc
  .oneof(
    fc.constantFrom(1, 5, 26, 24 * 3, 24 * 8, 24 * 30),
    fc.constantFrom("to the end", "just before the end"),
  )
  .map((wait) => async (history) => {
    const ends = history.model.things.flatMap(({ status, endsAt }) =>
      status === "active" && endsAt && endsAt > history.now ? [endsAt.getTime()] : [],
    );
    if (typeof wait === "number") history.model.now = hoursAfter(history.now, wait);
    else if (ends.length > 0)
      history.model.now = new Date(
        Math.max(Math.min(...ends) - (wait === "to the end" ? 0 : 1), history.now.getTime()),
      );
    history.told.push(`it is ${history.now.toISOString()}`);
  });

const sweeping: fc.Arbitrary<Act> = fc.constantFrom("expire", "lapse").map((sweep) => async (history) => {
  history.told.push(`the clock: ${sweep}`);
  await (sweep === "expire" ? expireDue(history.now) : lapseDue(history.now));
  if (sweep === "expire") model.expire(history.model);
  else model.lapse(history.model);
  await history.compare(history.model.things);
});

const leaver = fc.constantFrom<Name>(...whoMayLeave);
const group = fc.constantFrom<GroupKey>("security", "risk", "protection", "forum");

const leaving: fc.Arbitrary<Act> = leaver.map((name) => async (history) => {
  const left = model.deactivate(history.model, name);
  await history.hold(
    `${name} is deactivated`,
    left,
    deactivatePerson({ personId: history.personId(name) }, await history.actor("Root"), history.now),
  );
});

const comingBack: fc.Arbitrary<Act> = leaver.map((name) => async (history) => {
  history.forgetSession(name);
  const back = model.reactivate(history.model, name);
  await history.hold(
    `${name} is reactivated`,
    back,
    reactivatePerson({ personId: history.personId(name) }, await history.actor("Root"), history.now),
  );
});

const seating: fc.Arbitrary<Act> = fc.tuple(anybody, group).map(([name, key]) => async (history) => {
  if (name === "Root") return;
  const seated = model.takeSeat(history.model, name, key);
  const seat = { groupId: history.cast.group[key], personId: history.personId(name) };
  await history.hold(
    `${name} gets a seat in ${key}`,
    seated,
    grantMembership(seat, await history.actor("Root"), history.now),
  );
});

const unseating: fc.Arbitrary<Act> = fc.tuple(leaver, group).map(([name, key]) => async (history) => {
  const membershipId = await history.seatOf(name, key);
  const left = model.leaveSeat(history.model, name, key);
  await history.hold(
    `${name} leaves ${key}`,
    left,
    endMembership({ membershipId, why: "Moved on." }, await history.actor("Root"), history.now),
  );
});

const signingOut: fc.Arbitrary<Act> = anybody.map((name) => async (history) => {
  const person = history.model.people[name];
  if (!person.active || name === "Root") return;
  const actor = await history.actor(name);
  history.told.push(`${name} signs ${person.signedIn ? "out" : "in"}`);
  if (person.signedIn) await endSession(actor.sessionId, actor, history.now);
  else history.forgetSession(name);
  person.signedIn = !person.signedIn;
});

export const anyAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: filing },
  { weight: 12, arbitrary: deciding("approve") },
  { weight: 1, arbitrary: deciding("reject") },
  { weight: 2, arbitrary: deciding("send_back") },
  { weight: 4, arbitrary: editing },
  { weight: 3, arbitrary: extending },
  { weight: 1, arbitrary: withdrawing },
  { weight: 2, arbitrary: closing },
  { weight: 1, arbitrary: revoking },
  { weight: 3, arbitrary: handingOver },
  { weight: 1, arbitrary: noting },
  { weight: 4, arbitrary: waiting },
  { weight: 3, arbitrary: sweeping },
  { weight: 1, arbitrary: leaving },
  { weight: 1, arbitrary: comingBack },
  { weight: 2, arbitrary: seating },
  { weight: 1, arbitrary: unseating },
  { weight: 1, arbitrary: signingOut },
);
