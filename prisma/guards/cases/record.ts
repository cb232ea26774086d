// R2: nothing is deleted, every change has its event, and the event tells the truth.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";

import type { Role, Row } from "@/lib/testing/sql";
import type { Case } from "@/prisma/guards/case";
import { allows, refuses } from "@/prisma/guards/case";
import type { World } from "@/prisma/guards/world";
import { after, day, noon } from "@/prisma/guards/world";

export const onlyGrows = [
  "revision",
  "scope",
  "party",
  "step",
  "decision",
  "retraction",
  "evidence",
  "evidence_file",
  "review_note",
  "risk_limit",
  "move",
  "audit_event",
  "moving_clock",
  "evaluation",
  "gate_answer",
  "first_answer",
  "sighting",
  "cover",
  "quarter_comment",
  "quarter_snapshot",
  "outgoing_event",
  "delivery_attempt",
  "gap_decision",
  "meeting_note",
  "pipeline_run",
  "exported_entry",
  "audit_leaf",
  "audit_checkpoint",
];
export const neverDeleted = [
  "exception",
  "condition",
  "notice",
  "mail",
  "notice_preference",
  "person",
  "account",
  "session",
  "approver_group",
  "membership",
  "policy",
  "system",
  "setting",
  "search_text",
  "audit_head",
  "local_password",
  "rule_set",
  "recheck",
  "policy_rule",
  "api_token",
  "pipeline_issuer",
  "linked_person",
  "webhook",
  "webhook_secret",
  "delivery",
  "calendar_feed",
  "found_entry",
  "meeting",
  "meeting_item",
  "meeting_attendance",
  "follow_up",
  "saved_view",
  "view_choice",
];

const withoutEvent = "R2 a change without its audit event";
const withoutVersion = (table: string) => `R2 a change of ${table} without a new version of its exception`;
const afterEvent = (table: string) => `R2 a change of ${table} after its audit event`;
const otherActor = "R2 the event names another actor";
const stronger: Role[] = ["owner", "replica"];

const of = ({ exception }: World, name: string) => exception[name] as string;

// The app lacks the permission (grants.ts); whoever has it meets the guard.
const nothingIsLost: Case[] = [
  ...onlyGrows.map((table) =>
    refuses(
      `R2 UPDATE on ${table} is refused`,
      `R2, C6: no row of ${table} is ever changed`,
      (it) => touch(it, table),
      { roles: stronger },
    ),
  ),
  ...[...onlyGrows, ...neverDeleted].flatMap((table) => [
    refuses(
      `R2 DELETE on ${table} is refused`,
      `R2, C6: no row of ${table} is ever deleted`,
      (it) => it.sql.rows(`DELETE FROM ${table}`),
      { roles: stronger },
    ),
    refuses(
      `R2 TRUNCATE on ${table} is refused`,
      `R2, C6: ${table} is never emptied`,
      (it) => it.sql.rows(`TRUNCATE ${table} CASCADE`),
      { roles: stronger },
    ),
  ]),
  refuses(
    "R2 UPDATE on review_note is refused",
    "R2, C6: an upsert does not change a note",
    (it) =>
      it.sql.rows(
        "INSERT INTO review_note SELECT * FROM review_note LIMIT 1 ON CONFLICT (id) DO UPDATE SET body = 'Never mind.'",
      ),
    { roles: stronger },
  ),
  refuses(
    "R2 DELETE on party is refused",
    "R2, C6: a merge does not delete a party",
    (it) =>
      it.sql.rows("MERGE INTO party p USING exception x ON x.id = p.exception_id WHEN MATCHED THEN DELETE"),
    { roles: stronger },
  ),
  refuses(
    "R2 UPDATE on risk_limit is refused",
    "R2, A12: no limit is changed under a request that waits",
    (it) =>
      it.sql.rows("UPDATE risk_limit SET limit_seconds = 86400 * 365 WHERE risk = 'low' AND NOT emergency"),
    { roles: stronger },
  ),
];

async function touch(it: World, table: string) {
  const { column } = await it.sql.row<{ column: string }>(
    "SELECT attname AS column FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND attidentity = '' LIMIT 1",
    [table],
  );
  await it.sql.rows(`UPDATE ${table} SET ${column} = ${column}`);
}

