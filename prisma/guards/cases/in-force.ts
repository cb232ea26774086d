// R13: the clock decides whether an exception is in force, and the end itself is not in force any more.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";

import type { Row } from "@/lib/testing/sql";
import type { Case } from "@/prisma/guards/case";
import { allows } from "@/prisma/guards/case";
import type { World } from "@/prisma/guards/world";
import { after, day, noon } from "@/prisma/guards/world";

const of = ({ exception }: World, name: string) => exception[name] as string;

function says(
  yes: boolean,
  title: string,
  name: string,
  instant: Date,
  before: (it: World) => Promise<unknown> = async () => {},
): Case {
  return allows(
    title,
    async (it) => {
      await before(it);
      assert.equal(await it.isInForce(of(it, name), instant), yes);

      await it.sql.at(instant);
      const listed = await it.sql.rows("SELECT FROM in_force_now WHERE id = $1", [of(it, name)]);
      assert.equal(listed.length === 1, yes, "the view agrees with the function");
    },
    { roles: ["app", "auditor", "owner"] },
  );
}

const broken = async (it: World) => {
  await it.sql.rows("RESET SESSION AUTHORIZATION");
  await it.sql.at(after(600));
  await it.measure(of(it, "measured"), "broken");
};

// As the superuser, with the guards at rest: what is asked here is the function, not the way there.
const suspending =
  (state: string, suspends = true, more: Row = {}) =>
  async (it: World) => {
    const condition: Row = {
      id: randomUUID(),
      exception_id: of(it, "active"),
      revision: 1,
      statement: "Watched.",
      kind: "attested",
      suspends,
      state,
      reason: state === "broken" ? "It was seen." : null,
      ...more,
    };
    await it.sql.rows("RESET SESSION AUTHORIZATION");
    await it.sql.rows("ALTER TABLE condition DISABLE TRIGGER USER");
    await it.sql.insert("condition", condition);
  };
const toleratesSilence = async (it: World) => {
  const condition = await it.conditionOf(of(it, "measured"));
  await it.sql.rows("RESET SESSION AUTHORIZATION");
  await it.sql.rows("ALTER TABLE condition DISABLE TRIGGER USER");
  await it.sql.update("condition", condition, { suspends_stale: false });
};
const ratify = async (it: World) => {
  await it.sql.rows("RESET SESSION AUTHORIZATION");
  await it.sql.rows("ALTER TABLE exception DISABLE TRIGGER USER");
  await it.sql.update("exception", of(it, "unratified"), { ratified_at: after(day - 1) });
};

export const inForce: Case[] = [
  says(false, "R13: not in force a millisecond before its start", "active", after(-0.001)),
  says(true, "R13: in force from its start", "active", noon),
  says(true, "R13: in force a millisecond before its end", "active", after(5 * day - 0.001)),
  says(false, "R13: not in force at its end, whether or not a worker has run", "active", after(5 * day)),
  says(
    false,
    "R16: an extension is not in force a millisecond before the earlier one ends",
    "renewal1",
    after(5 * day - 0.001),
  ),
  says(true, "R16: an extension is in force from where the earlier one ends", "renewal1", after(5 * day)),
  says(
    true,
    "R19: an emergency is in force a millisecond before its time to ratify is over",
    "unratified",
    after(day - 0.001),
  ),
  says(
    false,
    "R19, A15: an emergency that nobody ratified is not in force after 24 hours",
    "unratified",
    after(day),
  ),
  says(true, "R19: an emergency that was ratified in time is in force on", "unratified", after(day), ratify),
  says(false, "R24: a request that waits is not in force", "waiting", noon),
  says(false, "R24: a rejected request is not in force", "rejected", noon),
  says(
    false,
    "R24: a revoked exception is not in force, though its window is not over",
    "revoked",
    after(day),
  ),
  says(false, "R24: a broken condition suspends it", "active", after(day), suspending("broken")),
  says(
    false,
    "R24: a condition of which nothing is known suspends it",
    "active",
    after(day),
    suspending("unknown"),
  ),
  says(true, "R8: nor does one that was taken back", "active", after(day), suspending("taken_back")),
  says(true, "R24: a condition that holds does not suspend it", "active", after(day), suspending("holds")),
  says(
    true,
    "R24: a condition that does not suspend does not, though broken",
    "active",
    after(day),
    suspending("broken", false),
  ),
  says(
    false,
    "R24: what has to hold before the start keeps it out of force until it does",
    "active",
    after(day),
    suspending("unknown", false, { timing: "before" }),
  ),
  says(
    true,
    "R24: what had to hold before the start and does is no obstacle",
    "active",
    after(day),
    suspending("holds", false, { timing: "before" }),
  ),
  says(
    false,
    "R24: what had to hold before the start and is broken takes it out of force",
    "active",
    after(day),
    suspending("broken", false, { timing: "before" }),
  ),
  says(
    true,
    "R24: what suspends and is due later does not suspend a millisecond before that",
    "active",
    after(2 * day - 0.001),
    suspending("unknown", true, { timing: "while", due_seconds: 2 * day }),
  ),
  says(
    false,
    "R24: what suspends and is not proven when it is due does from that instant on",
    "active",
    after(2 * day),
    suspending("unknown", true, { timing: "while", due_seconds: 2 * day }),
  ),
  says(
    true,
    "R24: a fixed time counts as one after the start does, a millisecond before",
    "active",
    after(day - 0.001),
    suspending("unknown", true, { timing: "while", due_at: after(day) }),
  ),
  says(
    false,
    "R24: a fixed time counts as one after the start does, at its instant",
    "active",
    after(day),
    suspending("unknown", true, { timing: "while", due_at: after(day) }),
  ),
  says(
    false,
    "R24: what suspends and is broken does so before it is due",
    "active",
    after(day),
    suspending("broken", true, { timing: "while", due_seconds: 2 * day }),
  ),
  says(true, "R24: a reading counts until it is too old", "measured", after(899.999)),
  says(false, "R24: from the instant at which it is too old it counts no more", "measured", after(900)),
  says(
    true,
    "R24: nor does anything follow from that where nobody asked for it",
    "measured",
    after(900),
    toleratesSilence,
  ),
  says(false, "R24: a reading that breaks it suspends it at that instant", "measured", after(600), broken),
  says(
    true,
    "R10: a condition of an earlier revision binds nobody any more",
    "active",
    after(day),
    suspending("broken", true, { revision: 0 }),
  ),
];
