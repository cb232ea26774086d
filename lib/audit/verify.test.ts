// Whatever somebody with the keys to the database changes, verify finds it and gives it a name.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";

import { clockOf } from "@/lib/audit/catalog";
import { newSigningKey } from "@/lib/audit/checkpoint";
import { chainIntact, reading, type Verification, verifyRegister } from "@/lib/audit/verify";
import { type TestAddresses, testDatabase } from "@/lib/testing/database";
import { type Role, rolledBack, type Sql, sqlOn } from "@/lib/testing/sql";
import { after, day, enter, makeWorld, noon, type People } from "@/prisma/guards/world";

let addresses: TestAddresses;
let client: pg.Client;
let sql: Sql;
let people: People;

beforeAll(async () => {
  addresses = await testDatabase();
  client = new pg.Client({ connectionString: addresses.DATABASE_SUPERUSER_URL });
  await client.connect();
  sql = sqlOn(client);
  people = await makeWorld(sql);
});
afterAll(() => client.end());

const of = (name: string) => people.exception[name] as string;
const read = <Row>(text: string) => sql.rows<Row>(text);

async function verified(role: Role = "auditor"): Promise<Verification> {
  await sql.become(role);
  await sql.at(noon);
  return verifyRegister(read);
}

/** What a DBA does: guards off, a change, guards on again. */
async function behindTheGuards(work: () => Promise<unknown>) {
  const switchGuards = (how: string) =>
    sql.rows(`DO $$ DECLARE g record; BEGIN
      FOR g IN SELECT tgrelid::regclass AS place, tgname FROM pg_trigger WHERE NOT tgisinternal LOOP
        EXECUTE format('ALTER TABLE %s ${how} TRIGGER %I', g.place, g.tgname);
      END LOOP; END $$`);
  await switchGuards("DISABLE");
  await work();
  await sql.fireDeferred();
  await switchGuards("ENABLE ALWAYS");
}

/** The same by somebody who also makes the chain of the exception fit again, hash by hash. */
async function rehashed(exception: string) {
  const events = await sql.rows<{ id: string }>(
    "SELECT id FROM audit_event WHERE exception_id = $1 ORDER BY seq",
    [exception],
  );
  for (const { id } of events) {
    await sql.rows(
      "UPDATE audit_event e SET prev_hash = coalesce((SELECT p.hash FROM audit_event p WHERE (p.stream, p.seq) = (e.stream, e.seq - 1)), audit_genesis(e.stream)) WHERE id = $1",
      [id],
    );
    await sql.rows("UPDATE audit_event e SET hash = audit_hash(e) WHERE id = $1", [id]);
  }
  await sql.rows(
    "UPDATE audit_head h SET seq = e.seq, hash = e.hash FROM (SELECT * FROM audit_event WHERE exception_id = $1 ORDER BY seq DESC LIMIT 1) e WHERE h.stream = e.stream",
    [exception],
  );
}

const numberOf = async (name: string) =>
  `EX-${(await sql.row<{ number: number }>("SELECT number FROM exception WHERE id = $1", [of(name)])).number}`;

for (const role of ["auditor", "app"] as const) {
  test(`a register that nobody touched holds, read as the ${role}`, () =>
    rolledBack(sql, async () => {
      const { breach, counts, clock, waitingForOwner } = await verified(role);
      expect(breach).toBeNull();
      expect(clock).toBe("movable");
      expect(waitingForOwner).toEqual([]);
      expect(counts.events).toBeGreaterThan(100);
      expect(await chainIntact(read)).toEqual({ events: counts.events, breach: null });
    }));
}

test("the app asks through its own connection", async () => {
  expect(await verifyRegister()).toMatchObject({ breach: null, clock: "movable" });
});

type Tampering = [title: string, id: string, sentence: string, work: () => Promise<unknown>];

const update = (text: string, name: string, ...values: unknown[]) => sql.rows(text, [of(name), ...values]);

