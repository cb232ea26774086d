import { parse } from "node:querystring";
import fc from "fast-check";
import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";

import { db } from "@/lib/db";
import { breakCondition } from "@/lib/exceptions/break-condition";
import { close } from "@/lib/exceptions/close";
import { isLate } from "@/lib/exceptions/conditions";
import { expireDue } from "@/lib/exceptions/expire-due";
import { exportRegister } from "@/lib/exceptions/export-register";
import { isInForce, statusAt } from "@/lib/exceptions/lifecycle";
import { isStale } from "@/lib/exceptions/readings";
import {
  changed,
  columns,
  groupings,
  noTeam,
  parseFilter,
  queryOf,
  type RegisterFilter,
  type StatusWord,
  sortKeys,
  statusWords,
  views,
} from "@/lib/exceptions/register-filter";
import { facetsOf } from "@/lib/exceptions/register-groups";
import { knownOf } from "@/lib/exceptions/register-known";
import { allNumbers, countedUpTo, registerPage } from "@/lib/exceptions/register-page";
import type { Content } from "@/lib/exceptions/revisions";
import type { AskedCondition } from "@/lib/exceptions/schemas";
import { withdraw } from "@/lib/exceptions/withdraw";
import { editSystem } from "@/lib/systems/edit-system";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { decidedBy, filedBy, highRisk, lowRisk } from "@/lib/testing/requests";
import { Domain, RecheckOutcome, Risk } from "@/prisma/generated/enums";

const hour = 3_600_000;
const hoursAfter = (hours: number) => new Date(noon.getTime() + hours * hour);

let cast: Cast;
let everything: Awaited<ReturnType<typeof wholeRegister>>;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
  await fillRegister();
  everything = await wholeRegister();
}, 60_000);

/** One of each kind: every status, two owners, three rules, ends from hours to weeks away, a broken condition. */
async function fillRegister() {
  const { Cora, Sam, Ada, Dan } = cast.actor;
  const { tls, export: data, port } = cast.policy;
  const { payroll, sandbox } = cast.system;
  const where = (policyId: string, systemId: string) => [
    { policyId, systemId, environment: "test" as const, resource: "" },
  ];
  const active = async (title: string, seconds: number, changes: Parameters<typeof filedBy>[2] = {}) => {
    const { id } = await filedBy(cast, Cora, { title, window: { kind: "length", seconds }, ...changes });
    await decidedBy(Ada, id);
    return id;
  };

  const {
    id: _,
    key: __,
    retiredAt: ___,
    ...facts
  } = await db.system.findUniqueOrThrow({ where: { id: sandbox } });
  const known = {
    kind: "ai_model" as const,
    model: "Large 3",
    vendor: "Notely GmbH",
    dataSets: ["bookings", "claims"],
  };
  await filled(editSystem({ systemId: sandbox, ...facts, ...known }, cast.actor.Root, noon));

  await filedBy(cast, Sam, { title: "Pending: export for the printer", scope: where(data, sandbox) });
  const footprint = { deployment: "eu-central-1", faces: "3,100 customers", dataSets: ["payslips"] };
  await active("Model on payslips alone", 6 * 86_400, {
    scope: where(tls, sandbox).map((place) => ({ ...place, footprint })),
  });
  const back = await filedBy(cast, Cora, { title: "Sent back: MFA off for a weekend" });
  await decidedBy(Ada, back.id, "send_back");
  const no = await filedBy(cast, Cora, { title: "Rejected: debug port", scope: where(port, payroll) });
  await decidedBy(Ada, no.id, "reject");
  const gone = await filedBy(cast, Sam, { title: "Withdrawn: debug port", scope: where(port, sandbox) });
  await filled(withdraw({ exceptionId: gone.id, reason: "Solved." }, Sam, noon));

  await active("Ends in hours", 5 * 3600);
  await active("Ends in hours and is recorded", 3 * 3600);
  await expireDue(hoursAfter(4));
  await active("Ends in five days", 5 * 86_400, { urgent: { what: "INC-4711" } });
  await active("100% of customers, with 'quotes' and \\ in it", 2 * 86_400, {
    classification: { ...lowRisk, exposure: "customers" },
    scope: [...where(tls, sandbox), ...where(port, sandbox)],
  });
  const start = hoursAfter(48).toISOString();
  await active("Starts later", 86_400, { window: { kind: "length", seconds: 86_400, start } });
  const dueIn = (seconds: number, suspends: boolean): AskedCondition => ({
    statement: "Log read daily.",
    due: { kind: "after", seconds },
    suspends,
  });
  const before: AskedCondition = { statement: "Allow-list set.", due: { kind: "before" }, suspends: false };
  await breakFirstCondition(
    await active("Suspended", 4 * 86_400, { conditions: [dueIn(86_400, true), dueIn(86_400, false)] }),
  );
  await breakFirstCondition(
    await active("Broken, and it only warns", 4 * 86_400, { conditions: [dueIn(86_400, false)] }),
  );
  await active("Suspended from tomorrow on", 4 * 86_400, { conditions: [dueIn(86_400, true)] });
  await active("Not proven before the start", 4 * 86_400, { conditions: [before] });
  const closed = await active("Closed before its end", 3 * 86_400);
  const closing = { exceptionId: closed, removedOn: "2026-11-20", verifiedById: Dan.id, note: "" };
  await filled(close(closing, Cora, noon));
  await filedBy(cast, Cora, {
    title: "High: remote access",
    classification: { ...highRisk, dataSensitivity: "regulated" },
    window: { kind: "length", seconds: 86_400 },
    scope: [{ policyId: tls, systemId: payroll, environment: "production", resource: "" }],
  });
}

