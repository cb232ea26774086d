// C7: whoever owns the database rewrites events and makes every hash fit again. The chains then say nothing; what was
// signed before says it. C8: the end of the record is cut off, or an older copy is restored.

import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { notesIn, readNote } from "@/lib/audit/checkpoint";
import { firstForgery, keptNotes, latestCheckpoint, signedSoFar } from "@/lib/audit/checkpoints";
import { countLeaves } from "@/lib/audit/leaves";
import { numberEvents } from "@/lib/audit/number-events";
import { openSigner, type Signer, signCheckpoint } from "@/lib/audit/sign-checkpoint";
import { verifyRegister } from "@/lib/audit/verify";
import { db } from "@/lib/db";
import { addNote } from "@/lib/exceptions/add-note";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { filedBy } from "@/lib/testing/requests";
import { type Sql, sqlOn } from "@/lib/testing/sql";

const name = "exceptions.example.com/audit";
const folder = mkdtempSync(join(tmpdir(), "signer-test-"));
let client: pg.Client;
let sql: Sql;
let cast: Cast;
let id: string;
let signer: Signer;

beforeAll(async () => {
  const addresses = await testDatabase();
  client = new pg.Client({ connectionString: addresses.DATABASE_SUPERUSER_URL });
  await client.connect();
  sql = sqlOn(client);
  cast = await theCast();
  ({ id } = await filedBy(cast, cast.actor.Cora));
  await numberEvents(noon);
  signer = await openSigner(folder, name);
  await signed(1);
  await noted();
  await signed(2);
});
afterAll(async () => {
  await client.end();
  rmSync(folder, { recursive: true });
});

const minute = (count: number) => new Date(noon.getTime() + count * 60_000);
const published = () => notesIn(readFileSync(join(folder, "checkpoints.txt"), "utf8"));
/** Somebody who signs and was started anew: nothing is remembered but the folder. */
const startedAnew = () => openSigner(folder, name);

async function noted() {
  await filled(addNote({ exceptionId: id, note: "Seen in the weekly meeting." }, cast.actor.Ada, noon));
  await numberEvents(noon);
}

async function signed(minutes: number, by = signer) {
  const { note } = await filled(signCheckpoint(by, minute(minutes)));
  return note;
}

describe("what is signed", () => {
  test("is the root over every event, once for each growth; the newest stands in the register too", async () => {
    const events = await db.auditEvent.count();
    expect(await countLeaves()).toBe(events);
    const [first, second, ...more] = published().map((note) => readNote(note, signer.key.publicKey));
    expect(more).toEqual([]);
    expect(first).toMatchObject({ origin: name, size: events - 1, at: minute(1) });
    expect(second).toMatchObject({ size: events, at: minute(2) });
    expect(await latestCheckpoint(minute(60 * 24 * 30))).toMatchObject({
      size: events,
      key: signer.key.publicKey,
    });
    expect((await keptNotes()).notes).toEqual(published());

    expect(await signed(3)).toBeNull();
    expect(published()).toHaveLength(2);
  });

  test("only its owner reads the key, and who is started anew goes on with it", async () => {
    expect(statSync(join(folder, "signing-key.pem")).mode & 0o777).toBe(0o600);
    const later = await startedAnew();
    expect(later.key).toEqual(signer.key);
    await noted();
    expect(readNote((await signed(4, later)) ?? "", signer.key.publicKey)?.size).toBe(await countLeaves());
    signer = later;
  });

  test("an untouched register holds to all of it", async () => {
    expect(await firstForgery(published(), signer.key.publicKey)).toBeNull();
    expect((await verifyRegister()).breach).toBeNull();
  });

  test("nothing is signed by a clock that stands before the last checkpoint", async () => {
    await noted();
    expect(await signCheckpoint(await startedAnew(), minute(4))).toMatchObject({
      message: "The clock stands before the last checkpoint, 2026-11-20T12:04:00.000Z.",
    });
    expect(await signed(5)).not.toBeNull();
  });

  test("an event that was begun early and committed late gets a later leaf, and none is skipped", async () => {
    const slow = new pg.Client({ connectionString: process.env.DATABASE_SUPERUSER_URL });
    await slow.connect();
    await slow.query("BEGIN");
    await slow.query(
      "INSERT INTO audit_event (stream, via, action, body) VALUES ('security/slow', 'operator', 'x', '{}')",
    );
    await noted();
    const before = await countLeaves();
    await slow.query("COMMIT");
    await slow.end();
    await numberEvents(noon);
    expect(await countLeaves()).toBe(before + 1);
    const late = await db.auditEvent.findFirstOrThrow({
      where: { stream: "security/slow" },
      include: { leaf: true },
    });
    const newest = await db.auditEvent.findFirstOrThrow({ orderBy: { id: "desc" }, include: { leaf: true } });
    expect(late.id).toBeLessThan(newest.id);
    expect(late.leaf?.idx).toBeGreaterThan(newest.leaf?.idx ?? 0n);
    await signed(6);
  });

  test("ten that number at once leave no gap", async () => {
    await noted();
    await Promise.all(Array.from({ length: 10 }, () => numberEvents(noon)));
    expect(await countLeaves()).toBe(await db.auditEvent.count());
    await signed(7);
  });
});