const tamperings: Tampering[] = [
  [
    "one byte of an event is changed",
    "I9a",
    "Event 2 of EX was changed after it was written",
    () => update(`UPDATE audit_event SET body = '{ }' WHERE exception_id = $1 AND seq = 2`, "active"),
  ],
  [
    "an event is moved in time by a microsecond",
    "I9a",
    "Event 1 of EX was changed",
    () =>
      update(
        "UPDATE audit_event SET at = at + interval '1 microsecond' WHERE exception_id = $1 AND seq = 1",
        "active",
      ),
  ],
  [
    "an event is put under another name",
    "I9a",
    "Event 2 of EX was changed",
    () =>
      update(
        "UPDATE audit_event SET actor_id = $2 WHERE exception_id = $1 AND seq = 2",
        "active",
        people.person.Ben.account,
      ),
  ],
  [
    "an event is called something else",
    "I9a",
    "Event 2 of EX was changed",
    () => update("UPDATE audit_event SET action = 'case.tolD' WHERE exception_id = $1 AND seq = 2", "active"),
  ],
  [
    "an event of the clock is put to the operator",
    "I9a",
    "Event 3 of EX was changed",
    () => update("UPDATE audit_event SET via = 'operator' WHERE exception_id = $1 AND seq = 3", "expired"),
  ],
  [
    "the snapshot of an early event is changed",
    "I9a",
    "Event 1 of EX was changed",
    () =>
      update(
        "UPDATE audit_event SET row_after = replace(row_after::text, 'low', 'high')::json WHERE exception_id = $1 AND seq = 1",
        "active",
      ),
  ],
  [
    "a hash is changed",
    "I9a",
    "Event 2 of EX was changed",
    () => update("UPDATE audit_event SET hash = sha256(hash) WHERE exception_id = $1 AND seq = 2", "active"),
  ],
  [
    "the last event is cut off",
    "I9c",
    "The last event of EX is missing",
    () => update("DELETE FROM audit_event WHERE exception_id = $1 AND seq = 4", "active"),
  ],
  [
    "the first event is cut off",
    "I9b",
    "Event 2 of EX does not follow",
    () => update("DELETE FROM audit_event WHERE exception_id = $1 AND seq = 1", "active"),
  ],
  [
    "an event in the middle is taken out",
    "I9b",
    "Event 3 of EX does not follow",
    () => update("DELETE FROM audit_event WHERE exception_id = $1 AND seq = 2", "active"),
  ],
  [
    "a whole stream is taken away",
    "I9c",
    "The last event of EX is missing",
    () => update("DELETE FROM audit_event WHERE exception_id = $1", "active"),
  ],
  [
    "the head of a stream is taken away",
    "I9c",
    "The last event of EX is missing",
    () => update("DELETE FROM audit_head WHERE stream = 'exception/' || $1::uuid", "active"),
  ],
  [
    "a head is put back to an earlier event",
    "I9c",
    "The last event of EX is missing",
    () =>
      update(
        "UPDATE audit_head h SET seq = e.seq, hash = e.hash FROM audit_event e WHERE e.stream = h.stream AND e.exception_id = $1 AND e.seq = 3",
        "active",
      ),
  ],
  [
    "a whole stream is taken away with its head",
    "I7",
    "EX has a change without an event",
    async () => {
      await update("DELETE FROM audit_event WHERE exception_id = $1", "active");
      await update("DELETE FROM audit_head WHERE stream = 'exception/' || $1::uuid", "active");
    },
  ],
  [
    "two events change places",
    "I9b",
    "Event \\d of EX does not follow",
    async () => {
      await update(
        "UPDATE audit_event SET seq = seq + 10 WHERE exception_id = $1 AND seq IN (2, 3)",
        "active",
      );
      await update(
        "UPDATE audit_event SET seq = CASE seq WHEN 12 THEN 3 ELSE 2 END WHERE exception_id = $1 AND seq > 10",
        "active",
      );
    },
  ],
  [
    "an event is added with hashes that fit, but not to the head",
    "I9c",
    "The last event of EX is missing or is not the one that was written last",
    async () => {
      await update(
        `INSERT INTO audit_event (stream, seq, prev_hash, hash, at, xid, db_user, via, action, exception_id, body)
      SELECT stream, 5, hash, hash, at, xid, db_user, 'clock', 'case.told', exception_id, '{}' FROM audit_event WHERE exception_id = $1 AND seq = 4`,
        "active",
      );
      await update(
        "UPDATE audit_event e SET hash = audit_hash(e) WHERE exception_id = $1 AND seq = 5",
        "active",
      );
    },
  ],
  ...[
    ["a leaf is changed", "UPDATE audit_leaf SET hash = sha256(hash)", "Leaf 0 is not that of its event"],
    ["a leaf has moved", "UPDATE audit_leaf SET idx = 1", "Leaf 1 is not that of its event, or one before"],
  ].map(
    ([title, text, sentence]): Tampering => [
      title as string,
      "I9d",
      sentence as string,
      () => sql.rows(text as string),
    ],
  ),
  [
    "a move is invented, and every hash made to fit",
    "I2",
    "EX made a move that does not exist",
    async () => {
      await update(
        "UPDATE audit_event SET status = 'rejected' WHERE exception_id = $1 AND version = 1",
        "active",
      );
      await rehashed(of("active"));
    },
  ],
  [
    "a version is left out, and every hash made to fit",
    "I2",
    "EX made a move that does not exist, or skipped a version",
    async () => {
      await update("UPDATE audit_event SET version = 9 WHERE exception_id = $1 AND version = 2", "active");
      await rehashed(of("active"));
    },
  ],
  [
    "a story begins in the middle, and every hash is made to fit",
    "I2",
    "EX made a move that does not exist",
    async () => {
      await update(
        "UPDATE audit_event SET status = 'active' WHERE exception_id = $1 AND version = 1",
        "active",
      );
      await rehashed(of("active"));
    },
  ],
  [
    "the words are rewritten with their hash and the decisions",
    "I8",
    "The tables tell something else about EX than its last event",
    async () => {
      await update(
        "UPDATE revision SET content = replace(content::text, 'supplier', 'intern')::json WHERE exception_id = $1",
        "active",
      );
      await update("UPDATE revision r SET content_hash = content_hash(r) WHERE exception_id = $1", "active");
      await update(
        "UPDATE decision d SET content_hash = r.content_hash FROM revision r WHERE r.exception_id = d.exception_id AND d.exception_id = $1",
        "active",
      );
    },
  ],
  [
    "the words are rewritten",
    "I6",
    "What EX asks, its decisions and its scope do not fit together",
    () =>
      update(
        "UPDATE revision SET content = replace(content::text, 'supplier', 'intern')::json WHERE exception_id = $1",
        "active",
      ),
  ],
  [
    "a decision is made to fit other words",
    "I6",
    "What EX asks, its decisions",
    () => update("UPDATE decision SET content_hash = sha256(content_hash) WHERE exception_id = $1", "active"),
  ],
  [
    "the scope is widened",
    "I6",
    "What EX asks, its decisions and its scope",
    () =>
      update(
        "INSERT INTO scope SELECT exception_id, revision, policy_id, system_id, 'test', resource FROM scope WHERE exception_id = $1",
        "active",
      ),
  ],
  [
    "the scope is narrowed",
    "I6",
    "What EX asks, its decisions and its scope",
    () => update("DELETE FROM scope WHERE exception_id = $1", "active"),
  ],
  [
    "a comment is rewritten",
    "I8",
    "The tables tell something else about EX",
    () => update("UPDATE decision SET comment = 'I was against it.' WHERE exception_id = $1", "active"),
  ],
  [
    "a condition is said to hold",
    "I8",
    "The tables tell something else about EX",
    () =>
      update(
        "UPDATE condition SET state = 'holds' WHERE exception_id = $1 AND position = 1",
        "conditionalActive",
      ),
  ],
  [
    "a file is exchanged, and its hash with it",
    "I31",
    "Evidence of EX is not what its hash says",
    () =>
      update(
        "UPDATE evidence_file SET bytes = 'Other.'::bytea, sha256 = sha256('Other.'::bytea) WHERE $1::uuid IS NOT NULL",
        "active",
      ),
  ],
  [
    "what a condition asks is softened",
    "I32",
    "The conditions of EX are not those that were asked for and demanded",
    () => update("UPDATE condition SET suspends = false WHERE exception_id = $1", "conditionalActive"),
  ],
  [
    "a condition that was asked for is struck out",
    "I32",
    "The conditions of EX are not those",
    () => update("DELETE FROM condition WHERE exception_id = $1 AND position = 1", "conditionalActive"),
  ],
  [
    "a condition is put into an approver's mouth",
    "I32",
    "The conditions of EX are not those",
    () =>
      update(
        "UPDATE condition SET decision_id = (SELECT id FROM decision WHERE exception_id = $2) WHERE exception_id = $1",
        "demanded",
        of("active"),
      ),
  ],
  [
    "the status changes behind the record",
    "I8",
    "The tables tell something else about EX",
    () => update("UPDATE exception SET status = 'expired' WHERE id = $1", "active"),
  ],
  [
    "the window is lengthened",
    "I1",
    "The window of EX has no end, or is longer",
    () => update("UPDATE exception SET ends_at = ends_at + interval '1 millisecond' WHERE id = $1", "active"),
  ],
  [
    "the version jumps",
    "I7",
    "EX has a change without an event",
    () => update("UPDATE exception SET version = version + 1 WHERE id = $1", "active"),
  ],
  [
    "a party is struck out",
    "I3",
    "EX was decided by one of its parties, or one of its parties is not written down",
    () => update("DELETE FROM party WHERE exception_id = $1 AND capacity = 'filer'", "active"),
  ],
  [
    "the requester is exchanged for the approver",
    "I3",
    "EX was decided by one of its parties",
    () =>
      update("UPDATE decision SET person_id = $2 WHERE exception_id = $1", "active", people.person.Cora.id),
  ],
  [
    "a decision is repeated by the approver's second entry",
    "I4",
    "One person decided twice on the same revision of EX",
    () =>
      update(
        "INSERT INTO decision SELECT (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'person_id', $2::uuid))).* FROM decision d WHERE exception_id = $1",
        "active",
        people.person.Abe.id,
      ),
  ],
  [
    "a step is struck out",
    "I5",
    "EX became active without every step approved",
    async () => {
      await update(
        "DELETE FROM decision WHERE exception_id = $1 AND step_id IN (SELECT id FROM step WHERE position = 2)",
        "activeHigh",
      );
      await update("DELETE FROM step WHERE exception_id = $1 AND position = 2", "activeHigh");
    },
  ],
  [
    "an approval is struck out",
    "I5",
    "EX became active without every step approved",
    () => update("DELETE FROM decision WHERE exception_id = $1", "active"),
  ],
  [
    "an approval is written for the time before",
    "I5",
    "EX became active without every step approved",
    () => update("UPDATE decision SET at = at + interval '1 hour' WHERE exception_id = $1", "active"),
  ],
  [
    "a seat is dated after the decision",
    "I11",
    "EX was decided by somebody who had no seat",
    () =>
      update(
        "UPDATE membership SET from_at = $2 WHERE person_id = $3 AND $1::uuid IS NOT NULL",
        "active",
        after(day),
        people.person.Eli.id,
      ),
  ],
  [
    "an approver is made a service",
    "I11",
    "EX was decided by somebody who had no seat",
    () =>
      update(
        "UPDATE account SET kind = 'service' WHERE id = $2 AND $1::uuid IS NOT NULL",
        "active",
        people.person.Eli.account,
      ),
  ],
  [
    "somebody who left comes back in by a session",
    "I12",
    "Lex has left and still has a live session or a seat",
    () =>
      sql.insert("session", {
        id: crypto.randomUUID(),
        account_id: people.person.Lex.account,
        created_at: noon,
        expires_at: after(60),
      }),
  ],
  [
    "somebody is marked as gone and keeps the seat",
    "I12",
    "Eve has left and still has",
    () => sql.update("person", people.person.Eve.id, { deactivated_at: noon }),
  ],
  [
    "a renewal is not counted",
    "I13",
    "EX does not continue the exception before it",
    () => update("UPDATE exception SET renewal = 1 WHERE id = $1", "renewal2"),
  ],
  [
    "an extension overlaps",
    "I13",
    "EX does not continue the exception before it",
    () =>
      update("UPDATE exception SET starts_at = starts_at - interval '1 second' WHERE id = $1", "renewal1"),
  ],
  [
    "an answer is put on the record that no re-check gave",
    "I24",
    "EX bears an answer that no re-check gave",
    () => update("UPDATE exception SET recheck = 'violating' WHERE id = $1", "expired"),
  ],
  [
    "it expires before its end",
    "I14",
    "EX is closed without a reason, expired before its end",
    () => update("UPDATE exception SET status = 'expired' WHERE id = $1", "active"),
  ],
  [
    "the owner is made the verifier at high risk",
    "I14",
    "EX is closed without a reason",
    () =>
      update(
        "UPDATE exception SET status = 'closed', closed_reason = 'remediated', closed_at = $2, removed_on = '2026-11-20', verified_by_id = owner_id WHERE id = $1",
        "activeHigh",
        noon,
      ),
  ],
];

