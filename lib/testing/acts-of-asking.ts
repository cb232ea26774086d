// People ask, change what they asked, extend and decide.

import fc from "fast-check";

import { decide } from "@/lib/exceptions/decide";
import { editRequest } from "@/lib/exceptions/edit-request";
import { fileRequest } from "@/lib/exceptions/file-request";
import { raiseRisk } from "@/lib/exceptions/raise-risk";
import { retract } from "@/lib/exceptions/retract";
import type { Decision } from "@/lib/exceptions/schemas";
import type { Name } from "@/lib/testing/cast";
import {
  type Act,
  anybody,
  asker,
  decider,
  hoursAfter,
  named,
  on,
  type Part,
  somebody,
} from "@/lib/testing/draw";
import { formOf, type History } from "@/lib/testing/history";
import { type Asking, type Kind, kinds, levels, longestFor, type Thing } from "@/lib/testing/model";
import * as model from "@/lib/testing/model-requests";
import { decisionOn, requestFor, seen } from "@/lib/testing/requests";

const wish = fc.record({
  kind: fc.constantFrom(...(Object.keys(kinds) as Kind[])),
  /** Quarters of the longest window, or one second too many. */
  length: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 4 }) },
    { weight: 1, arbitrary: fc.constant("too long" as const) },
  ),
  until: fc.boolean(),
  plan: fc.boolean(),
  conditions: fc.array(
    fc.record({
      owner: asker,
      hours: fc.constantFrom(null, 1, 2),
      suspends: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
  urgent: fc.boolean(),
  startInHours: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.integer({ min: -1, max: 50 }) },
  ),
});
type Wish = typeof wish extends fc.Arbitrary<infer Drawn> ? Drawn : never;

function asking(
  history: History,
  { kind, length, until, startInHours, plan: isPlanned, urgent, conditions }: Wish,
  owner: Name,
  continues: Thing | null,
  emergency = false,
): Asking {
  const longest = longestFor(kind, kinds[kind].risk, emergency);
  const seconds = length === "too long" ? longest + 1 : (longest / 4) * length;
  const start = startInHours === null ? null : hoursAfter(history.now, startInHours);
  const from = Math.max(history.now.getTime(), start?.getTime() ?? 0, continues?.endsAt?.getTime() ?? 0);
  const plan = isPlanned
    ? hoursAfter(history.now, 24 * 30)
        .toISOString()
        .slice(0, 10)
    : null;
  const window = until ? { end: new Date(from + seconds * 1000) } : { seconds };
  return { kind, owner, start, plan, urgent, window, conditions };
}

const sometimes = fc.oneof(
  { weight: 3, arbitrary: fc.constant(false) },
  { weight: 1, arbitrary: fc.constant(true) },
);

export const filing: fc.Arbitrary<Act> = fc
  .record({ by: asker, forWhom: fc.option(anybody, { freq: 2 }), owner: asker, wish, emergency: sometimes })
  .map(({ by, forWhom, owner, wish, emergency }) => async (history) => {
    const asked = asking(history, wish, owner, null, emergency);
    const requester = forWhom ?? by;
    const form = requestFor(history.cast, {
      ...formOf(history.cast, asked),
      requesterId: history.personId(requester),
      emergency,
    });
    const filed = model.file(history.model, form.id, by, requester, asked, { emergency });
    const outcome = fileRequest(form, await history.actor(by), history.now);
    await history.hold(
      `${by} files ${asked.kind}${emergency ? " as an emergency" : ""} for ${requester}, owned by ${owner}`,
      filed !== null,
      outcome,
      filed ?? undefined,
    );
    if (filed) await history.readRevision(filed);
  });

const extender = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Name | Part>("its owner") },
  { weight: 1, arbitrary: somebody },
);

