// People withdraw, close, revoke, hand over and note.

import fc from "fast-check";

import { addNote } from "@/lib/exceptions/add-note";
import { close } from "@/lib/exceptions/close";
import { reassign } from "@/lib/exceptions/reassign";
import { recordRecheck } from "@/lib/exceptions/record-recheck";
import { revoke } from "@/lib/exceptions/revoke";
import { withdraw } from "@/lib/exceptions/withdraw";
import { anybody, asker, decider, named, on, somebody } from "@/lib/testing/draw";
import * as model from "@/lib/testing/model-requests";

const reason = "It is time.";

export const withdrawing = on(["pending"], { by: somebody }, async (history, thing, { by: who }) => {
  const by = named(history, thing, who);
  const done = model.withdraw(history.model, thing, by);
  await history.hold(
    `${by} withdraws it`,
    done,
    withdraw({ exceptionId: thing.id, reason }, await history.actor(by), history.now),
    thing,
  );
});

export const closing = on(
  ["active", "expired"],
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

export const rechecking = on(
  ["expired"],
  { outcome: fc.constantFrom("compliant" as const, "violating" as const, "violating" as const) },
  async (history, thing, { outcome }) => {
    const done = model.recheck(thing, outcome);
    await history.hold(
      `a pipeline finds it ${outcome}`,
      done,
      recordRecheck({ exceptionId: thing.id, outcome }, history.now),
      thing,
    );
  },
);

export const revoking = on(["active"], { by: decider }, async (history, thing, { by: who }) => {
  const by = named(history, thing, who);
  const done = model.revoke(history.model, thing, by);
  await history.hold(
    `${by} revokes it`,
    done,
    revoke({ exceptionId: thing.id, reason }, await history.actor(by), history.now),
    thing,
  );
});

export const handingOver = on(
  ["pending", "active", "expired"],
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

export const noting = on([], { by: anybody }, async (history, thing, { by }) => {
  const note = { exceptionId: thing.id, note: "Looked at it." };
  await history.hold(
    `${by} notes`,
    model.mayNote(history.model, thing, by),
    addNote(note, await history.actor(by), history.now),
    thing,
  );
});
