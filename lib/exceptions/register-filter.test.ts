import fc from "fast-check";
import { expect, test } from "vitest";

import {
  changed,
  columns,
  groupings,
  isNarrowed,
  mostColumns,
  type Params,
  parseFilter,
  queryOf,
  type RegisterFilter,
  sortKeys,
  statusWords,
  usualSort,
  views,
  wholeView,
} from "@/lib/exceptions/register-filter";
import { filterSentence } from "@/lib/exceptions/register-sentence";
import { Domain, RecheckOutcome, Risk } from "@/prisma/generated/enums";

const cora = "019a0000-0000-7000-8000-000000000001";

function read(query: string) {
  const params: Params = {};
  for (const [name, value] of new URLSearchParams(query)) params[name] = value;
  return parseFilter(params);
}

const filters: fc.Arbitrary<RegisterFilter> = fc.record({
  saved: fc.option(fc.constant(cora)),
  view: fc.constantFrom(...views),
  q: fc
    .array(fc.stringMatching(/^[\p{L}\d'"%&+=/\\()*-]{1,12}$/u), { maxLength: 4 })
    .map((words) => words.join(" ")),
  numbers: fc.uniqueArray(fc.integer({ min: 1, max: 999_999_999 }), { maxLength: 4 }),
  status: fc.subarray([...statusWords]),
  risk: fc.subarray(Object.values(Risk)),
  recheck: fc.subarray(Object.values(RecheckOutcome)),
  domain: fc.subarray(Object.values(Domain)),
  policy: fc.uniqueArray(fc.stringMatching(/^[A-Z]{3}-\d{3}$/), { maxLength: 3 }),
  system: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}-[a-z]{1,6}$/), { maxLength: 3 }),
  model: fc.uniqueArray(fc.stringMatching(/^[A-Za-z][a-z]{0,6} \d$/), { maxLength: 2 }),
  vendor: fc.uniqueArray(fc.stringMatching(/^[A-Z][a-z]{1,6} [a-z]{1,6}$/), { maxLength: 2 }),
  data: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}-[a-z]{1,6}$/), { maxLength: 2 }),
  team: fc.uniqueArray(fc.stringMatching(/^[A-Z][a-z]{1,6} [a-z]{1,6}$/), { maxLength: 3 }),
  owner: fc.option(fc.constantFrom("me", cora)),
  requester: fc.option(fc.constantFrom("me", cora)),
  endsWithinHours: fc.option(
    fc.oneof(
      fc.integer({ min: 1, max: 999 }),
      fc.integer({ min: 1, max: 999 }).map((days) => days * 24),
    ),
  ),
  urgent: fc.boolean(),
  groupBy: fc.option(fc.constantFrom(...groupings)),
  sort: fc.record({ by: fc.constantFrom(...sortKeys), descending: fc.boolean() }),
  columns: fc.shuffledSubarray([...columns], { minLength: 1, maxLength: mostColumns }),
  page: fc.integer({ min: 1, max: 9999 }),
});

test("a filter that is written into the address and read again is the same filter", () => {
  fc.assert(
    fc.property(filters, (filter) => {
      expect(read(queryOf(filter))).toEqual({ filter, dropped: [] });
    }),
  );
});

test("whatever stands in the address, the filter that is read from it stays the same when it is written and read again", () => {
  const names = [
    "view",
    "q",
    "status",
    "risk",
    "policy",
    "owner",
    "ends",
    "urgent",
    "team",
    "model",
    "vendor",
    "data",
    "group",
    "saved",
    "sort",
    "columns",
    "page",
  ];
  const params = fc.dictionary(
    fc.constantFrom(...names),
    fc.oneof(fc.string({ unit: "binary" }), fc.array(fc.string(), { maxLength: 3 })),
  );
  fc.assert(
    fc.property(params, (junk) => {
      const { filter } = parseFilter(junk);
      expect(read(queryOf(filter)).filter).toEqual(filter);
    }),
  );
});

test("who opens the register sees what is in force by its end, and who searches sees everything", () => {
  expect(read("").filter).toMatchObject({
    view: "in-force",
    sort: { by: "ends", descending: false },
    page: 1,
  });
  expect(read("?q=tls").filter).toMatchObject({ view: "all", sort: { by: "number", descending: true } });
});

test("what is on the screen always has an address of its own: none at all, or a view alone, asks for what was kept", () => {
  expect(queryOf(read("").filter)).toBe("?view=in-force");
  expect(queryOf(read("?q=tls").filter)).toBe("?q=tls");
  expect(queryOf(read(`?saved=${cora}`).filter)).toBe(`?saved=${cora}&view=in-force`);
  expect(queryOf(read(`?saved=${cora}&q=tls`).filter)).toBe(`?saved=${cora}&view=all&q=tls`);
});

