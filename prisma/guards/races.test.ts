// Two people at once, with nothing between them but the guards: no lock of ours, no use case. Each race is forced: a third
// session holds the row until both wait for it, or the first one keeps its transaction open until the second waits.

import { randomUUID } from "node:crypto";

import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";

import { testDatabase } from "@/lib/testing/database";
import { type Row, type Sql, sqlOn } from "@/lib/testing/sql";
import { day, enter, makeWorld, type Name, noon, type People, type World } from "@/prisma/guards/world";

let clients: pg.Client[];
let first: World;
let second: World;
let watcher: Sql;
let people: People;

beforeAll(async () => {
  const { DATABASE_SUPERUSER_URL } = await testDatabase();
  clients = [1, 2, 3].map(() => new pg.Client({ connectionString: DATABASE_SUPERUSER_URL }));
  for (const client of clients) await client.connect();
  const [one, two, three] = clients.map(sqlOn) as [Sql, Sql, Sql];
  watcher = three;
  people = await makeWorld(watcher);
  first = await enter(one, people);
  second = await enter(two, people);
});
afterAll(async () => {
  for (const client of clients) await client.end();
});

type Act = (it: World) => Promise<unknown>;

/** The first one acts and waits with the commit until the second one, who acts meanwhile, waits for a lock or is through. */
async function race(one: Act, two: Act): Promise<(string | null)[]> {
  await begin(first);
  await one(first);
  const later = begin(second)
    .then(() => two(second))
    .then(() => commit(second))
    .catch((error: Error) => rollBack(second, error));
  await Promise.race([waiting(), later]);
  const earlier = await commit(first).catch((error: Error) => rollBack(first, error));
  return [earlier, await later];
}

async function begin({ sql }: World) {
  await sql.rows("BEGIN ISOLATION LEVEL READ COMMITTED");
  await sql.become("app");
  await sql.at(noon);
}
async function commit({ sql }: World) {
  await sql.rows("COMMIT");
  return null;
}
async function rollBack({ sql }: World, error: Error) {
  await sql.rows("ROLLBACK");
  return error.message;
}
async function waiting() {
  await expect
    .poll(
      async () =>
        (
          await watcher.rows(
            "SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database OR l.database IS NULL WHERE NOT l.granted AND d.datname = current_database()",
          )
        ).length,
      { interval: 5 },
    )
    .toBeGreaterThan(0);
}

async function filed(change: Parameters<World["file"]>[0] = {}) {
  await begin(first);
  const id = await first.file(change);
  await commit(first);
  return id;
}

const approves =
  (by: Name, on: string, set?: Row): Act =>
  (it) =>
    it.decide({ by, on }, set ?? it.window());
const takesOver =
  (by: Name, on: string): Act =>
  (it) =>
    it.move(on, { owner_id: people.person[by].id });

test("R4, A4: Ada approves while she is made the owner, and only one of the two happens", async () => {
  const id = await filed();
  expect(await race(approves("Ada", id), takesOver("Ada", id))).toEqual([
    null,
    "R4 who has decided does not become a party",
  ]);
});

test("R4, A4: Ada is made the owner while she approves, and only one of the two happens", async () => {
  const id = await filed();
  expect(await race(takesOver("Ada", id), approves("Ada", id))).toEqual([null, "R4 a party does not decide"]);
});

test("R5, A5: one person signs two steps at once, and one of the signatures stands", async () => {
  const id = await filed({ risk: "high" });
  const signs =
    (step: number): Act =>
    (it) =>
      it.decide({ by: "Uma", on: id, step });
  expect(await race(signs(1), signs(2))).toEqual([null, "R5 one person, one decision per revision"]);
});

test("R5, A2: two entries of one person sign two steps at once, and one of the signatures stands", async () => {
  const id = await filed({ risk: "high" });
  const signs =
    (by: Name, step: number): Act =>
    (it) =>
      it.decide({ by, on: id, step });
  expect(await race(signs("Ada", 1), signs("Abe", 2))).toEqual([
    null,
    "R5 one person, one decision per revision",
  ]);
});

