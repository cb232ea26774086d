// R15: what has ended is checked again, its answers stand on the record. R18: a compliant one stands for who verified it.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";

import type { Row } from "@/lib/testing/sql";
import type { Case } from "@/prisma/guards/case";
import { allows, refuses } from "@/prisma/guards/case";
import type { Name, World } from "@/prisma/guards/world";
import { after, day, noon } from "@/prisma/guards/world";

const onlyEnded = "R15 only what has ended and is not closed is checked again";
const begins = "R15 a re-check begins now, and without an answer";
const asks = "R2 what a re-check asks never changes";
const once = "R15 a re-check is answered once";
const over = "R15 what is closed is not checked again";
const answeredNow = "R15 a re-check is answered now";
const early = "R15 there is still time to answer";
const onRecord = "R15 an answer stands on the record, and a compliant one closes it";
const given = "R15 an answer is that of a re-check";
const verifier = "R18 somebody else than the owner verifies";
const stronger = { roles: ["owner", "replica"] as Case["roles"] };

const of = ({ exception }: World, name: string) => exception[name] as string;

async function opened(it: World, exception: string, change: Row = {}) {
  await it.sql.insert("recheck", {
    id: randomUUID(),
    exception_id: exception,
    opened_at: noon,
    deadline: after(day),
    ...change,
  });
}

async function openOf(it: World, exception: string): Promise<string> {
  return (
    await it.sql.row<{ id: string }>(
      "SELECT id FROM recheck WHERE exception_id = $1 ORDER BY outcome IS NULL DESC LIMIT 1",
      [exception],
    )
  ).id;
}

const pipeline = (outcome: string, at = noon): Row => ({ outcome, how: "pipeline", answered_at: at });
const silence = (at: Date): Row => ({ outcome: "no_answer", how: "clock", answered_at: at });
const attested = (it: World, by: Name): Row => ({
  outcome: "compliant",
  how: "attestation",
  answered_at: noon,
  answered_by_id: it.person[by].id,
});

const remediated = (it: World, by: Name | null, at = noon): Row => ({
  status: "closed",
  closed_reason: "remediated",
  closed_at: at,
  removed_on: "2026-11-20",
  verified_by_id: by && it.person[by].id,
});

async function answer(it: World, name: string, set: Row) {
  await it.sql.update("recheck", await openOf(it, of(it, name)), set);
}

/** Answered, on the record, and recorded. */
async function answered(it: World, name: string, set: Row, record: Row) {
  await answer(it, name, set);
  await it.move(of(it, name), record, "clock");
}

/** What is high has ended; a minute later. */
async function highHasEnded(it: World) {
  await it.sql.at(after(5 * day));
  await it.move(of(it, "activeHigh"), { status: "expired" }, "clock");
  const later = after(5 * day + 60);
  await it.sql.at(later);
  return later;
}