/** One row more of each thing that belongs to an exception, as it could be added to `waiting`. */
const additions: Record<string, (it: World, exception: string) => Promise<void>> = {
  revision: (it, id) => it.sql.insert("revision", it.revisionOf(it.filingOf({ id }), 2)),
  step: (it, id) => it.sql.insert("step", it.stepOf(id)),
  decision: (it, id) => it.sign({ by: "Eve", on: id }),
  evidence: (it, id) => it.addEvidence(id),
};
const addParty = (it: World, id: string) =>
  it.sql.insert("party", {
    exception_id: id,
    person_id: it.person.Sam.id,
    capacity: "editor",
    from_revision: 1,
  });
const changeCondition = (it: World) =>
  it.sql.rows("UPDATE condition SET state = 'broken', reason = 'Seen.' WHERE exception_id = $1", [
    of(it, "conditionalActive"),
  ]);

const changesAndEvents: Case[] = [
  refuses(withoutEvent, "R2, C4: an exception does not change without its event", (it) =>
    it.move(of(it, "waiting"), {}, null),
  ),
  refuses(withoutEvent, "R2, C4: nothing is filed without its event", (it) => it.file({ unrecorded: true })),
  refuses(withoutEvent, "R2, C4: a remark is no event of a change", async (it) => {
    await it.move(of(it, "waiting"), {}, null);
    await it.record({ exception: of(it, "waiting"), by: "Cora", version: null });
  }),
  refuses(withoutEvent, "R2, C4: two changes and one event are one event short", async (it) => {
    await it.move(of(it, "waiting"), {}, null);
    await it.move(of(it, "waiting"), {});
  }),
  refuses("R2 an audit event without its change", "R2, C4: an event without its change is refused", (it) =>
    it.record({ exception: of(it, "waiting"), by: "Cora", version: 2 }),
  ),
  refuses(
    { constraint: "audit_event_exception_id_version_key" },
    "R2, C4: one change has one event, not two",
    async (it) => {
      await it.move(of(it, "waiting"), {});
      await it.record({ exception: of(it, "waiting"), by: "Cora" });
    },
  ),
  allows("R2: a remark needs no change", (it) =>
    it.record({ exception: of(it, "waiting"), by: "Sam", version: null }),
  ),

  ...Object.entries(additions).flatMap(([table, add]) => [
    refuses(
      withoutVersion(table),
      `R2, C4: a ${table} is not added without a new version of its exception`,
      (it) => add(it, of(it, "waiting")),
    ),
    refuses(afterEvent(table), `R2, C4: a ${table} is not added after the event`, async (it) => {
      await it.move(of(it, "waiting"), {});
      await add(it, of(it, "waiting"));
    }),
    refuses(
      afterEvent(table),
      `R2, C4: nor when the checks of the commit are brought forward (${table})`,
      async (it) => {
        await it.move(of(it, "waiting"), {});
        await it.sql.fireDeferred();
        await add(it, of(it, "waiting"));
      },
    ),
  ]),
  refuses(
    withoutVersion("party"),
    "R2, C4: a party is not written by hand",
    (it) => addParty(it, of(it, "waiting")),
    { roles: stronger },
  ),
  refuses(
    afterEvent("party"),
    "R2, C4: nor after the event",
    async (it) => {
      await it.move(of(it, "waiting"), {});
      await addParty(it, of(it, "waiting"));
    },
    { roles: stronger },
  ),
  refuses(
    withoutVersion("condition"),
    "R2, C4: a condition does not change without a new version of its exception",
    changeCondition,
  ),
  refuses(afterEvent("condition"), "R2, C4: a condition does not change after the event", async (it) => {
    await it.move(of(it, "conditionalActive"), {});
    await changeCondition(it);
  }),
  allows("R2: what belongs to an exception changes with its version, before its event", async (it) => {
    await changeCondition(it);
    await it.move(of(it, "conditionalActive"), {});
  }),
  allows("R2: two changes in one transaction have two events", async (it) => {
    await it.move(of(it, "waiting"), {});
    await it.move(of(it, "waiting"), {});
  }),
];