test("R10: two approvers press at once, and one decision stands", async () => {
  const id = await filed();
  const rejects: Act = (it) => it.decide({ by: "Ben", on: id, verdict: "reject" }, { status: "rejected" });
  expect(await race(approves("Ada", id), rejects)).toEqual([null, "R10 not open for a decision"]);
});

test("R10, A9: it is approved while it is changed, and the approval of the old words is refused", async () => {
  const id = await filed();
  expect(await race((it) => it.revise(id), approves("Ada", id))).toEqual([
    null,
    "R10 the request changed meanwhile",
  ]);
});

test("R10, A9: it is changed while it is approved, and the change is refused", async () => {
  const id = await filed();
  expect(await race(approves("Ada", id), (it) => it.revise(id))).toEqual([
    null,
    "R10 only a pending request gets its next revision",
  ]);
});

test("R6, A7: Dora's session ends while she approves, and the approval is refused", async () => {
  const id = await filed();
  const ends: Act = (it) => it.sql.update("session", people.person.Dora.session, { ended_at: noon });
  expect(await race(ends, approves("Dora", id))).toEqual([
    null,
    "R6 deciding needs a person with a live account and a live session",
  ]);
});

test("R6, A7: Eve's seat ends while she approves, and the approval is refused", async () => {
  const id = await filed();
  const leaves: Act = async (it) => {
    const seat = await it.sql.row<{ id: string }>("SELECT id FROM membership WHERE person_id = $1", [
      people.person.Eve.id,
    ]);
    await it.sql.update("membership", seat.id, { until_at: noon });
    await it.record({ stream: `membership/${seat.id}`, by: "Root" });
  };
  expect(await race(leaves, approves("Eve", id))).toEqual([null, "R6 not in the group of this step"]);
});

test("R4, A2: two links at once make no chain of entries", async () => {
  const link =
    (name: Name, to: Name): Act =>
    async (it) => {
      await it.sql.update("person", people.person[name].id, { same_as_id: people.person[to].id });
      await it.record({ stream: `person/${people.person[name].id}`, by: "Root" });
    };
  expect(await race(link("Sam", "Kim"), link("Kim", "Eli"))).toEqual([
    null,
    "R4 an alias stands for a person, not for an alias",
  ]);
});

test("R6: somebody who leaves is given a seat meanwhile, and the seat is refused", async () => {
  const leaves: Act = async (it) => {
    await it.sql.update("session", people.person.Mara.session, { ended_at: noon });
    await it.sql.update("person", people.person.Mara.id, { deactivated_at: noon });
    await it.record({ stream: `person/${people.person.Mara.id}`, by: "Root" });
  };
  const seated: Act = async (it) => {
    const id = randomUUID();
    await it.sql.insert("membership", {
      id,
      group_id: people.group.forum,
      person_id: people.person.Mara.id,
      from_at: noon,
    });
    await it.record({ stream: `membership/${id}`, by: "Root" });
  };
  expect(await race(leaves, seated)).toEqual([null, "R6 a deactivated person has no seat"]);
});

test("R16, A16: it is extended twice at once, and one extension stands", async () => {
  const id = await filed();
  await begin(first);
  await approves("Ada", id, first.window(day))(first);
  await commit(first);
  const extends_: Act = (it) => it.file({ continues: id, renewal: 1 });
  expect(await race(extends_, extends_)).toEqual([
    null,
    'duplicate key value violates unique constraint "r16_one_extension"',
  ]);
});

test("R2: two write to one stream at once, and the chain holds both", async () => {
  const id = await filed();
  const remarks: Act = (it) => it.record({ exception: id, by: "Sam", version: null });
  expect(await race(remarks, remarks)).toEqual([null, null]);
  const linked = await watcher.rows<{ linked: boolean }>(
    "SELECT prev_hash = lag(hash, 1, audit_genesis(stream)) OVER (ORDER BY seq) AS linked FROM audit_event WHERE exception_id = $1",
    [id],
  );
  expect(linked).toEqual([{ linked: true }, { linked: true }, { linked: true }]);
});