export const rechecks: Case[] = [
  // ------------------------------------------------------------------------------------ how it is opened
  allows("R15: the end opens one re-check, for a day", async (it) => {
    const found = await it.sql.rows(
      "SELECT deadline - opened_at = interval '1 day' AS day, outcome FROM recheck WHERE exception_id = $1",
      [of(it, "expired")],
    );
    assert.deepEqual(found, [{ day: true, outcome: null }]);
  }),
  allows(
    "R15: the soonest of its rules says by when",
    async (it) => {
      await it.sql.at(after(5 * day));
      await it.sql.rows("UPDATE policy SET recheck_seconds = 3600 WHERE id = $1", [it.policy.tls]);
      await it.record({ stream: `policy/${it.policy.tls}`, by: "Root" });
      await it.move(of(it, "active"), { status: "expired" }, "clock");
      const found = await it.sql.rows(
        "SELECT deadline - opened_at = interval '1 hour' AS hour FROM recheck WHERE exception_id = $1",
        [of(it, "active")],
      );
      assert.deepEqual(found, [{ hour: true }]);
    },
    stronger,
  ),
  refuses(onlyEnded, "R15: what is in force is not checked again", async (it) => {
    await opened(it, of(it, "active"));
  }),
  refuses(onlyEnded, "R15: nor what is closed", (it) => opened(it, of(it, "closed"))),
  refuses(onlyEnded, "R15: nor what is not there", (it) => opened(it, randomUUID())),
  refuses({ constraint: "r15_one_is_open" }, "R15: one re-check is open at a time", (it) =>
    opened(it, of(it, "expired")),
  ),
  refuses(
    begins,
    "R15: nothing is born answered",
    async (it) => {
      await answered(it, "expired", pipeline("violating"), { recheck: "violating" });
      await opened(it, of(it, "expired"), pipeline("violating"));
    },
    stronger,
  ),
  refuses(begins, "R15: nor five seconds ago", async (it) => {
    await answered(it, "expired", pipeline("violating"), { recheck: "violating" });
    await opened(it, of(it, "expired"), { opened_at: after(-5), deadline: after(day - 5) });
  }),
  refuses(
    "R2 a change of recheck after its audit event",
    "R2: nothing is checked again behind the back of an event",
    async (it) => {
      await it.move(of(it, "expired"), {});
      await answer(it, "expired", pipeline("violating"));
    },
  ),
  refuses(
    "R2 a change of recheck without a new version of its exception",
    "R2: no address is given out without its event",
    (it) => answer(it, "expired", { answer_token_hash: Buffer.alloc(32) }),
  ),
  allows("R15: with its event an address is given out", (it) =>
    answered(it, "expired", { answer_token_hash: Buffer.alloc(32) }, {}),
  ),
  allows("R15: what was answered is checked once more", async (it) => {
    await answer(it, "expired", pipeline("violating"));
    await opened(it, of(it, "expired"));
    await it.move(of(it, "expired"), { recheck: "violating" }, "clock");
  }),

  // ---------------------------------------------------------------------------------- how it is answered
  allows("R15: violating stands on the record", (it) =>
    answered(it, "expired", pipeline("violating"), { recheck: "violating" }),
  ),
  allows("R15, R18: compliant closes, and stands for who verified it", (it) =>
    answered(it, "expired", pipeline("compliant"), { ...remediated(it, null), recheck: "compliant" }),
  ),
  allows("R18: at high risk, too", async (it) => {
    const later = await highHasEnded(it);
    await answered(it, "activeHigh", pipeline("compliant", later), {
      ...remediated(it, null, later),
      recheck: "compliant",
    });
  }),
  refuses(verifier, "R18: at high risk a violating re-check is no proof for the owner", async (it) => {
    const later = await highHasEnded(it);
    await answer(it, "activeHigh", pipeline("violating", later));
    await it.move(of(it, "activeHigh"), { ...remediated(it, "Cora", later), recheck: "violating" });
  }),
  allows("R15: a closing in person answers it", (it) =>
    answered(it, "expired", attested(it, "Cora"), remediated(it, "Sam")),
  ),
  refuses(onRecord, "R15: a compliant answer does not stand beside an open record", (it) =>
    answered(it, "expired", pipeline("compliant"), { recheck: "compliant" }),
  ),
  refuses(onRecord, "R15: nor is a violating one kept off it", (it) =>
    answered(it, "expired", pipeline("violating"), {}),
  ),
  refuses(onRecord, "R15: nor a compliant one under a closing in person", (it) =>
    answered(it, "expired", pipeline("compliant"), remediated(it, "Sam")),
  ),
  refuses(onRecord, "R15: nobody attests and leaves it open", (it) =>
    answered(it, "expired", attested(it, "Cora"), {}),
  ),
  refuses(
    asks,
    "R2: a deadline is not moved",
    (it) => answer(it, "expired", { deadline: after(day - 60) }),
    stronger,
  ),
  refuses(
    asks,
    "R2: nor a re-check to another exception",
    (it) => answer(it, "expired", { exception_id: of(it, "active") }),
    stronger,
  ),
  refuses(once, "R15: an answer is not answered", async (it) => {
    await answer(it, "expired", pipeline("violating"));
    await answer(it, "expired", pipeline("compliant"));
  }),
  refuses(once, "R15: nor taken back", async (it) => {
    await answer(it, "expired", pipeline("violating"));
    await answer(it, "expired", { outcome: null, how: null, answered_at: null });
  }),
  refuses(over, "R15: what is closed is not answered", (it) => answer(it, "closed", pipeline("violating"))),
  refuses(answeredNow, "R15: nothing was answered five seconds ago", (it) =>
    answer(it, "expired", pipeline("violating", after(-5))),
  ),
  refuses(answeredNow, "R15: nor in five seconds", (it) =>
    answer(it, "expired", pipeline("violating", after(5))),
  ),
  refuses(early, "R15: the millisecond before the deadline nobody was silent", async (it) => {
    await it.sql.at(after(day - 0.001));
    await answer(it, "expired", silence(after(day - 0.001)));
  }),
  allows("R15: at the deadline silence is an answer", async (it) => {
    await it.sql.at(after(day));
    await answered(it, "expired", silence(after(day)), { recheck: "no_answer" });
  }),

  // ------------------------------------------------------------------------------------------ on the record
  refuses(given, "R15: nobody writes an answer that no re-check gave", (it) =>
    it.move(of(it, "expired"), { recheck: "violating" }),
  ),
  refuses(given, "R15: nor another one than it gave", async (it) => {
    await answer(it, "expired", pipeline("violating"));
    await it.move(of(it, "expired"), { ...remediated(it, "Cora"), recheck: "compliant" });
  }),
  refuses(given, "R15: what a person attests is no answer of a re-check", async (it) => {
    await answer(it, "expired", attested(it, "Cora"));
    await it.move(of(it, "expired"), { ...remediated(it, "Cora"), recheck: "compliant" });
  }),
  refuses(given, "R15: nor is an answer taken off the record", async (it) => {
    await answered(it, "expired", pipeline("violating"), { recheck: "violating" });
    await it.move(of(it, "expired"), { recheck: null });
  }),
  refuses(given, "R15: nor is an answer of before written anew", async (it) => {
    await answered(it, "expired", pipeline("violating"), { recheck: "violating" });
    await it.sql.at(after(60));
    await opened(it, of(it, "expired"), { opened_at: after(60), deadline: after(day) });
    await it.move(of(it, "expired"), {});
    await it.sql.at(after(day));
    await answered(it, "expired", silence(after(day)), { recheck: "no_answer" });
    await it.sql.at(after(day + 60));
    await it.move(of(it, "expired"), { recheck: "violating" });
  }),

  // --------------------------------------------------------------------------------------- what it reports
  allows("R15: what a pipeline reports is evidence that no person brought", async (it) => {
    await it.addEvidence(of(it, "expired"), { by_id: null });
    await it.move(of(it, "expired"), {}, null);
    await it.record({ exception: of(it, "expired"), by: "clock", via: "pipeline" });
  }),
  refuses("R2 the event names another actor", "R2: the clock brings no evidence", async (it) => {
    await it.addEvidence(of(it, "expired"), { by_id: null });
    await it.move(of(it, "expired"), {}, "clock");
  }),
  refuses("R2 the event names another actor", "R2: nor does a person who is not named", async (it) => {
    await it.addEvidence(of(it, "expired"), { by_id: null });
    await it.move(of(it, "expired"), {}, "Cora");
  }),
];
