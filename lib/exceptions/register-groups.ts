// What the filter finds, cut into groups: how many stand in each, and the first of them. Behind each group stands the
// filter that shows it whole, so that its count and the rows of that list agree.

import { db } from "@/lib/db";
import { type Asking, orderOf, whereOf } from "@/lib/exceptions/register-conditions";
import {
  changed,
  type Grouping,
  groupings,
  noTeam,
  type RegisterFilter,
  type StatusWord,
  statusViews,
} from "@/lib/exceptions/register-filter";
import { riskNames } from "@/lib/exceptions/risk";
import { domainNames, statusNames } from "@/lib/words";
import { Prisma } from "@/prisma/generated/client";
import { ClosedReason, Domain, Risk, Status } from "@/prisma/generated/enums";

export type RegisterGroup = {
  key: string;
  name: string;
  /** What tells it from others: the title of a rule, the name of a system. */
  detail: string;
  count: number;
  /** Its first rows, in the order of the list. */
  numbers: number[];
  /** The filter that shows all of it. */
  whole: RegisterFilter;
};

export type Groups = {
  groups: RegisterGroup[];
  /** How many groups are not among them. */
  left: number;
  /** Only so many of the first rows were cut into groups: there are more. */
  isCapped: boolean;
};

/** Beyond that, the answer would take longer than anybody waits: the list is narrowed first. */
export const groupedUpTo = 20_000;
export const mostGroups = 50;
const firstRows = 5;
const openGroups = 8;

type Found = { key: string; count: number; numbers: number[]; groups: number; rows: number };

export async function registerGroups(filter: RegisterFilter, by: Grouping, asking: Asking): Promise<Groups> {
  const found = await db.$queryRaw<Found[]>`
    ${await foundAndKeyed(filter, by, asking)},
    ranked AS (
      SELECT key, number, place, row_number() OVER (PARTITION BY key ORDER BY place) AS nth FROM keyed
    ), counted AS (
      SELECT key, count(*)::int AS count,
        coalesce(array_agg(number ORDER BY place) FILTER (WHERE nth <= ${firstRows}), '{}') AS numbers
      FROM ranked GROUP BY key
    )
    SELECT counted.*, count(*) OVER ()::int AS groups, (SELECT count(*)::int FROM found) AS rows
    FROM counted ORDER BY ${groupOrders[by]} LIMIT ${mostGroups}`;
  const names = await namesOf(
    by,
    found.map(({ key }) => key),
  );
  const groups = found.map(({ key, count, numbers }, index) => ({
    key,
    ...(names.get(key) ?? { name: key, detail: "" }),
    count,
    numbers: index < openGroups ? numbers : [],
    whole: wholeGroup(filter, by, key),
  }));
  const { groups: all = 0, rows = 0 } = found[0] ?? {};
  return { groups, left: all - groups.length, isCapped: rows > groupedUpTo };
}

export type Facets = Record<Grouping, Record<string, number>>;

/** The counts beside the choices: how many stand behind each, with everything else that narrows the list as it is. */
export async function facetsOf(filter: RegisterFilter, asking: Asking): Promise<Facets> {
  const counts = await Promise.all(
    groupings.map(async (by) => [by, await countsBy(filter, by, asking)] as const),
  );
  const facets = Object.fromEntries(counts) as Facets;
  return {
    ...facets,
    risk: { ...noneOf(Risk), ...facets.risk },
    domain: { ...noneOf(Domain), ...facets.domain },
    status: { ...noneOf(Status), ...facets.status },
  };
}

function noneOf(words: Record<string, string>): Record<string, number> {
  return Object.fromEntries(Object.values(words).map((word) => [word, 0]));
}

async function countsBy(
  filter: RegisterFilter,
  by: Grouping,
  asking: Asking,
): Promise<Record<string, number>> {
  // As where the choice leads: another status is looked for in all views.
  const isOtherStatus = by === "status" && statusViews.includes(filter.view);
  const others = changed(filter, { [by]: emptied[by], view: isOtherStatus ? "all" : filter.view });
  const counts = await db.$queryRaw<{ key: string; count: number }[]>`
    ${await foundAndKeyed(others, by, asking)}
    SELECT key, count(*)::int AS count FROM keyed GROUP BY key`;
  return Object.fromEntries(counts.map(({ key, count }) => [key, count]));
}

/** `found`: the rows in the order of the list, bounded. `keyed`: each with the groups in which it stands, once in each. */
async function foundAndKeyed(filter: RegisterFilter, by: Grouping, asking: Asking): Promise<Prisma.Sql> {
  const order = orderOf(filter.sort);
  return Prisma.sql`
    WITH found AS MATERIALIZED (
      SELECT x.id, x.number, x.revision, x.risk, x.status, x.ends_at, x.owner_id, row_number() OVER (${order}) AS place
      FROM exception x ${await whereOf(filter, asking)} ${order} LIMIT ${groupedUpTo + 1}
    ), keyed AS (
      SELECT DISTINCT x.number, x.place, ${keyOf(by, asking.now)} AS key FROM found x ${joins[by]}
      WHERE x.place <= ${groupedUpTo} AND ${onlyChosen(filter, by)}
    )`;
}

