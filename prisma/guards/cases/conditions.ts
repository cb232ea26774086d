// R8 (an approver adds conditions, nobody else does), R24 (what is not proven does not hold) and R2 (evidence never changes).

import assert from "node:assert/strict";
import { createHash, randomUUID } from "node:crypto";

import type { Row } from "@/lib/testing/sql";
import type { Case } from "@/prisma/guards/case";
import { allows, refuses } from "@/prisma/guards/case";
import type { World } from "@/prisma/guards/world";
import { after, day } from "@/prisma/guards/world";

const of = ({ exception }: World, name: string) => exception[name] as string;

const unasked = "R8 a condition is asked for with the revision or demanded with an approval";
const unproven = "R24 a condition holds only with new evidence of it";
const noMove = "R24 a condition comes to hold or is broken, and is never unknown again";
const over = "R24 a condition of what is over is neither proven nor broken";
const lies = "R2 evidence is what its hash says";
const elsewhere = "R24 evidence is of a condition that the exception has";

async function insert(it: World, change: Row = {}) {
  await it.sql.insert("condition", {
    id: randomUUID(),
    exception_id: of(it, "conditional"),
    revision: 1,
    position: 3,
    statement: "Log read daily.",
    kind: "attested",
    timing: "while",
    owner_id: it.person.Cora.id,
    due_seconds: day,
    ...change,
  });
}

async function change(it: World, name: string, set: Row, position = 1) {
  await it.sql.update("condition", await it.conditionOf(of(it, name), position), set);
}

async function recorded(it: World, name: string, work: () => Promise<unknown>) {
  await work();
  await it.move(of(it, name), {});
}

const asked = (owner: string, more: Row = {}) => ({
  conditions: [
    {
      statement: "Log read daily.",
      owner,
      timing: "before",
      suspends: false,
      dueAt: null,
      dueSeconds: null,
      mitigation: null,
      ...more,
    },
  ],
});

