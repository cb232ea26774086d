// R24: what is measured stands as its last reading says, and readings are of what is measured, of now, and from a token that
// may measure there.

import assert from "node:assert/strict";

import type { Row } from "@/lib/testing/sql";
import type { Case } from "@/prisma/guards/case";
import { allows, refuses } from "@/prisma/guards/case";
import type { World } from "@/prisma/guards/world";
import { after, day } from "@/prisma/guards/world";

const of = ({ exception }: World, name: string) => exception[name] as string;

const unmeasured = "R24 what is proven by people takes no readings";
const over = "R24 a condition of what is over takes no readings";
const notOfNow = "R24 a reading is of the last day";
const noToken = "R24 readings come from a token that may measure there";
const silent = "R24 a condition stands as its last reading says";
const anybodysWord = "R24 what is measured stands as its last reading says";

/** A reading as the comparator has it: of a copy of the condition that is compared in another way. */
function compares(comparator: string, value: number, holds: boolean): Case {
  return allows(`R24: ${value} is ${holds ? "" : "not "}${comparator} 5`, async (it) => {
    const { yes } = await it.sql.row<{ yes: boolean }>(
      "SELECT satisfies($1, jsonb_populate_record(NULL::condition, $2)) AS yes",
      [value, JSON.stringify({ comparator, threshold: 5 })],
    );
    assert.equal(yes, holds);
  });
}

const tokenTo = (it: World, change: Row) => it.makeToken({ rights: ["measure"], ...change });