async function breakFirstCondition(exceptionId: string) {
  const { id } = await db.condition.findFirstOrThrow({ where: { exceptionId } });
  const breaking = { exceptionId, conditionId: id, reason: "The log was not read." };
  await filled(breakCondition(breaking, cast.actor.Ada, noon));
}

async function wholeRegister() {
  return db.exception.findMany({
    include: {
      owner: true,
      revisions: true,
      scopes: { include: { policy: true, system: true } },
      conditions: { include: { lastReading: true } },
    },
  });
}

type Whole = (typeof everything)[number];

/** What a filter means, told once more without SQL. Words are left to tests of their own. */
function fits(x: Whole, filter: RegisterFilter, now: Date, actorId: string): boolean {
  const { view, status, risk, recheck, policy, system, domain, model, vendor, data, team, owner } = filter;
  const { requester, endsWithinHours, urgent, numbers } = filter;
  const content = x.revisions.find(({ number }) => number === x.revision)?.content as Content;
  const scopes = x.scopes.filter(({ revision }) => revision === x.revision);
  const shown = statusAt(x, now);
  const { dataSensitivity, exposure, facts } = content.classification;
  const inView = {
    "in-force": isInForce(x, now),
    pending: shown === "pending",
    ended: shown === "expired",
    sensitive:
      isInForce(x, now) &&
      (dataSensitivity === "regulated" || exposure === "customers" || facts.usesExternalModel),
    "not-holding":
      shown === "active" &&
      x.conditions.some(
        (condition) =>
          condition.revision === x.revision &&
          (condition.state === "broken" ||
            (condition.state === "unknown" && condition.timing === "before") ||
            isLate(condition, x, now) ||
            isStale(condition, now)),
      ),
    open: shown === "active" || shown === "expired",
    ai:
      (shown === "active" || shown === "expired") &&
      (facts.usesExternalModel ||
        scopes.some((scope) => scope.policy.domain === "ai" || scope.system.kind === "ai_model")),
    all: true,
  }[view];
  const isStatus = (word: StatusWord) =>
    word === shown || word === x.closedReason || (word === "sent-back" && shown === "pending" && x.sentBack);
  const endsSoon = (hours: number) =>
    shown === "active" && x.endsAt !== null && x.endsAt.getTime() <= now.getTime() + hours * hour;
  const says = (name: string, word: string) => name.toLowerCase().includes(word.toLowerCase());
  const systemSays = (name: string) => ["bookings", "claims"].includes(name);
  const meant = (id: string) => (id === "me" ? actorId : id);
  const anyOf = <Value>(wanted: Value[], has: (value: Value) => boolean) =>
    wanted.length === 0 || wanted.some(has);

  return (
    inView &&
    anyOf(numbers, (one) => one === x.number) &&
    anyOf(status, isStatus) &&
    anyOf(risk, (one) => one === x.risk) &&
    anyOf(recheck, (one) => one === x.recheck) &&
    anyOf(policy, (key) => scopes.some((scope) => scope.policy.key === key)) &&
    anyOf(system, (key) => scopes.some((scope) => scope.system.key === key)) &&
    anyOf(domain, (one) => scopes.some((scope) => scope.policy.domain === one)) &&
    anyOf(model, (word) => scopes.some((scope) => says(scope.system.model, word))) &&
    anyOf(vendor, (word) => scopes.some((scope) => says(scope.system.vendor, word))) &&
    anyOf(data, (word) =>
      scopes.some((scope) =>
        scope.dataSets.length > 0
          ? scope.dataSets.includes(word) ||
            scope.dataSets.some((name) => says(name, word) && systemSays(name))
          : scope.system.dataSets.some((name) => says(name, word)),
      ),
    ) &&
    anyOf(team, (name) => name === (x.owner.team || noTeam)) &&
    (owner === null || x.ownerId === meant(owner)) &&
    (requester === null || x.requesterId === meant(requester)) &&
    (endsWithinHours === null || endsSoon(endsWithinHours)) &&
    (!urgent || content.urgent !== undefined)
  );
}