export const conditions: Case[] = [
  // ---------------------------------------------------------------------------------- where they come from
  allows("R22: what a requester picks stands as conditions from the filing on", async (it) => {
    const id = await it.file({ content: asked(it.person.Sam.id) });
    const found = await it.sql.rows(
      "SELECT statement, state, timing, owner_id AS owner, position FROM condition WHERE exception_id = $1",
      [id],
    );
    assert.deepEqual(found, [
      {
        statement: "Log read daily.",
        state: "unknown",
        timing: "before",
        owner: it.person.Sam.id,
        position: 1,
      },
    ]);
  }),
  refuses({ notNull: "statement" }, "R8: what a requester picks without words is no condition", (it) =>
    it.file({ content: asked(it.person.Sam.id, { statement: null }) }),
  ),
  refuses("R3 a condition is owned by an active person", "R3: nobody who has left owns a condition", (it) =>
    it.file({ content: asked(it.person.Lex.id) }),
  ),
  refuses(
    "R3 a condition is owned by an active person",
    "R3: an approver names nobody who has left either",
    (it) => it.demand({ by: "Ada", on: of(it, "waiting"), owner_id: it.person.Lex.id }),
  ),
  allows("R8: raising the risk repeats what was asked", (it) =>
    it.raise(of(it, "conditional"), { by: "Eve", asked: { asked_seconds: 5 * day } }),
  ),
  refuses(unasked, "R8: nobody adds a condition to what was asked", (it) => insert(it)),
  refuses(unasked, "R8: nor in a place of its own", (it) => insert(it, { position: 0 })),
  refuses(unasked, "R8: nor to a request without any", (it) =>
    insert(it, { exception_id: of(it, "waiting"), position: 1 }),
  ),
  refuses(
    { constraint: "condition_exception_id_revision_position_key" },
    "R8: nor in the place of another",
    (it) => insert(it, { position: 1 }),
  ),
  allows("R8: an approver demands one more, and it stands with the approval", async (it) => {
    await it.demand({ by: "Ada", on: of(it, "waiting") });
    await it.move(of(it, "waiting"), it.window(), "Ada");
  }),
  refuses(unasked, "R8: whoever sends it back demands nothing", async (it) => {
    const decision = randomUUID();
    await it.sign({ by: "Ada", on: of(it, "conditional"), id: decision, verdict: "send_back" });
    await insert(it, { decision_id: decision });
  }),
  refuses(unasked, "R8: nobody hangs a condition on an approval of something else", async (it) => {
    const decision = randomUUID();
    await it.sign({ by: "Ada", on: of(it, "waiting"), id: decision });
    await insert(it, { decision_id: decision });
  }),
  refuses(unasked, "R8: nobody adds one to an approval that was given before", async (it) => {
    const { id } = await it.sql.row<{ id: string }>("SELECT id FROM decision WHERE exception_id = $1", [
      of(it, "halfSigned"),
    ]);
    await it.sql.at(after(60));
    await insert(it, { exception_id: of(it, "halfSigned"), position: 1, decision_id: id });
  }),
  refuses(
    "R8 a condition belongs to the current revision",
    "R8: nobody adds a condition to what is no longer asked",
    (it) => insert(it, { exception_id: of(it, "conditionalRevised") }),
  ),
  ...["position", "timing", "owner_id"].map((column) =>
    refuses("R8 a condition says who proves it, and when", `R8: no condition is without ${column}`, (it) =>
      insert(it, { [column]: null, ...(column === "timing" && { due_seconds: null }) }),
    ),
  ),
  ...[{ state: "holds" }, { changed_at: after(0) }, { reason: "Fine." }].map((born) =>
    refuses("R24 a condition is born unproven", `R24: no condition is born with ${Object.keys(born)}`, (it) =>
      insert(it, born),
    ),
  ),

  // ------------------------------------------------------------------------------------ what becomes of them
  allows("R24: evidence proves a condition", (it) =>
    recorded(it, "conditionalActive", () => it.attest(of(it, "conditionalActive"))),
  ),
  allows("R24: evidence proves a condition of a request that waits, too", (it) =>
    recorded(it, "conditional", () => it.attest(of(it, "conditional"))),
  ),
  refuses(unproven, "R24: nothing holds on anybody's word", (it) =>
    change(it, "conditionalActive", { state: "holds" }),
  ),
  refuses(unproven, "R24: nor on evidence of another condition", async (it) => {
    const other = await it.conditionOf(of(it, "conditionalActive"), 2);
    await it.addEvidence(of(it, "conditionalActive"), { condition_id: other });
    await change(it, "conditionalActive", { state: "holds" });
  }),
  refuses(unproven, "R24: nor anew on the evidence of before", async (it) => {
    await recorded(it, "conditionalActive", () => it.attest(of(it, "conditionalActive")));
    await it.sql.at(after(60));
    await change(it, "conditionalActive", { state: "broken", reason: "The log is empty." });
    await change(it, "conditionalActive", { state: "holds" });
  }),
  allows("R24: what is broken holds again with new evidence", (it) =>
    recorded(it, "conditionalActive", async () => {
      await change(it, "conditionalActive", { state: "broken", reason: "The log is empty." });
      await it.attest(of(it, "conditionalActive"));
    }),
  ),
  refuses(noMove, "R24: what is known is never unknown again", async (it) => {
    await it.attest(of(it, "conditionalActive"));
    await change(it, "conditionalActive", { state: "unknown" });
  }),
  refuses(noMove, "R24: what holds is not proven twice", async (it) => {
    await it.attest(of(it, "conditionalActive"));
    await change(it, "conditionalActive", { state: "holds" });
  }),
  refuses(noMove, "R24: what is broken is not broken twice", async (it) => {
    await change(it, "conditionalActive", { state: "broken", reason: "Seen." });
    await change(it, "conditionalActive", { state: "broken", reason: "Seen again." });
  }),
  allows("R24: the time of the change is the database's", (it) =>
    recorded(it, "conditionalActive", async () => {
      await it.attest(of(it, "conditionalActive"));
      const { changed } = await it.sql.row<{ changed: boolean }>(
        "SELECT changed_at >= register_now() AS changed FROM condition WHERE id = $1",
        [await it.conditionOf(of(it, "conditionalActive"))],
      );
      assert.equal(changed, true);
    }),
  ),
  refuses(over, "R24: what has expired proves nothing any more", (it) =>
    it.attest(of(it, "conditionalExpired")),
  ),
  refuses(over, "R24: nor what has come to its end, whether or not a worker has run", async (it) => {
    await it.sql.at(after(5 * day));
    await it.attest(of(it, "conditionalActive"));
  }),
  allows("R24: a millisecond before the end it may", async (it) => {
    await it.sql.at(after(5 * day - 0.001));
    await recorded(it, "conditionalActive", () => it.attest(of(it, "conditionalActive")));
  }),
  refuses(over, "R24: nor is a condition broken that is no longer asked", async (it) => {
    const { id } = await it.sql.row<{ id: string }>(
      "SELECT id FROM condition WHERE exception_id = $1 LIMIT 1",
      [of(it, "conditionalRevised")],
    );
    await it.sql.update("condition", id, { state: "broken", reason: "Seen." });
  }),
  ...Object.entries({
    statement: "'Log kept.'",
    suspends: "NOT suspends",
    owner_id: "NULL",
    position: "9",
    due_seconds: "due_seconds + 1",
  }).map(([column, value]) =>
    refuses(
      "R2 what a condition says never changes",
      `R2: nobody changes ${column} of a condition`,
      async (it) => {
        const id = await it.conditionOf(of(it, "conditionalActive"));
        await it.sql.rows(
          `UPDATE condition SET state = 'broken', reason = 'Seen.', ${column} = ${value} WHERE id = $1`,
          [id],
        );
      },
      { roles: ["owner", "replica"] },
    ),
  ),

  // ---------------------------------------------------------------------------------------------- evidence
  allows("R2: evidence stands for itself, after the end too", (it) =>
    recorded(it, "conditionalExpired", () => it.addEvidence(of(it, "conditionalExpired"))),
  ),
  allows("R2: a link is evidence", (it) => {
    const link = "https://example.com/übergabe";
    const sha256 = createHash("sha256").update(link).digest();
    return recorded(it, "active", () =>
      it.addEvidence(of(it, "active"), { link, sha256, bytes: Buffer.byteLength(link) }),
    );
  }),
  refuses(lies, "R2: a link has the hash of its own words", (it) =>
    it.addEvidence(of(it, "active"), { link: "https://example.com", bytes: 19 }),
  ),
  refuses(lies, "R2: a link has the length of its own words", (it) => {
    const link = "https://example.com";
    const sha256 = createHash("sha256").update(link).digest();
    return it.addEvidence(of(it, "active"), { link, sha256, bytes: 1 });
  }),
  refuses(lies, "R2: no evidence without its file", (it) =>
    it.addEvidence(of(it, "active"), { sha256: Buffer.alloc(32) }),
  ),
  refuses(lies, "R2: evidence has the length of its file", (it) =>
    it.addEvidence(of(it, "active"), { bytes: 1 }),
  ),
  refuses(elsewhere, "R24: evidence proves no condition of another exception", async (it) =>
    it.addEvidence(of(it, "active"), { condition_id: await it.conditionOf(of(it, "conditional")) }),
  ),
  refuses(elsewhere, "R24: evidence proves no condition that is no longer asked", async (it) => {
    const { id } = await it.sql.row<{ id: string }>(
      "SELECT id FROM condition WHERE exception_id = $1 LIMIT 1",
      [of(it, "conditionalRevised")],
    );
    await it.addEvidence(of(it, "conditionalRevised"), { condition_id: id });
  }),
  allows("R2: evidence is of the instant at which it comes, whatever is said", (it) =>
    recorded(it, "active", async () => {
      const id = randomUUID();
      await it.addEvidence(of(it, "active"), { id, at: after(-day) });
      const { now } = await it.sql.row<{ now: boolean }>(
        "SELECT at >= register_now() AS now FROM evidence WHERE id = $1",
        [id],
      );
      assert.equal(now, true);
    }),
  ),
];
