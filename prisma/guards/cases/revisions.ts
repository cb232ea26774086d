// R7, R8, R10, R12, R20: what may be asked, and how it changes.

import assert from "node:assert/strict";

import type { Row } from "@/lib/testing/sql";
import type { Case } from "@/prisma/guards/case";
import { allows, refuses } from "@/prisma/guards/case";
import type { Filing, World } from "@/prisma/guards/world";
import { after, day, noon } from "@/prisma/guards/world";

const next = "R10 only a pending request gets its next revision";
const lowered = "R8 nobody lowers the risk";
const nothingElse = "R8 raising the risk changes nothing else";
const badEnd = "R12 the fixed end is past or beyond the limit";
const policyAllowsLess = "R12 a policy allows less";

const of = ({ exception }: World, name: string) => exception[name] as string;
const revise =
  (name: string, change: Partial<Filing> & { set?: Row } = {}) =>
  (it: World) =>
    it.revise(of(it, name), change);
const file = (change: Partial<Filing>) => (it: World) => it.file(change);

const order: Case[] = [
  ...["active", "unratified", "expired", "rejected", "closed"].map((name) =>
    refuses(next, `R10, A9: what is ${name} is not asked anew`, (it) =>
      it.sql.insert(
        "revision",
        it.revisionOf(it.filingOf({ id: of(it, name), risk: name === "unratified" ? "high" : "low" }), 2),
      ),
    ),
  ),
  refuses(next, "R10: no revision is skipped", revise("waiting", { revision: { number: 3 } })),
  refuses(next, "R10: no revision is written twice", revise("waiting", { revision: { number: 1 } })),
  refuses(
    next,
    "R10: the second revision was not filed but edited",
    revise("waiting", { revision: { cause: "filed" } }),
  ),
  refuses(next, "R10: the first revision was filed", file({ revision: { cause: "edited" } })),
  refuses(
    "R4 the first revision is by who filed it",
    "R4: nobody files in somebody else's name",
    file({ revision: { by_id: null } }),
  ),
  refuses(
    "R4 the first revision is by who filed it",
    "R4: the filer is not hidden behind another",
    async (it) => {
      await it.file({ revision: { by_id: it.person.Sam.id } });
    },
  ),
  allows("R10: a pending request gets its next revision", revise("waiting")),
  allows("R10: what was sent back returns as a new revision", revise("sentBack")),
];

const risk: Case[] = [
  refuses(lowered, "R8, A11: an edit does not lower the risk", revise("high", { risk: "moderate" })),
  allows("R8: an edit keeps the risk", revise("high", { risk: "high" })),
  allows("R8: an edit raises the risk", revise("high", { risk: "critical", asked: { asked_seconds: day } })),
  refuses(lowered, "R8, A11: raised once, it does not fall again", revise("raised", { risk: "low" })),
  refuses(nothingElse, "R8: raising the risk raises it", raise({ risk: "low" })),
  refuses(
    nothingElse,
    "R8: raising the risk does not lengthen the window",
    raise({ asked: { asked_seconds: 5 * day + 1 } }),
  ),
  refuses(
    nothingElse,
    "R8: raising the risk does not put an end where a length was",
    raise({ asked: { asked_end: after(2 * day) } }),
  ),
  refuses(
    nothingElse,
    "R8: raising the risk does not move the start",
    raise({ asked: { asked_seconds: day, asked_start: after(day) } }),
  ),
  refuses(
    nothingElse,
    "R8: raising the risk changes no word",
    raise({ content: { reason: "Something else." } }),
  ),
  refuses(
    nothingElse,
    "R8: raising the risk makes no emergency",
    raise({ emergency: true, asked: { asked_seconds: day } }),
  ),
  refuses(
    nothingElse,
    "R8: raising the risk does not move a fixed end",
    raise({ asked: { asked_end: after(3 * day + 1) } }, "fixedEnd"),
  ),
  allows("R8: raising the risk shortens the window", raise({ asked: { asked_seconds: day } })),
  allows(
    "R8: raising the risk keeps a fixed end",
    raise({ asked: { asked_end: after(3 * day) } }, "fixedEnd"),
  ),
  allows("R4, R8: who raises the risk is no editor and may decide", (it) =>
    it.decide({ by: "Eve", on: of(it, "raised") }),
  ),
];

function raise(change: Partial<Filing>, name = "waiting") {
  return (it: World) => it.raise(of(it, name), change);
}