describe("what waits", () => {
  const note = (at: Date) => addNote({ exceptionId: id, note: "Seen." }, cast.actor.Ada, at);

  test("nothing is signed over an event that has been without its leaf for five minutes", async () => {
    await filled(note(noon));
    await numberEvents(noon);
    await filled(note(minute(9)));
    expect(await signed(15)).toBeNull();
    expect(await signed(13)).not.toBeNull();
    await numberEvents(noon);
    expect(await signed(15)).not.toBeNull();
  });

  test("the signer counts as silent when something has been unsigned for ten minutes", async () => {
    const soon = () => new Date(Date.now() + 1000);
    expect((await signedSoFar(soon())).waitsTooLong).toBe(false);
    await filled(note(noon));
    expect((await signedSoFar(soon())).waitsTooLong).toBe(true);
    await numberEvents(noon);
    await signed(16);
    expect((await signedSoFar(soon())).waitsTooLong).toBe(false);
  });
});

// ------------------------------------------------------------------------------------------ tampering

const tables = ["audit_event", "audit_head", "audit_leaf", "audit_checkpoint"];
const guards = (how: "DISABLE TRIGGER ALL" | "ENABLE ALWAYS TRIGGER") =>
  sql.rows(`DO $$ DECLARE g record; BEGIN
    FOR g IN SELECT tgrelid::regclass AS place, tgname FROM pg_trigger
             WHERE NOT tgisinternal AND tgrelid::regclass::text = ANY ('{${tables}}') LOOP
      EXECUTE format('ALTER TABLE %s ${how === "DISABLE TRIGGER ALL" ? "DISABLE TRIGGER" : how} %I', g.place, g.tgname);
    END LOOP; END $$`);