export const extending = on(
  ["active", "expired"],
  { by: extender, owner: fc.option(asker, { freq: 2 }), wish },
  async (history, earlier, drawn) => {
    const by = named(history, earlier, drawn.by);
    const owner = drawn.owner ?? earlier.owner;
    const asked = asking(history, drawn.wish, owner, earlier);
    const changes = { continuesId: earlier.id, whatChanged: "Another week." };
    const form = requestFor(history.cast, { ...formOf(history.cast, asked), ...changes });
    const filed = model.file(history.model, form.id, by, by, asked, { continues: earlier });
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

export const editing = on(
  ["pending"],
  {
    by: somebody,
    owner: fc.option(asker, { freq: 2 }),
    same: fc.integer({ min: 0, max: 3 }),
    wish,
    stale: fc.boolean(),
  },
  async (history, thing, { by: who, owner, same, wish, stale }) => {
    const by = named(history, thing, who);
    const asked = asking(
      history,
      same > 0 ? { ...wish, kind: thing.kind } : wish,
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

const grant = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom("shorter" as const, "wider" as const) },
);

/** `meantFor`: what waits to be decided, or what is active and may be an emergency to ratify. */
export function deciding(
  verdict: Decision["verdict"],
  meantFor: "pending" | "active" = "pending",
): fc.Arbitrary<Act> {
  return on(
    [meantFor],
    { by: decider, grant, demands: sometimes, stale: fc.integer({ min: 0, max: 9 }) },
    async (history, thing, { by: who, grant, demands, stale }) => {
      const by = named(history, thing, who);
      const longest =
        "seconds" in thing.asked.window
          ? thing.asked.window.seconds
          : longestFor(thing.kind, thing.risk, thing.emergency);
      const grantedSeconds =
        verdict === "approve" && grant
          ? grant === "wider"
            ? longest + 1
            : Math.ceil(longest / 2)
          : undefined;
      const demanded = { statement: "Allow-list set.", due: { kind: "before" as const }, suspends: false };
      const shown = await decisionOn(
        thing.id,
        verdict,
        verdict === "approve" ? { grantedSeconds, ...(demands && { conditions: [demanded] }) } : {},
      );
      const decision = stale === 0 ? { ...shown, revision: shown.revision + 1 } : shown;
      const decided = model.decide(history.model, thing, by, {
        verdict,
        grantedSeconds,
        demands: verdict === "approve" && demands,
        seenRevision: decision.revision,
      });
      const outcome = decide(decision, await history.actor(by), history.now);
      await history.hold(
        `${by} decides ${verdict}${grant ? `, ${grant}` : ""}${demands ? ", demands" : ""}`,
        decided,
        outcome,
        thing,
      );
    },
  );
}

export const raising = on(
  ["pending"],
  { by: decider, risk: fc.constantFrom(...levels), stale: fc.integer({ min: 0, max: 9 }) },
  async (history, thing, { by: who, risk, stale }) => {
    const by = named(history, thing, who);
    const shown = await seen(thing.id);
    const revision = stale === 0 ? shown.revision + 1 : shown.revision;
    const raised = model.raise(history.model, thing, by, risk, revision);
    const input = {
      exceptionId: thing.id,
      ...shown,
      revision,
      risk,
      reason: "It is reachable from outside.",
    };
    const outcome = raiseRisk(input, await history.actor(by), history.now);
    await history.hold(`${by} raises it to ${risk}`, raised, outcome, thing);
    if (raised) await history.readRevision(thing);
  },
);

export const takingBack = on(
  ["pending"],
  {
    by: fc.oneof(
      { weight: 1, arbitrary: decider },
      { weight: 3, arbitrary: fc.constant("who signed" as const) },
    ),
  },
  async (history, thing, { by: who }) => {
    const signed = thing.signatures.find((name) => name !== null) ?? "Ada";
    const by = who === "who signed" ? signed : named(history, thing, who);
    const done = model.retract(history.model, thing, by);
    const outcome = retract(
      { exceptionId: thing.id, reason: "I misread it." },
      await history.actor(by),
      history.now,
    );
    await history.hold(`${by} takes the approval back`, done, outcome, thing);
  },
);