export const readings: Case[] = [
  allows("R24: a reading that says the same is kept", async (it) => {
    await it.sql.at(after(60));
    await it.read(of(it, "measured"), 4.9);
  }),
  allows("R24: one that breaks it changes how it stands", async (it) => {
    await it.sql.at(after(60));
    await it.measure(of(it, "measured"), "broken");
    await it.measure(of(it, "measured"), "holds", { at: after(61) });
  }),
  allows("R24: what waits for a decision may be measured before", (it) =>
    it.measure(of(it, "measuredWaiting"), "holds"),
  ),
  refuses(silent, "R24: no reading breaks a condition that goes on holding", async (it) => {
    await it.sql.at(after(60));
    await it.read(of(it, "measured"), 5);
  }),
  refuses(silent, "R24: nor does one of an instant at which another said that it holds", (it) =>
    it.read(of(it, "measured"), 5, { source: "canary" }),
  ),
  allows("R24: one that comes late breaks nothing", async (it) => {
    await it.sql.at(after(60));
    await it.read(of(it, "measured"), 5, { at: after(-1) });
  }),
  allows("R24: at one instant the no is the last, whoever comes after it", async (it) => {
    await it.sql.at(after(60));
    await it.measure(of(it, "measured"), "broken");
    await it.read(of(it, "measured"), 1, { source: "canary" });
  }),
  refuses(silent, "R24: whether a value holds is the database's to say", async (it) => {
    await it.sql.at(after(60));
    await it.read(of(it, "measured"), 9, { holds: true });
  }),
  allows("R24: an alert says so itself", async (it) => {
    await it.sql.at(after(60));
    await it.read(of(it, "measured"), null, { holds: true });
  }),
  refuses(silent, "R24: and breaks it by that", async (it) => {
    await it.sql.at(after(60));
    await it.read(of(it, "measured"), null, { holds: false });
  }),

  ...["holds", "broken"].map((state) =>
    refuses(anybodysWord, `R24: nobody says that ${state} what nobody has read`, (it) =>
      it.sql.rows("UPDATE condition SET state = $2, reason = 'Seen.' WHERE exception_id = $1", [
        of(it, "measuredWaiting"),
        state,
      ]),
    ),
  ),
  refuses(anybodysWord, "R24: nor that it is broken against its last reading", (it) =>
    it.sql.rows("UPDATE condition SET state = 'broken', reason = 'Seen.' WHERE exception_id = $1", [
      of(it, "measured"),
    ]),
  ),
  refuses(anybodysWord, "R24: nor that it holds again, with evidence or without", async (it) => {
    await it.sql.at(after(60));
    await it.measure(of(it, "measured"), "broken");
    await it.sql.at(after(120));
    await it.attest(of(it, "measured"));
  }),

  refuses(unmeasured, "R24: what people prove is not read", (it) => it.read(of(it, "conditionalActive"), 1)),
  refuses(over, "R24: nothing is read of what has ended, whether or not a worker has run", (it) =>
    it.read(of(it, "measuredExpired"), 1),
  ),
  allows("R24: a millisecond before its end it is", async (it) => {
    await it.sql.at(after(5 * day - 0.001));
    await it.read(of(it, "measured"), 1);
  }),
  refuses(over, "R24: nor at its end", async (it) => {
    await it.sql.at(after(5 * day));
    await it.read(of(it, "measured"), 1);
  }),
  refuses(over, "R24: nor is what is no longer asked", async (it) => {
    const condition_id = await it.conditionOf(of(it, "measuredWaiting"));
    await it.revise(of(it, "measuredWaiting"));
    await it.sql.insert("reading", {
      condition_id,
      at: after(0),
      source: "prometheus",
      value: 1,
      holds: true,
      token_id: await tokenTo(it, {}),
    });
  }),
  ...[after(-day + 0.001), after(5)].map((at) =>
    allows(`R24: a reading of ${at.toISOString()} counts at noon`, (it) =>
      it.read(of(it, "measured"), 1, { at }),
    ),
  ),
  ...[after(-day), after(5.001)].map((at) =>
    refuses(notOfNow, `R24: one of ${at.toISOString()} does not`, (it) =>
      it.read(of(it, "measured"), 1, { at }),
    ),
  ),

  refuses(noToken, "R24: a token without the right to measure does not", async (it) =>
    it.read(of(it, "measured"), 1, { token_id: await it.makeToken(), source: "canary" }),
  ),
  refuses(noToken, "R24: nor one of another environment", async (it) =>
    it.read(of(it, "measured"), 1, {
      token_id: await tokenTo(it, { environments: ["test"] }),
      source: "canary",
    }),
  ),
  refuses(noToken, "R24: nor one of another system", async (it) =>
    it.read(of(it, "measured"), 1, {
      token_id: await tokenTo(it, { system_ids: [it.person.Cora.id] }),
      source: "canary",
    }),
  ),
  refuses(noToken, "R24: nor one that has ended", async (it) => {
    const token_id = await tokenTo(it, {});
    await it.sql.rows("UPDATE api_token SET ended_at = register_now() WHERE id = $1", [token_id]);
    await it.record({ stream: `api_token/${token_id}`, by: "Root" });
    await it.read(of(it, "measured"), 1, { token_id, source: "canary" });
  }),
  refuses(noToken, "R24: nor one whose time is over", async (it) => {
    const token_id = await tokenTo(it, { expires_at: after(60) });
    await it.sql.at(after(60));
    await it.read(of(it, "measured"), 1, { token_id });
  }),
  allows("R24: a binding measures as long as it stands", async (it) => {
    await it.sql.at(after(60));
    await it.read(of(it, "measured"), 1, { token_id: await it.bind({ rights: ["measure"] }) });
  }),
  allows("R24: what is broken is broken, and not too old", async (it) => {
    await it.sql.at(after(60));
    await it.measure(of(it, "measured"), "broken");
    const { stale } = await it.sql.row<{ stale: boolean }>(
      "SELECT is_stale(c, $2) AS stale FROM condition c WHERE exception_id = $1",
      [of(it, "measured"), after(day)],
    );
    assert.equal(stale, false);
  }),
  allows("R24: when it came is the database's to say", async (it) => {
    await it.sql.at(after(60));
    const id = await it.read(of(it, "measured"), 1);
    const { now } = await it.sql.row<{ now: boolean }>(
      "SELECT received_at = register_now() AS now FROM reading WHERE condition_id = $1 ORDER BY at DESC LIMIT 1",
      [id],
    );
    assert.equal(now, true);
  }),
  ...["reading", "last_reading"].flatMap((table) => [
    refuses(
      `R2 DELETE on ${table} is refused`,
      `R2: nobody deletes from ${table}`,
      (it) => it.sql.rows(`DELETE FROM ${table}`),
      { roles: ["owner", "replica"] },
    ),
    refuses(
      `R2 TRUNCATE on ${table} is refused`,
      `R2: nobody empties ${table}`,
      (it) => it.sql.rows(`TRUNCATE ${table}`),
      { roles: ["owner", "replica"] },
    ),
  ]),
  refuses(
    "R2 UPDATE on reading is refused",
    "R2: nobody changes what was read",
    (it) => it.sql.rows("UPDATE reading SET value = 1"),
    { roles: ["owner", "replica"] },
  ),

  compares("below", 4.9, true),
  compares("below", 5, false),
  compares("at_most", 5, true),
  compares("at_most", 5.1, false),
  compares("above", 5.1, true),
  compares("above", 5, false),
  compares("at_least", 5, true),
  compares("at_least", 4.9, false),
  compares("equal", 5, true),
  compares("equal", 5.1, false),
];