test("the search box understands names before a colon, and leaves other words alone", () => {
  const { filter, dropped } = read(
    "?q=risk:high,critical ends:<7d policy:sec-014 status:expired owner:@me model:claude vendor:Notely data:bookings 10.0.0.1:5005 debug",
  );
  expect(filter).toMatchObject({
    view: "all",
    q: "10.0.0.1:5005 debug",
    risk: ["high", "critical"],
    endsWithinHours: 168,
    policy: ["SEC-014"],
    status: ["expired"],
    model: ["claude"],
    vendor: ["Notely"],
    data: ["bookings"],
    owner: "me",
  });
  expect(dropped).toEqual([]);
});

test("a value that is not known is dropped, and the drop is told", () => {
  const { filter, dropped } = read(
    "?risk=high,extreme&status=done&ends=soon&owner=cora&view=mine&sort=mood&page=0&columns=title,shoe",
  );
  expect(filter).toMatchObject({
    risk: ["high"],
    status: [],
    endsWithinHours: null,
    owner: null,
    columns: ["title"],
    page: 1,
  });
  expect(dropped).toEqual([
    "status done",
    "risk extreme",
    "owner cora",
    "ends soon",
    "view mine",
    "columns shoe",
    "sort mood",
    "page 0",
  ]);
});

test("choosing a status leaves a view that has only one, and any change begins on the first page", () => {
  const paged = { ...read("?view=in-force&risk=high").filter, page: 3 };
  expect(changed(paged, { status: ["expired"] })).toMatchObject({ view: "all", risk: ["high"], page: 1 });
  expect(changed(paged, { risk: [] })).toMatchObject({ view: "in-force", page: 1 });
  expect(changed(read("?view=in-force").filter, { view: "all" }).sort).toEqual(usualSort("all"));
  expect(changed(read("?view=in-force&sort=risk").filter, { view: "all" }).sort).toEqual({
    by: "risk",
    descending: false,
  });
});

test("a whole view is narrowed by nothing", () => {
  const filter = wholeView("sensitive", { view: "all", columns: ["title"] });
  expect(isNarrowed(filter)).toBe(false);
  expect(queryOf(filter)).toBe("?view=sensitive&columns=title");
  expect(queryOf(wholeView("sensitive"))).toBe("?view=sensitive");
});

test("what is still open says why, unless other columns were chosen", () => {
  expect(read("?view=open").filter.columns).toContain("why");
  expect(read("?view=in-force").filter.columns).not.toContain("why");
  expect(wholeView("open", read("?view=in-force").filter).columns).toContain("why");
  expect(wholeView("open", read("?view=in-force&columns=title,risk").filter).columns).toEqual([
    "title",
    "risk",
  ]);
  expect(changed(read("?view=open").filter, { view: "all" }).columns).toContain("renewals");
});

test("where a model is used, the list shows which, on what, facing whom and with which safeguards", () => {
  expect(read("?view=ai").filter).toMatchObject({
    columns: ["title", "model", "vendor", "data", "facing", "risk", "ends", "safeguards"],
    sort: { by: "ends", descending: false },
  });
});

test("the filter is told in one sentence", () => {
  const sentence = (query: string) => filterSentence(read(query).filter, () => "Cora Lind");
  expect(sentence("?status=active,expired&risk=high,critical&ends=7d&owner=me")).toBe(
    "Active or expired, high or critical, ending in 7 days, owner Cora Lind",
  );
  expect(sentence("")).toBe("In force");
  expect(sentence("?view=all")).toBe("All exceptions");
  expect(sentence("?view=sensitive&risk=low")).toBe(
    "In force, touching regulated data, customers or external models, low",
  );
  expect(
    sentence(
      "?q=vpn tunnel&policy=SEC-014&system=payroll-feed&team=Payments,-&model=claude&data=bookings&domain=ai&ends=36h&status=remediated",
    ),
  ).toBe(
    "Closed: remediated, rule SEC-014, AI rules, system payroll-feed, model claude, data bookings, team Payments or none, ending in 36 hours, with “vpn tunnel”",
  );
});

test("rows that were picked are named by number, 200 at most, and what is no number is left out and said", () => {
  const many = Array.from({ length: 201 }, (_, index) => `EX-${index + 1}`).join();
  expect(read(`?numbers=${many}`)).toMatchObject({ dropped: ["numbers EX-201"] });
  expect(read(`?numbers=${many}`).filter.numbers).toHaveLength(200);
  const { filter, dropped } = read("?numbers=ex-1017,1042,EX-1017,0,DROP");
  expect({ numbers: filter.numbers, view: filter.view, dropped }).toEqual({
    numbers: [1017, 1042],
    view: "all",
    dropped: ["numbers 0", "numbers DROP"],
  });
  expect(filterSentence(filter, String)).toBe("All exceptions, EX-1017 or EX-1042");
});