for (const [title, id, sentence, work] of tamperings) {
  test(`R2, C7: when ${title}, ${id} finds it`, () =>
    rolledBack(sql, async () => {
      await behindTheGuards(work);
      const { findings, breach } = await verified();
      const finding = findings.find((one) => one.id === id);
      expect(finding?.breach?.replace(/EX-\d+/, "EX")).toMatch(new RegExp(`^${id}: ${sentence}`));
      expect(breach).not.toBeNull();
    }));
}

test("R2, C7: it is the exception that was tampered with that is named", () =>
  rolledBack(sql, async () => {
    await behindTheGuards(() =>
      update("UPDATE audit_event SET body = '[]' WHERE exception_id = $1 AND seq = 1", "third"),
    );
    const number = await numberOf("third");
    await sql.become("app");
    expect(await chainIntact(read)).toMatchObject({
      breach: `I9a: Event 1 of ${number} was changed after it was written (R2).`,
    });
  }));

test("R2: what belongs to no exception is named by its stream", () =>
  rolledBack(sql, async () => {
    const stream = `person/${people.person.Eve.id}`;
    await behindTheGuards(() => sql.rows("UPDATE audit_event SET body = '[]' WHERE stream = $1", [stream]));
    expect((await verified()).breach).toBe(
      `I9a: Event 1 of ${stream} was changed after it was written (R2).`,
    );
  }));