const scope = Prisma.sql`JOIN scope s ON (s.exception_id, s.revision) = (x.id, x.revision)`;
const joins: Record<Grouping, Prisma.Sql> = {
  policy: Prisma.sql`${scope} JOIN policy p ON p.id = s.policy_id`,
  domain: Prisma.sql`${scope} JOIN policy p ON p.id = s.policy_id`,
  system: Prisma.sql`${scope} JOIN system y ON y.id = s.system_id`,
  team: Prisma.sql`JOIN person o ON o.id = x.owner_id`,
  owner: Prisma.empty,
  risk: Prisma.empty,
  status: Prisma.empty,
};

function keyOf(by: Grouping, now: Date): Prisma.Sql {
  switch (by) {
    case "policy":
      return Prisma.sql`p.key`;
    case "domain":
      return Prisma.sql`p.domain::text`;
    case "system":
      return Prisma.sql`y.key`;
    case "team":
      return Prisma.sql`coalesce(nullif(o.team, ''), ${noTeam})`;
    case "owner":
      return Prisma.sql`x.owner_id::text`;
    case "risk":
      return Prisma.sql`x.risk::text`;
    case "status": // as the clock has it
      return Prisma.sql`CASE WHEN x.status IN ('active', 'expired')
        THEN CASE WHEN x.ends_at <= ${now} THEN 'expired' ELSE 'active' END ELSE x.status::text END`;
  }
}

/** Who narrowed the list to two rules sees those two groups, and not whatever else the same exceptions break. */
function onlyChosen({ policy, domain, system }: RegisterFilter, by: Grouping): Prisma.Sql {
  if (by === "policy" && policy.length > 0) return Prisma.sql`p.key = ANY(${policy}::text[])`;
  if (by === "domain" && domain.length > 0) return Prisma.sql`p.domain = ANY(${domain}::domain[])`;
  if (by === "system" && system.length > 0) return Prisma.sql`y.key = ANY(${system}::text[])`;
  return Prisma.sql`true`;
}

const largestFirst = Prisma.sql`count DESC, key`;
const groupOrders: Record<Grouping, Prisma.Sql> = {
  policy: largestFirst,
  domain: largestFirst,
  system: largestFirst,
  team: largestFirst,
  owner: largestFirst,
  risk: Prisma.sql`key::risk DESC`,
  status: Prisma.sql`key::status`,
};

// Each grouping is a field of the filter by the same name.
const emptied = {
  policy: [],
  domain: [],
  system: [],
  team: [],
  owner: null,
  risk: [],
  status: [],
} satisfies Record<Grouping, [] | null>;

function wholeGroup(filter: RegisterFilter, by: Grouping, key: string): RegisterFilter {
  const value = by === "owner" ? key : by === "status" ? statusWordsOf(filter, key as Status) : [key];
  return changed(filter, { view: filter.view, groupBy: null, [by]: value });
}

/** Sent back is a part of pending, remediated of closed: what was chosen stays chosen. */
function statusWordsOf({ status: chosen }: RegisterFilter, key: Status): StatusWord[] {
  const parts = chosen.filter((word) => statusOf(word) === key);
  return parts.length > 0 ? parts : [key];
}

function statusOf(word: StatusWord): Status {
  if (word === "sent-back") return "pending";
  return word in ClosedReason ? "closed" : (word as Status);
}

type Name = { name: string; detail: string };

async function namesOf(by: Grouping, keys: string[]): Promise<Map<string, Name>> {
  const plain = (names: Record<string, string>) =>
    new Map(keys.map((key) => [key, { name: names[key] ?? key, detail: "" }]));
  switch (by) {
    case "policy": {
      const policies = await db.policy.findMany({
        where: { key: { in: keys } },
        select: { key: true, title: true },
      });
      return new Map(policies.map(({ key, title }) => [key, { name: key, detail: title }]));
    }
    case "system": {
      const systems = await db.system.findMany({
        where: { key: { in: keys } },
        select: { key: true, name: true },
      });
      return new Map(systems.map(({ key, name }) => [key, { name: key, detail: name }]));
    }
    case "owner": {
      const people = await db.person.findMany({
        where: { id: { in: keys } },
        select: { id: true, name: true, team: true },
      });
      return new Map(people.map(({ id, name, team }) => [id, { name, detail: team }]));
    }
    case "domain":
      return plain(domainNames satisfies Record<Domain, string>);
    case "risk":
      return plain(riskNames satisfies Record<Risk, string>);
    case "status":
      return plain(statusNames satisfies Record<Status, string>);
    case "team":
      return plain({ [noTeam]: "No team" });
  }
}