const names: Case[] = [
  refuses(otherActor, "R2, C5: what Eve decides is not recorded as Ben's", async (it) => {
    await it.sign({ by: "Eve", on: of(it, "waiting") });
    await it.move(of(it, "waiting"), it.window(), "Ben");
  }),
  refuses(otherActor, "R2, C5: nor as the clock's", async (it) => {
    await it.sign({ by: "Eve", on: of(it, "waiting") });
    await it.move(of(it, "waiting"), it.window(), "clock");
  }),
  refuses(
    "R6 a token asks and withdraws, and does nothing else",
    "A6: a token does not decide in Eve's name",
    async (it) => {
      await it.sign({ by: "Eve", on: of(it, "waiting") });
      await it.move(of(it, "waiting"), it.window(), null);
      await it.record({ exception: of(it, "waiting"), by: "Eve", via: "token" });
    },
  ),
  refuses(otherActor, "R2, C5: what Cora changes is not recorded as Sam's", async (it) => {
    await it.sql.insert("revision", it.revisionOf(it.filingOf({ id: of(it, "waiting") }), 2));
    await it.move(of(it, "waiting"), { revision: 2 }, "Sam");
  }),
  refuses(otherActor, "R2, C5: nor as the clock's, and nothing is filed by nobody", async (it) => {
    const id = await it.file({ unrecorded: true });
    await it.record({ exception: id, by: "clock" });
  }),
  refuses(otherActor, "R2, C5: what Cora proves is not recorded as Sam's", async (it) => {
    await (additions.evidence as (it: World, id: string) => Promise<void>)(it, of(it, "active"));
    await it.move(of(it, "active"), {}, "Sam");
  }),
  refuses(
    "R6 a deactivated person does nothing",
    "R6: nothing is recorded in the name of who has left",
    (it) => it.record({ exception: of(it, "waiting"), by: "Lex", version: null }),
  ),
  refuses("R2 a review note without its audit event", "R2: a review note has its event", (it) => note(it)),
  refuses("R2 a review note without its audit event", "R2, C5: and that names its author", async (it) => {
    await note(it);
    await it.record({ exception: of(it, "active"), by: "Cora", version: null });
  }),
  allows("R2: a review note with the event of its author", async (it) => {
    await note(it);
    await it.record({ exception: of(it, "active"), by: "Sam", version: null });
  }),
];

const note = (it: World) =>
  it.sql.insert("review_note", {
    id: randomUUID(),
    exception_id: of(it, "active"),
    by_id: it.person.Sam.id,
    body: "Seen.",
  });

/** A new row of each thing that keeps a stream of its own, and a change of one that is there. */
const kept: Record<string, { row: (it: World) => Row; set: Row }> = {
  person: { row: () => ({ name: "Zoe", email: "zoe@example.com" }), set: { name: "Zoe" } },
  account: {
    row: (it) => ({ person_id: it.person.Sam.id, issuer: "test", subject: "another" }),
    set: { subject: "another" },
  },
  approver_group: { row: () => ({ key: "legal", name: "Legal" }), set: { name: "Legal" } },
  membership: {
    row: (it) => ({ group_id: it.group.forum, person_id: it.person.Sam.id, from_at: noon }),
    set: { until_at: after(60) },
  },
  policy: {
    row: (it) => ({
      key: "NEW",
      title: "New",
      statement: "New.",
      domain: "security",
      control_owner_id: it.group.risk,
    }),
    set: { title: "New" },
  },
  system: {
    row: () => ({
      key: "new",
      name: "New",
      kind: "vendor",
      environments: ["test"],
      sensitivity: "none",
      exposure: "internal",
    }),
    set: { name: "New" },
  },
  setting: { row: () => ({ key: "new", value: "1" }), set: { value: "2" } },
};

const streams: Case[] = Object.entries(kept).flatMap(([table, { row, set }]) => {
  const refusal = `R2 a change of ${table} without its audit event`;
  const change = async (it: World) => {
    const { id } = await it.sql.row<{ id: string }>(`SELECT id FROM ${table} ORDER BY id LIMIT 1`);
    await it.sql.update(table, id, set);
    return id;
  };
  const roles: Role[] = table === "account" ? stronger : ["app", "owner", "replica"];
  return [
    refuses(refusal, `R2: a ${table} is not added without its event`, (it) =>
      it.sql.insert(table, { id: randomUUID(), ...row(it) }),
    ),
    refuses(refusal, `R2: a ${table} is not changed without its event`, change, { roles }),
    refuses(
      refusal,
      `R2: the event of another ${table} does not count`,
      async (it) => {
        await change(it);
        await it.record({ stream: `${table}/${randomUUID()}`, by: "Root" });
      },
      { roles },
    ),
    allows(`R2: a ${table} is added with its event`, async (it) => {
      const id = randomUUID();
      await it.sql.insert(table, { id, ...row(it) });
      await it.record({ stream: `${table}/${id}`, by: "Root" });
    }),
  ];
});