test("R4, A2: when the requester turns out to be the approver's second entry, verify says so afterwards", () =>
  rolledBack(sql, async () => {
    await sql.become("app");
    const it = await enter(sql, people);
    await sql.update("person", people.person.Eli.id, { same_as_id: people.person.Cora.id });
    await it.record({ stream: `person/${people.person.Eli.id}`, by: "Root" });
    expect((await verified()).breach).toBe(
      `I3: ${await numberOf("activeHigh")} was decided by one of its parties, or one of its parties is not written down (R4).`,
    );
  }));

test("R3: what waits for an owner is listed, and is no breach", () =>
  rolledBack(sql, async () => {
    const { Sam } = people.person;
    await sql.become("app");
    const it = await enter(sql, people);
    await sql.update("session", Sam.session, { ended_at: noon });
    await sql.update("person", Sam.id, { deactivated_at: noon });
    await it.record({ stream: `person/${Sam.id}`, by: "Root" });
    const { breach, waitingForOwner } = await verified();
    expect(breach).toBeNull();
    expect(waitingForOwner).toContain(await numberOf("other"));
  }));

const exchanged: Tampering[] = [
  [
    "a guard is switched off",
    "G1",
    "The guard r4_party on party can be passed by",
    () => sql.rows("ALTER TABLE party DISABLE TRIGGER r4_party"),
  ],
  [
    "a guard is made an ordinary trigger",
    "G1",
    "The guard r4_party on party can be passed by",
    () => sql.rows("ALTER TABLE party ENABLE TRIGGER r4_party"),
  ],
  [
    "a guard is dropped",
    "G6",
    "The guard r4_party on party is missing",
    () => sql.rows("DROP TRIGGER r4_party ON party"),
  ],
  [
    "a guard is rewritten",
    "G6",
    "The function guard_party is not the one of this version",
    () =>
      sql.rows(
        "CREATE OR REPLACE FUNCTION guard_party() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS 'BEGIN RETURN NEW; END'",
      ),
  ],
  [
    "a constraint is dropped",
    "G6",
    "The constraint r7_window_is_finite on exception is missing",
    () => sql.rows("ALTER TABLE exception DROP CONSTRAINT r7_window_is_finite"),
  ],
  [
    "a column may be empty",
    "G6",
    "The column exception.owner_id is not the one",
    () => sql.rows("ALTER TABLE exception ALTER owner_id DROP NOT NULL"),
  ],
  [
    "a table is added",
    "G6",
    "The column side_door.id is unknown to this version",
    () => sql.rows("CREATE TABLE side_door (id int)"),
  ],
  [
    "a move is added",
    "G6",
    "The rows of move is not the one",
    () => sql.rows("INSERT INTO move (id, from_status, to_status) VALUES (99, 'closed', 'active')"),
  ],
  [
    "the app may delete",
    "G2",
    "The app or the auditor has a right too many on party",
    () => sql.rows("GRANT DELETE ON party TO register_app"),
  ],
  [
    "the auditor may write",
    "G2",
    "The app or the auditor has a right too many on notice",
    () => sql.rows("GRANT UPDATE (state) ON notice TO register_auditor"),
  ],
  [
    "the auditor may read passwords",
    "G2",
    "The app or the auditor has a right too many on local_password",
    () => sql.rows("GRANT SELECT ON local_password TO register_auditor"),
  ],
  [
    "the app may change what only grows",
    "G2",
    "The app or the auditor has a right too many on decision",
    () => sql.rows("GRANT UPDATE (comment) ON decision TO register_app"),
  ],
  [
    "the app may change an owner of old",
    "G6",
    "The column exception.filed_by_id is not the one",
    () => sql.rows("GRANT UPDATE (filed_by_id) ON exception TO register_app"),
  ],
  [
    "a guard looks where it is told",
    "G3",
    "The function guard_party can be deceived",
    () => sql.rows("ALTER FUNCTION guard_party() RESET search_path"),
  ],
  [
    "a guard runs as whoever calls",
    "G3",
    "The function guard_party can be deceived",
    () => sql.rows("ALTER FUNCTION guard_party() SECURITY INVOKER"),
  ],
  [
    "a function is everybody's",
    "G3",
    "The function must can be deceived or is everybody's",
    () => sql.rows("GRANT EXECUTE ON FUNCTION must TO PUBLIC"),
  ],
  [
    "a foreign key cascades",
    "G4",
    "The foreign key step_exception_id_fkey cascades",
    async () => {
      await sql.rows("ALTER TABLE step DROP CONSTRAINT step_exception_id_fkey");
      await sql.rows(
        "ALTER TABLE step ADD CONSTRAINT step_exception_id_fkey FOREIGN KEY (exception_id) REFERENCES exception ON DELETE CASCADE",
      );
    },
  ],
  [
    "the app may make databases",
    "G5",
    "The role register_app can do more than its work",
    () => sql.rows("ALTER ROLE register_app CREATEDB"),
  ],
  [
    "the app may become the owner",
    "G5",
    "The role register_app can do more than its work",
    () => sql.rows("GRANT register_owner TO register_app"),
  ],
  [
    "the app may make temporary tables",
    "G5",
    "The role register_app can do more than its work",
    () => sql.rows(`GRANT TEMPORARY ON DATABASE ${client.database} TO register_app`),
  ],
  [
    "the clock is exchanged",
    "G7",
    "The register's clock was exchanged",
    () =>
      sql.rows(
        "CREATE OR REPLACE FUNCTION register_now() RETURNS timestamptz LANGUAGE sql STABLE AS $$ SELECT now() - interval '1 day' $$",
      ),
  ],
];