/** What somebody with all keys of the database does, seen while it is done; then it is put back. */
async function tampered(work: () => Promise<unknown>, look: () => Promise<unknown>) {
  for (const table of tables) await sql.rows(`CREATE TEMP TABLE kept_${table} AS TABLE ${table}`);
  try {
    await guards("DISABLE TRIGGER ALL");
    await work();
    await guards("ENABLE ALWAYS TRIGGER");
    await look();
  } finally {
    await guards("DISABLE TRIGGER ALL");
    for (const table of [...tables].reverse()) await sql.rows(`DELETE FROM ${table}`);
    for (const table of tables) {
      await sql.rows(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM kept_${table}`);
      await sql.rows(`DROP TABLE kept_${table}`);
    }
    await guards("ENABLE ALWAYS TRIGGER");
  }
}

const stream = () => `exception/${id}`;

/** A note is put into other words, and every hash after it is made to fit. */
async function rewritten() {
  await sql.rows(
    "UPDATE audit_event SET body = replace(body::text, 'Seen', 'Unseen')::json WHERE stream = $1 AND seq = 2",
    [stream()],
  );
  const { last } = await sql.row<{ last: number }>(
    "SELECT max(seq) AS last FROM audit_event WHERE stream = $1",
    [stream()],
  );
  for (let seq = 2; seq <= last; seq++) {
    await sql.rows(
      "UPDATE audit_event e SET prev_hash = p.hash FROM audit_event p WHERE (e.stream, e.seq) = ($1, $2) AND (p.stream, p.seq) = ($1, $2 - 1)",
      [stream(), seq],
    );
    await sql.rows("UPDATE audit_event e SET hash = audit_hash(e) WHERE (e.stream, e.seq) = ($1, $2)", [
      stream(),
      seq,
    ]);
  }
  await sql.rows(
    "UPDATE audit_head h SET hash = e.hash FROM audit_event e WHERE h.stream = $1 AND (e.stream, e.seq) = ($1, h.seq)",
    [stream()],
  );
}

const leavesMadeToFit = () =>
  sql.rows(
    "UPDATE audit_leaf l SET hash = sha256('\\x00'::bytea || e.hash) FROM audit_event e WHERE e.id = l.event_id",
  );

async function cutOff(events: number) {
  const ids = `SELECT event_id FROM audit_leaf ORDER BY idx DESC LIMIT ${events}`;
  await sql.rows(`CREATE TEMP TABLE gone AS ${ids}`);
  await sql.rows("DELETE FROM audit_leaf WHERE event_id IN (SELECT event_id FROM gone)");
  await sql.rows("DELETE FROM audit_event WHERE id IN (SELECT event_id FROM gone)");
  await sql.rows("DROP TABLE gone");
  await sql.rows(
    "DELETE FROM audit_head h WHERE NOT EXISTS (SELECT FROM audit_event e WHERE e.stream = h.stream)",
  );
  await sql.rows(
    "UPDATE audit_head h SET seq = e.seq, hash = e.hash FROM (SELECT DISTINCT ON (stream) * FROM audit_event ORDER BY stream, seq DESC) e WHERE e.stream = h.stream",
  );
}

describe("C7: the record is rewritten and every hash fits", () => {
  const notThose = /^The first \d+ events are not those signed on 2026-11-20T12:\d\d:00\.000Z\.$/;

  test("the chains alone are fooled, the leaf is not", () =>
    tampered(rewritten, async () => {
      expect((await verifyRegister()).breach).toMatch(/^I9d: Leaf \d+ is not that of its event/);
    }));

  test("with the leaves made to fit nothing in the database tells, and what was signed does", () =>
    tampered(
      async () => {
        await rewritten();
        await leavesMadeToFit();
      },
      async () => {
        expect((await verifyRegister()).breach).toBeNull();
        expect(await firstForgery(published(), signer.key.publicKey)).toMatch(notThose);
        const { notes, key } = await keptNotes();
        expect(await firstForgery(notes, key ?? "")).toMatch(notThose);
      },
    ));

  test("it is not signed, by who was started anew", () =>
    tampered(
      async () => {
        await rewritten();
        await leavesMadeToFit();
      },
      async () => {
        const later = await startedAnew();
        expect(await signCheckpoint(later, minute(20))).toMatchObject({
          message: expect.stringMatching(notThose),
        });
        expect(published()).toHaveLength((await keptNotes()).notes.length);
      },
    ));

  test("a checkpoint that somebody signs with a key of their own is none", () =>
    tampered(
      async () => {
        await rewritten();
        await leavesMadeToFit();
        await sql.rows("DELETE FROM audit_checkpoint");
        const theirs = mkdtempSync(join(tmpdir(), "signer-test-"));
        await filled(signCheckpoint(await openSigner(theirs, name), minute(20)));
        rmSync(theirs, { recursive: true });
      },
      async () => {
        const { notes } = await keptNotes();
        expect(await firstForgery(notes, signer.key.publicKey)).toMatch(/is not signed with this key\.$/);
      },
    ));
});

describe("C8: events are taken away, or an older copy is restored", () => {
  test("what was signed is larger than what is there, and nothing more is signed", () =>
    tampered(
      () => cutOff(3),
      async () => {
        const [there, before] = [await countLeaves(), (await latestCheckpoint(minute(60 * 24 * 30)))?.size];
        expect(before).toBe(there + 3);
        expect(await firstForgery(published(), signer.key.publicKey)).toBe(
          `${before} events were signed on 2026-11-20T12:16:00.000Z, and ${there} are there: events were taken away.`,
        );
        expect(await signCheckpoint(await startedAnew(), minute(20))).toMatchObject({
          message: `${before} events were signed on 2026-11-20T12:16:00.000Z, and ${there} are there: events were taken away, or an older copy was restored.`,
        });
      },
    ));

  test("also when others have grown in their place", () =>
    tampered(
      () => cutOff(1),
      async () => {
        await numberEvents(noon);
        const cora = cast.actor.Cora;
        await filled(addNote({ exceptionId: id, note: "In its place." }, cora, noon));
        await numberEvents(noon);
        expect(await signCheckpoint(await startedAnew(), minute(20))).toMatchObject({
          message: expect.stringMatching(/^The first \d+ events are not those signed/),
        });
      },
    ));
});

test("a file of checkpoints with a line of somebody else in it is not gone on with", async () => {
  appendFileSync(join(folder, "checkpoints.txt"), `${published()[0]?.replace("\n", "x\n")}\n`);
  await expect(startedAnew()).rejects.toThrow("is not signed with this key");
});