const ends: Case[] = [
  refuses(badEnd, "R12: a fixed end at this instant is refused", file({ asked: { asked_end: noon } })),
  refuses(
    badEnd,
    "R12: a fixed end a millisecond short of a second is refused",
    file({ asked: { asked_end: after(0.999) } }),
  ),
  allows("R12: a fixed end in a second", file({ asked: { asked_end: after(1) } })),
  allows("R12: a fixed end exactly at the limit", file({ asked: { asked_end: after(30 * day) } })),
  refuses(
    badEnd,
    "R12: a fixed end a millisecond beyond the limit is refused",
    file({ asked: { asked_end: after(30 * day + 0.001) } }),
  ),
  allows(
    "R12: the limit counts from the start that is asked",
    file({ asked: { asked_start: after(day), asked_end: after(31 * day) } }),
  ),
  refuses(
    badEnd,
    "R12: a fixed end before the start that is asked is refused",
    file({ asked: { asked_start: after(2 * day), asked_end: after(day) } }),
  ),
  refuses(badEnd, "R12, R16: an extension's fixed end counts from the end of what it extends", (it) =>
    it.file({ continues: of(it, "active"), renewal: 1, asked: { asked_end: after(5 * day) } }),
  ),
  allows("R12, R16: an extension may take the whole limit after that", (it) =>
    it.file({ continues: of(it, "active"), renewal: 1, asked: { asked_end: after(35 * day) } }),
  ),
  refuses(
    { code: "0A000" },
    "R7, C9: minus infinity is no start",
    file({ asked: { asked_start: "-infinity", asked_end: after(day) } }),
  ),
  refuses(badEnd, "R7, C9, lesson 12: infinity is no end", file({ asked: { asked_end: "infinity" } })),
  refuses(
    "R16 an extension starts where the earlier one ends",
    "R16: an extension asks for no start of its own",
    (it) =>
      it.file({
        continues: of(it, "active"),
        renewal: 1,
        asked: { asked_seconds: day, asked_start: after(6 * day) },
      }),
  ),
  allows("R12: exactly what the policy allows", file({ policy: "port", limit: 5 * day })),
  refuses(
    policyAllowsLess,
    "R12: a second more than the policy allows is refused",
    file({ policy: "port", limit: 5 * day + 1 }),
  ),
  refuses(
    { constraint: "revision_rules_version_risk_emergency_risk_limit_seconds_fkey" },
    "R12: nobody invents a limit for the risk",
    file({ limit: 60 * day, revision: { risk_limit_seconds: 60 * day } }),
    { roles: ["app", "owner"] },
  ),
];

const derived: Case[] = [
  refuses(
    "R20 no policy or no scope",
    "R20: a request without policy and scope is refused",
    file({ content: { scope: [] } }),
  ),
  refuses(
    "R20 no policy or no scope",
    "R20: a request that does not speak of scope is refused",
    file({ content: { scope: undefined } }),
  ),
  allows("R4: requester, filer, owner and editor are written down, each in every capacity", async (it) => {
    const id = await it.file({ by: "Ada", requester: "Ben", owner: "Sam" });
    const parties = await it.sql.rows(
      "SELECT p.name, capacity FROM party JOIN person p ON p.id = person_id WHERE exception_id = $1 ORDER BY 1, 2",
      [id],
    );
    assert.deepEqual(parties, [
      { name: "Ada", capacity: "filer" },
      { name: "Ada", capacity: "editor" },
      { name: "Ben", capacity: "requester" },
      { name: "Sam", capacity: "owner" },
    ]);
  }),
  allows("R4: a new owner is written down, and the one before stays", async (it) => {
    await it.move(of(it, "active"), { owner_id: it.person.Sam.id });
    const owners = await it.sql.rows(
      "SELECT p.name FROM party JOIN person p ON p.id = person_id WHERE exception_id = $1 AND capacity = 'owner' ORDER BY 1",
      [of(it, "active")],
    );
    assert.deepEqual(owners, [{ name: "Cora" }, { name: "Sam" }]);
  }),
  allows("R25: the scope is what the revision says", async (it) => {
    const id = await it.file();
    assert.deepEqual(
      await it.sql.rows(
        "SELECT policy_id, system_id, environment, resource FROM scope WHERE exception_id = $1",
        [id],
      ),
      [{ policy_id: it.policy.tls, system_id: it.system, environment: "production", resource: "" }],
    );
  }),
  allows("R10: whatever is sent, the database writes the hash and the time of a revision", async (it) => {
    const id = await it.file({ revision: { content_hash: Buffer.alloc(32), at: after(-day) } });
    const { hashed, now } = await it.sql.row(
      "SELECT content_hash = content_hash(r) AS hashed, at >= $2 AS now FROM revision r WHERE exception_id = $1",
      [id, noon],
    );
    assert.deepEqual({ hashed, now }, { hashed: true, now: true });
  }),
  allows("R10: each thing that is asked is in the hash", async (it) => {
    const changes = [
      "risk = 'high'",
      "rules_version = 2",
      "limit_seconds = 1",
      "emergency = true",
      "asked_start = now()",
      "asked_seconds = 1",
      "asked_end = now()",
      "number = 2",
      "exception_id = gen_random_uuid()",
      "content = '{}'",
    ];
    for (const change of changes) {
      const [column, value] = change.split(" = ") as [string, string];
      const { same } = await it.sql
        .row(
          `SELECT content_hash(jsonb_populate_record(r, jsonb_build_object('${column}', ${value}))) = content_hash(r) AS same FROM revision r WHERE exception_id = $1`,
          [of(it, "waiting")],
        )
        .catch(() => {
          throw new Error(change);
        });
      assert.equal(same, false, change);
    }
  }),
  allows("a request is found by its number, words, policy, system and people", async (it) => {
    const id = await it.file({ content: { title: "Keep TLS 1.1", reason: "Quarterly migration" } });
    for (const word of ["tls", "migration", "payroll", "cora"]) {
      const { found } = await it.sql.row(
        "SELECT words @@ to_tsquery('simple', $2) AS found FROM search_text WHERE exception_id = $1",
        [id, word],
      );
      assert.equal(found, true, word);
    }
  }),
  allows("a changed request is found by its new words", async (it) => {
    await it.revise(of(it, "waiting"), { content: { reason: "Zeppelin" } });
    const { found } = await it.sql.row(
      "SELECT words @@ to_tsquery('simple', 'zeppelin') AS found FROM search_text WHERE exception_id = $1",
      [of(it, "waiting")],
    );
    assert.equal(found, true);
  }),
];

export const revisions: Case[] = [...order, ...risk, ...ends, ...derived];