const chain: Case[] = [
  allows(
    "R2, C7: whatever is sent, the database writes sequence, hashes, time, user and snapshot",
    async (it) => {
      const id = of(it, "waiting");
      await it.move(id, {}, null);
      const made = {
        seq: 77,
        prev_hash: Buffer.alloc(32),
        hash: Buffer.alloc(32),
        at: after(-day),
        xid: 1,
        db_user: "nobody",
        status: "closed",
        row_after: "{}",
      };
      await it.record({ exception: id, by: "Cora", ...made });
      const event = await it.sql.row(
        `SELECT e.seq, e.db_user, e.status, e.xid = this_transaction() AS here, e.at BETWEEN $2 AND $2::timestamptz + interval '1 minute' AS now,
              e.hash = audit_hash(e) AS hashed, e.prev_hash = p.hash AS linked, e.row_after::text = snapshot(x)::text AS told, h.hash = e.hash AS last
       FROM exception x JOIN audit_event e ON (e.exception_id, e.version) = (x.id, x.version)
       JOIN audit_event p ON (p.stream, p.seq) = (e.stream, e.seq - 1) JOIN audit_head h ON h.stream = e.stream WHERE x.id = $1`,
        [id, noon],
      );
      assert.deepEqual(event, {
        seq: 2,
        db_user: "register_owner",
        status: "pending",
        here: true,
        now: true,
        hashed: true,
        linked: true,
        told: true,
        last: true,
      });
    },
    { roles: ["owner"] },
  ),
  allows("R2: the first event of a stream is linked to its name", async (it) => {
    await it.record({ stream: "security/2026-11-20", by: "Eve" });
    const { linked } = await it.sql.row(
      "SELECT prev_hash = audit_genesis(stream) AS linked FROM audit_event WHERE stream = 'security/2026-11-20'",
    );
    assert.equal(linked, true);
  }),
  allows("R2: the snapshot does not depend on how a session wants its bytes, times and zones", async (it) => {
    const id = of(it, "active");
    await it.sql.rows("SET LOCAL bytea_output = 'escape'");
    await it.sql.rows("SET LOCAL timezone = 'Asia/Kathmandu'");
    await it.sql.rows("SET LOCAL datestyle = 'German'");
    await it.move(id, {});
    await it.sql.rows("SET LOCAL bytea_output = 'hex'");
    await it.sql.rows("SET LOCAL timezone = 'UTC'");
    await it.sql.rows("SET LOCAL datestyle = 'ISO'");
    const { told } = await it.sql.row(
      `SELECT e.row_after::text = snapshot(x)::text AS told FROM exception x JOIN audit_event e ON (e.exception_id, e.version) = (x.id, x.version) WHERE x.id = $1`,
      [id],
    );
    assert.equal(told, true);
  }),
  ...(["REPEATABLE READ", "SERIALIZABLE"] as const).map((isolation) =>
    refuses(
      "R2 READ COMMITTED only: the checks must see what the lock waited for",
      `R2, R4, C3: under ${isolation} nothing is recorded, so nothing is decided`,
      (it) => it.decide({ by: "Eve", on: of(it, "waiting") }, it.window()),
      { isolation },
    ),
  ),
  ...(["audit_event", "exception", "party"] as const).map((table) =>
    refuses(
      withoutEvent,
      `R2, C2: a temporary table named ${table} deceives no guard`,
      async (it) => {
        await it.sql.rows(`CREATE TEMPORARY TABLE ${table} (LIKE public.${table} INCLUDING DEFAULTS)`);
        await it.sql.rows("SET LOCAL search_path = pg_temp, public");
        await it.sql.rows("UPDATE public.exception SET version = version + 1 WHERE id = $1", [
          of(it, "waiting"),
        ]);
        if (table === "audit_event") {
          await it.sql.rows(
            `INSERT INTO pg_temp.audit_event OVERRIDING SYSTEM VALUE
          SELECT (jsonb_populate_record(e, jsonb_build_object('version', 2, 'xid', this_transaction()))).* FROM public.audit_event e WHERE exception_id = $1`,
            [of(it, "waiting")],
          );
        }
      },
      { roles: stronger },
    ),
  ),
  refuses(
    "R4 a party does not decide",
    "R4, C2: nor does a temporary table hide the parties",
    async (it) => {
      await it.sql.rows("CREATE TEMPORARY TABLE party (LIKE public.party)");
      await it.sql.rows("SET LOCAL search_path = pg_temp, public");
      await it.sign({ by: "Cora", on: of(it, "byCora") });
    },
    { roles: stronger },
  ),
];

export const record: Case[] = [...nothingIsLost, ...changesAndEvents, ...names, ...streams, ...chain];