const filterOf = (query: string) => parseFilter(parse(query.replace("?", ""))).filter;
const asking = (now = noon) => ({ actorId: cast.actor.Cora.id, now });
const titlesOf = async (query: string, now = noon) =>
  (await registerPage(filterOf(query), asking(now))).rows.map(({ title }) => title);

describe("what a filter finds", () => {
  test("any filter finds what it says at any instant, and rows, count and export agree", async () => {
    const some = <Value>(values: readonly Value[]): fc.Arbitrary<Value[]> =>
      fc.oneof(fc.constant<Value[]>([]), fc.subarray([...values], { maxLength: Math.min(3, values.length) }));
    const filters = fc.record({
      view: fc.constantFrom(...views),
      numbers: fc.constantFrom(
        [],
        [],
        everything.slice(1, 4).map(({ number }) => number),
      ),
      status: some(statusWords),
      risk: some(Object.values(Risk)),
      recheck: some(Object.values(RecheckOutcome)),
      domain: some(Object.values(Domain).slice(0, 2)),
      policy: some(["SEC-014", "SEC-002", "DAT-001"]),
      system: some(["payroll-feed", "sandbox"]),
      model: some(["large", "nothing"]),
      vendor: some(["NOTELY"]),
      data: some(["book", "payslips", "pay"]),
      team: some(["Payments", noTeam]),
      owner: fc.constantFrom(null, null, "me", cast.actor.Sam.id),
      requester: fc.constantFrom(null, null, null, "me", cast.actor.Sam.id),
      endsWithinHours: fc.constantFrom(null, null, 1, 24, 72, 168),
      urgent: fc.constantFrom(false, false, true),
      sort: fc.record({ by: fc.constantFrom(...sortKeys), descending: fc.boolean() }),
      // From the instant to which the story above is told: an earlier one would be a clock set back.
      hours: fc.constantFrom(4, 4.999_999, 5, 24, 48, 60, 96, 200),
    });
    await fc.assert(
      fc.asyncProperty(filters, async ({ hours, ...narrowed }) => {
        const filter = {
          ...narrowed,
          saved: null,
          groupBy: null,
          q: "",
          numbers: [],
          columns: [...columns],
          page: 1,
        };
        const now = hoursAfter(hours);
        const expected = everything.filter((x) => fits(x, filter, now, cast.actor.Cora.id));

        const page = await registerPage(filter, asking(now));
        expect(page.rows.map(({ number }) => number).sort()).toEqual(
          expected.map(({ number }) => number).sort(),
        );
        expect(page.found).toEqual({ count: expected.length, capped: false });
        expect([...(await allNumbers(filter, asking(now)))]).toEqual(page.rows.map(({ number }) => number));
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  test("what was picked by number is found, and nothing besides", async () => {
    const picked = everything.slice(1, 4).map(({ number }) => number);
    const page = await registerPage(filterOf(`?numbers=${picked}`), asking(noon));
    expect(page.rows.map(({ number }) => number).sort()).toEqual([...picked].sort());
    expect(page.found).toEqual({ count: 3, capped: false });
  });

  test("each tile says how many rows stand behind it", async () => {
    for (const now of [noon, hoursAfter(3), hoursAfter(60)]) {
      const { inView } = await registerPage(filterOf(""), asking(now));
      for (const view of views) {
        const { rows } = await registerPage(filterOf(`?view=${view}`), asking(now));
        expect({ view, count: rows.length }).toEqual({ view, count: inView[view].count });
      }
    }
  });

  test("in force is what the database's own in_force says, one millisecond before an end and at the end", async () => {
    for (const now of [noon, new Date(hoursAfter(5).getTime() - 1), hoursAfter(5), hoursAfter(49)]) {
      const { rows } = await registerPage(filterOf("?view=in-force&sort=number"), asking(now));
      const twin = await db.$queryRaw<
        { number: number }[]
      >`SELECT x.number FROM exception x WHERE in_force(x, ${now}) ORDER BY x.number`;
      expect(rows.map(({ number }) => number)).toEqual(twin.map(({ number }) => number));
    }
  });
});

describe("words", () => {
  test("every word has to be there, the last one may be a beginning", async () => {
    // Two by their title, and one by the title of its rule, "No open debug ports".
    expect(await titlesOf("?q=debug port")).toHaveLength(3);
    expect(await titlesOf("?q=port debug")).toHaveLength(2);
    expect(await titlesOf("?q=debug withdr")).toEqual(["Withdrawn: debug port"]);
    expect(await titlesOf("?q=withdr debug")).toEqual([]);
    expect(await titlesOf("?q=sandbox printer")).toEqual(["Pending: export for the printer"]);
    expect(await titlesOf("?q=PAYROLL-F&status=rejected")).toEqual(["Rejected: debug port"]);
  });

  test("a number finds that exception, with or without its letters", async () => {
    const [one] = everything;
    if (!one) throw new Error("The register is empty.");
    expect(await titlesOf(`?q=EX-${one.number}`)).toEqual([one.title]);
    expect(await titlesOf(`?q=ex${one.number}`)).toEqual([one.title]);
    expect(await titlesOf(`?q=${one.number}`)).toEqual([one.title]);
    expect(await titlesOf("?q=EX-99999999999999")).toEqual([]);
  });

  test("no character that somebody types is an error", async () => {
    expect(await titlesOf("?q=with 'quotes'")).toHaveLength(1);
    for (const typed of ["'", "\\", "a & | ! ( ) : *", "<->", "%", "''':*", "🙂", "-", "EX-"]) {
      await expect(titlesOf(`?view=all&q=${encodeURIComponent(typed)}`)).resolves.toBeInstanceOf(Array);
    }
  });
});

describe("groups", () => {
  test("each group holds what its link shows, with its first rows, whatever narrows the list", async () => {
    for (const by of groupings) {
      for (const query of [
        "?view=all",
        "?view=open",
        "?view=all&policy=SEC-014",
        "?view=all&status=sent-back,closed",
        "?domain=security",
      ]) {
        const filter = filterOf(`${query}&group=${by}`);
        const { groups, rows } = await registerPage(filter, asking(hoursAfter(5)));
        expect(groups?.groups.length).toBeGreaterThan(0);
        for (const { count, numbers, whole } of groups?.groups ?? []) {
          const shown = await registerPage(filterOf(queryOf(whole)), asking(hoursAfter(5)));
          expect({ by, query, count }).toEqual({ by, query, count: shown.found.count });
          expect(numbers).toEqual(shown.rows.slice(0, numbers.length).map(({ number }) => number));
          expect(rows.map(({ number }) => number)).toEqual(expect.arrayContaining(numbers));
        }
        if (by === "owner" || by === "risk")
          expect(groups?.groups.reduce((sum, { count }) => sum + count, 0)).toBe(
            everything.filter((x) => fits(x, filter, hoursAfter(5), cast.actor.Cora.id)).length,
          );
      }
    }
  });

  test("who narrowed the list to one rule sees no group of another that the same exception breaks", async () => {
    // "100% of customers" breaks SEC-014 and SEC-002 at once.
    const keys = async (query: string) =>
      (await registerPage(filterOf(`${query}&group=policy`), asking())).groups?.groups.map(({ key }) => key);
    expect(await keys("?q=customers&policy=SEC-002")).toEqual(["SEC-002"]);
    expect(await keys("?q=customers")).toEqual(["SEC-002", "SEC-014"]);
  });

  test("the count beside a choice is what choosing it alone would show", async () => {
    const filter = filterOf("?view=in-force&risk=low&policy=SEC-014");
    const facets = await facetsOf(filter, asking(hoursAfter(5)));
    for (const by of ["policy", "risk", "status", "system", "team", "domain", "owner"] as const) {
      for (const [key, count] of Object.entries(facets[by])) {
        const alone = by === "owner" ? key : [key];
        const chosen = changed(filter, { [by]: alone });
        const { found } = await registerPage(chosen, asking(hoursAfter(5)));
        expect({ by, key, count }).toEqual({ by, key, count: found.count });
      }
    }
    expect(facets.risk).toMatchObject({ critical: 0 });
  });
});

describe("pages", () => {
  test("pages in a row hold each exception once, whatever the order", async () => {
    await addPlainRows(120);
    for (const by of sortKeys) {
      for (const sort of [by, `-${by}`]) {
        const pages = [1, 2, 3, 4].map((page) =>
          registerPage(filterOf(`?view=all&sort=${sort}&page=${page}`), asking()),
        );
        const seen = (await Promise.all(pages)).flatMap(({ rows }) => rows.map(({ number }) => number));
        expect(new Set(seen).size).toBe(everything.length + 120);
        expect(seen).toEqual([...(await allNumbers(filterOf(`?view=all&sort=${sort}`), asking()))]);
      }
    }
    const last = await registerPage(filterOf("?view=all&page=3"), asking());
    expect([last.rows.length, last.more]).toEqual([everything.length + 20, false]);
    expect((await registerPage(filterOf("?view=all&page=9"), asking())).rows).toEqual([]);
  });

  test("what ends first comes first, and what has no end comes last either way", async () => {
    const ends = async (sort: string) =>
      (
        await registerPage(filterOf(`?view=all&sort=${sort}&status=active,expired,rejected`), asking())
      ).rows.map(({ endsAt }) => endsAt?.getTime() ?? null);
    const [up, down] = [await ends("ends"), await ends("-ends")];
    expect(up.at(-1)).toBeNull();
    expect(down.at(-1)).toBeNull();
    const dated = up.filter((end) => end !== null);
    expect(dated).toEqual([...dated].sort((a, b) => a - b));
    expect(down.filter((end) => end !== null)).toEqual([...dated].reverse());
  });

  test("counting stops at a thousand and says so; the export counts on", async () => {
    await addPlainRows(countedUpTo);
    const page = await registerPage(filterOf("?view=pending"), asking());
    expect(page.found).toEqual({ count: countedUpTo, capped: true });
    expect(page.more).toBe(true);
    expect((await allNumbers(filterOf("?view=pending"), asking())).length).toBeGreaterThan(countedUpTo);
  });
});

test("an export holds the rows and columns on the screen and leaves one event with its filter and its count", async () => {
  const filter = filterOf("?view=all&status=rejected,withdrawn&columns=title,status,ends&sort=number");
  const known = await knownOf({ filter, dropped: [] }, cast.actor.Cora);
  const outcome = await filled(exportRegister(known, "Europe/Berlin", cast.actor.Cora, noon));
  const rows = [];
  for await (const batch of outcome.batches) rows.push(...batch);

  expect(outcome.head).toEqual(["No.", "What", "Status", "Ends (UTC)"]);
  expect(rows.slice(0, -1).map(([, ...cells]) => cells)).toEqual([
    ["Rejected: debug port", "Rejected", null],
    ["Withdrawn: debug port", "Closed: withdrawn", null],
  ]);
  expect(String(rows.at(-1)?.[0])).toContain("Times are UTC; the zone of the organisation is Europe/Berlin.");
  expect(await db.auditEvent.findMany({ where: { action: "register.exported" } })).toMatchObject([
    {
      stream: "export/2026-11-20",
      actorId: cast.actor.Cora.accountId,
      body: { filter: "Rejected or closed: withdrawn", rows: 2 },
    },
  ]);
});

test("a list of models says which, on what, facing whom, and whether its safeguards hold; so does its export", async () => {
  const asked = filterOf("?view=ai&columns=model,vendor,data,facing,safeguards");
  const { rows } = await registerPage(asked, asking(hoursAfter(5)));
  const shown = (title: string) => rows.find((row) => row.title.startsWith(title))?.footprint;
  expect(shown("Model on payslips")).toEqual({
    models: ["Large 3"],
    vendors: ["Notely GmbH"],
    data: ["payslips"],
    facing: ["3,100 customers"],
    safeguards: [],
  });
  expect(shown("100% of customers")).toMatchObject({ data: ["bookings", "claims"] });
  expect((await registerPage(filterOf("?view=open"), asking())).rows.some(({ footprint }) => footprint)).toBe(
    false,
  );
  expect(await titlesOf("?view=ai&data=payslips")).toEqual(["Model on payslips alone"]);
  expect(await titlesOf("?view=ai&data=bookings")).toEqual(["100% of customers, with 'quotes' and \\ in it"]);

  const safe = filterOf("?q=suspended&columns=safeguards");
  const states = (await registerPage(safe, asking(hoursAfter(25)))).rows.map(({ footprint }) =>
    footprint?.safeguards.map(({ state }) => state),
  );
  expect(states).toEqual([["late"], ["broken", "late"]]);

  const known = await knownOf({ filter: asked, dropped: [] }, cast.actor.Cora);
  const outcome = await filled(exportRegister(known, "UTC", cast.actor.Cora, hoursAfter(5)));
  expect(outcome.head).toEqual(["No.", "Model", "Vendor", "Data", "Facing", "Safeguards"]);
  const taken = [];
  for await (const batch of outcome.batches) taken.push(...batch);
  expect(taken.map(([, ...cells]) => cells)).toContainEqual([
    "Large 3",
    "Notely GmbH",
    "payslips",
    "3,100 customers",
    null,
  ]);
});

test("an outside approver takes nothing away, and no event says otherwise", async () => {
  const before = await db.auditEvent.count();
  const known = await knownOf({ filter: filterOf(""), dropped: [] }, cast.actor.Olga);
  expect(await exportRegister(known, "UTC", cast.actor.Olga, noon)).toMatchObject({
    ok: false,
    code: "not-allowed",
  });
  expect(await db.auditEvent.count()).toBe(before);
});

test("rules, systems and people that do not exist are dropped, and the drop is told", async () => {
  const stranger = "019a0000-0000-7000-8000-000000000001";
  const parsed = parseFilter(
    parse(`policy=SEC-014,SEC-999&system=moon&model=moonshot&data=moonrock&owner=${stranger}&requester=me`),
  );
  const known = await knownOf(parsed, cast.actor.Cora);
  expect(known.dropped).toEqual([
    "rule SEC-999",
    "system moon",
    "model moonshot",
    "data moonrock",
    "that owner",
  ]);
  expect(queryOf(known.filter)).toBe("?policy=SEC-014&requester=me");
  expect(known.nameOf("me")).toBe("Cora");
});

/** Pending rows by the hundred, copied past the guards: the register is only read here. */
async function addPlainRows(amount: number) {
  const owner = new pg.Client((await testDatabase()).DATABASE_SUPERUSER_URL);
  await owner.connect();
  await owner.query("ALTER TABLE exception DISABLE TRIGGER USER");
  await owner.query(
    `INSERT INTO exception (id, number, title, risk, requester_id, filed_by_id, owner_id, manager_id, filed_at)
     SELECT gen_random_uuid(), (SELECT max(number) FROM exception) + i, 'Row ' || i % 7, 'low', x.requester_id, x.filed_by_id,
       x.owner_id, x.manager_id, x.filed_at
     FROM generate_series(1, $1) i, (SELECT * FROM exception WHERE status = 'pending' LIMIT 1) x`,
    [amount],
  );
  await owner.end();
}