for (const [title, id, sentence, work] of exchanged) {
  test(`C8: when ${title}, ${id} finds it`, () =>
    rolledBack(sql, async () => {
      await work();
      const { findings } = await verified();
      expect(findings.find((one) => one.id === id)?.breach).toMatch(new RegExp(`^${id}: ${sentence}`));
    }));
}

test("a clock is live, can be moved and says so, or is false", () => {
  const movable = "SELECT coalesce(nullif(current_setting('register.now', true), '')::timestamptz, now())";
  expect(clockOf({ body: "SELECT now()", marks: 0 })).toBe("live");
  expect(clockOf({ body: movable, marks: 1 })).toBe("movable");
  expect(clockOf({ body: "SELECT now()", marks: 1 })).toBe("movable");
  expect(clockOf({ body: movable, marks: 0 })).toBe("false");
  expect(clockOf({ body: "SELECT '2020-01-01'::timestamptz", marks: 1 })).toBe("false");
});

test("npm run verify says in one line that the register holds, and that its clock proves nothing", () => {
  const { status, stdout } = cli();
  expect(stdout.trim().split("\n")).toEqual([
    "This register's clock can be moved: it is a demo or a test and proves nothing.",
    expect.stringMatching(
      /^The register holds: \d+ events in \d+ streams, \d+ exceptions, \d+ decisions; \d+ promises and 1 signed checkpoint checked\.$/,
    ),
  ]);
  expect(status).toBe(0);
});

test("npm run verify compares snapshots as they were written, whatever zone the server is set to", async () => {
  const auditor = `ALTER ROLE register_auditor IN DATABASE ${client.database}`;
  await sql.rows(`${auditor} SET timezone = 'Asia/Kathmandu'`);
  expect(cli().stdout).toContain("The register holds");
  await sql.rows(`${auditor} RESET timezone`);
});

test("npm run verify holds the record to what somebody else has kept", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kept-test-"));
  const [kept, other] = [join(folder, "checkpoints.txt"), join(folder, "empty.txt")];
  const { note, key } = await sql.row<{ note: string; key: string }>(
    "SELECT note, key FROM audit_checkpoint",
  );
  writeFileSync(kept, `${note}\n`);
  writeFileSync(other, "");
  const stranger = newSigningKey("test").publicKey;

  expect(cli("--checkpoints", kept, "--key", key)).toMatchObject({ status: 0 });
  expect(cli("--checkpoints", kept, "--key", stranger)).toMatchObject({
    status: 1,
    stdout: expect.stringContaining("The checkpoint “test, 1” is not signed with this key."),
  });
  for (const args of [
    ["--checkpoints", other, "--key", key],
    ["--checkpoints", kept],
    ["--key", key],
  ]) {
    const { status, stderr } = cli(...args);
    expect([status, stderr], args.join(" ")).toEqual([
      1,
      expect.stringContaining("It could not be verified."),
    ]);
  }
  rmSync(folder, { recursive: true });
});

test("npm run verify names what does not hold and fails", async () => {
  await sql.rows("BEGIN");
  await behindTheGuards(() =>
    update("UPDATE audit_event SET body = '[]' WHERE exception_id = $1 AND seq = 2", "active"),
  );
  const number = await numberOf("active");
  await sql.rows("COMMIT");

  const { status, stdout } = cli();
  expect(stdout).toContain(
    `The register does not hold. I9a: Event 2 of ${number} was changed after it was written (R2).`,
  );
  expect(status).toBe(1);
});

function cli(...args: string[]) {
  return spawnSync(process.execPath, ["--import", "tsx", "lib/audit/verify-cli.ts", ...args], {
    encoding: "utf8",
    env: { ...process.env, DATABASE_URL: addresses.DATABASE_AUDITOR_URL, TZ: "UTC" },
  });
}

test("a large register may take longer to be proven than the five seconds of a transaction", async () => {
  const slow = reading((read) => read<{ held: number }>("SELECT 1 AS held FROM pg_sleep(5.5)"));
  expect(await slow).toEqual([{ held: 1 }]);
});
