// Every guard that could be taken away, each with the SQL that does it. DDL is transactional in PostgreSQL, so a guard
// is gone for the length of one transaction and back at its end.

import type { Sql } from "@/lib/testing/sql";
import { notNullColumns } from "@/prisma/guards/cases/constraints";
import { missingGrants } from "@/prisma/guards/cases/grants";

export type Mutation = {
  kind:
    | "trigger"
    | "rule in a guard"
    | "fires always"
    | "check"
    | "unique"
    | "foreign key"
    | "not null"
    | "grant"
    | "function";
  name: string;
  statements: string[];
  /** What the guard says when it refuses, as far as that can be read in its text: such cases are tried first. */
  says: RegExp;
};

const never = /(?!)/;

export async function everyMutation(sql: Sql): Promise<Mutation[]> {
  const found: Mutation[] = [];
  for (const kind of [triggers, rules, constraints, partialIndexes, notNulls, grants, functions])
    found.push(...(await kind(sql)));
  return found;
}

async function triggers(sql: Sql): Promise<Mutation[]> {
  const rows = await sql.rows<{ table: string; name: string; source: string }>(`
    SELECT t.tgrelid::regclass::text AS table, t.tgname AS name, p.prosrc AS source
    FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal ORDER BY 1, 2`);
  return rows.flatMap(({ table, name, source }) => {
    const says = saidIn(source, table);
    return [
      {
        kind: "trigger" as const,
        name: `${table}.${name}`,
        statements: [`DROP TRIGGER ${name} ON ${table}`],
        says,
      },
      {
        kind: "fires always" as const,
        name: `${table}.${name}`,
        statements: [`ALTER TABLE ${table} ENABLE TRIGGER ${name}`],
        says,
      },
    ];
  });
}

/** Each `PERFORM must(…)` of a guard, taken out of its function. */
async function rules(sql: Sql): Promise<Mutation[]> {
  const rows = await sql.rows<{ name: string; definition: string }>(`
    SELECT p.proname AS name, pg_get_functiondef(p.oid) AS definition
    FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prorettype = 'trigger'::regtype ORDER BY 1`);
  return rows.flatMap(({ name, definition }) =>
    [...definition.matchAll(/PERFORM must\(/g)].map(({ index }) => {
      const call = definition.slice(index, definition.indexOf(";", endOfCall(definition, index)) + 1);
      return {
        kind: "rule in a guard" as const,
        name: `${name}: ${[...call.matchAll(/'(R\d+ [^']*(?:''[^']*)*)'/g)].map(([, text]) => text).join(" / ")}`,
        statements: [`${definition.slice(0, index)}NULL;${definition.slice(index + call.length)}`],
        says: saidIn(call, "[a-z_]+"),
      };
    }),
  );
}

/** Where the bracket that opens at `must(` closes, with quoted text passed over. */
function endOfCall(text: string, from: number) {
  let depth = 0;
  let quoted = false;
  for (let at = text.indexOf("(", from); at < text.length; at++) {
    if (text[at] === "'") quoted = !quoted;
    else if (!quoted && text[at] === "(") depth++;
    else if (!quoted && text[at] === ")" && --depth === 0) return at;
  }
  throw new Error(`A call that does not end: ${text.slice(from, from + 80)}`);
}

/** The sentences in a piece of PL/pgSQL; where it names its table, any table's. */
function saidIn(source: string, table: string): RegExp {
  const sentences = [
    ...source.matchAll(/'(R\d+ (?:[^']|'')*)'((?: \|\| TG_TABLE_NAME \|\| '([^']*)')?)/g),
  ].map(
    ([, start = "", named, end = ""]) =>
      escaped(start.replaceAll("''", "'")).replace("% on %", `[A-Z]+ on ${table}`) +
      (named ? table + escaped(end) : ""),
  );
  return sentences.length > 0 ? new RegExp(`^(${sentences.join("|")})$`) : never;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

async function constraints(sql: Sql): Promise<Mutation[]> {
  const kinds = { c: "check", f: "foreign key", p: "unique", u: "unique" } as const;
  const rows = await sql.rows<{ table: string; name: string; type: keyof typeof kinds }>(`
    SELECT conrelid::regclass::text AS table, conname AS name, contype AS type
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f', 'p', 'u') AND conrelid <> to_regclass('_prisma_migrations') ORDER BY 1, 2`);
  return rows.map(({ table, name, type }) => ({
    kind: kinds[type],
    name: `${table}.${name}`,
    statements: [`ALTER TABLE ${table} DROP CONSTRAINT ${name} CASCADE`],
    says: new RegExp(`^${name}$`),
  }));
}

async function partialIndexes(sql: Sql): Promise<Mutation[]> {
  const rows = await sql.rows<{ table: string; name: string }>(`
    SELECT i.indrelid::regclass::text AS table, i.indexrelid::regclass::text AS name
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
    WHERE c.relnamespace = 'public'::regnamespace AND i.indisunique AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid) ORDER BY 1, 2`);
  return rows.map(({ table, name }) => ({
    kind: "unique",
    name: `${table}.${name}`,
    statements: [`DROP INDEX ${name} CASCADE`],
    says: new RegExp(`^${name}$`),
  }));
}

async function notNulls(sql: Sql): Promise<Mutation[]> {
  const columns = await notNullColumns(sql);
  const identity = await sql.rows<{ table: string; column: string }>(
    "SELECT attrelid::regclass::text AS table, attname AS column FROM pg_attribute WHERE attidentity <> ''",
  );
  return columns
    .filter(({ table, column }) => !identity.some((one) => one.table === table && one.column === column))
    .map(({ table, column }) => ({
      kind: "not null",
      name: `${table}.${column}`,
      statements: [`ALTER TABLE ${table} ALTER ${column} DROP NOT NULL`],
      says: new RegExp(`^${table}\\.${column} is never empty$`),
    }));
}

async function grants(sql: Sql): Promise<Mutation[]> {
  const words: Record<string, string> = {
    SELECT: "see",
    INSERT: "add",
    UPDATE: "change",
    DELETE: "delete from",
    TRUNCATE: "empty",
  };
  return (await missingGrants(sql)).map(({ role, verb, table, column }) => ({
    kind: "grant",
    name: `${verb} on ${table}${column ? `.${column}` : ""} kept from ${role}`,
    statements: [`GRANT ${verb} ${column ? `(${column})` : ""} ON ${table} TO ${role}`],
    says: new RegExp(
      `the ${role.replace("register_", "")} (may|does) not ${words[verb]} ${table}${column ? `\\.${column}` : ""}\\b`,
    ),
  }));
}

/** What the guards stand on: a function that says something else than it should. */
async function functions(sql: Sql): Promise<Mutation[]> {
  const lies: Record<string, { in: [string, string] }[]> = {
    in_force: [
      { in: ["x.status = 'active'", "true"] },
      { in: ["x.starts_at <= instant", "x.starts_at < instant"] },
      { in: ["instant < x.ends_at", "instant <= x.ends_at"] },
      { in: ["instant < x.ratify_by", "instant <= x.ratify_by"] },
      { in: ["x.ratified_at IS NOT NULL OR ", ""] },
      { in: ["(c.exception_id, c.revision) = (x.id, x.revision)", "c.exception_id = x.id"] },
    ],
    stands_in_the_way: [
      { in: ["c.state <> 'holds'", "c.state = 'broken'"] },
      { in: ["c.state <> 'taken_back' AND ", ""] },
      { in: ["c.timing IS NOT DISTINCT FROM 'before'", "false"] },
      { in: ["c.suspends AND", ""] },
      { in: ["instant >= coalesce", "instant > coalesce"] },
      { in: ["c.suspends_stale IS TRUE AND", ""] },
    ],
    is_stale: [{ in: ["c.state = 'holds' AND", ""] }, { in: ["<= instant", "< instant"] }],
    satisfies: [
      { in: ["value < c.threshold", "value <= c.threshold"] },
      { in: ["value <= c.threshold", "value < c.threshold"] },
      { in: ["value > c.threshold", "value >= c.threshold"] },
      { in: ["value >= c.threshold", "value > c.threshold"] },
      { in: ["value = c.threshold", "true"] },
    ],
    root_person: [{ in: ["coalesce(p.same_as_id, p.id)", "p.id"] }],
    must: [{ in: ["ok IS NOT TRUE", "NOT ok"] }],
    is_now: [{ in: ["< 5", "<= 5"] }],
    snapshot: [{ in: ["SET bytea_output TO 'hex'", ""] }, { in: ["SET \"TimeZone\" TO 'UTC'", ""] }],
  };
  const rows = await sql.rows<{ name: string; definition: string }>(
    "SELECT proname AS name, pg_get_functiondef(oid) AS definition FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname = ANY ($1)",
    [Object.keys(lies)],
  );
  return rows.flatMap(({ name, definition }) =>
    (lies[name] ?? []).map(({ in: [truth, lie] }) => {
      if (!definition.includes(truth)) throw new Error(`${name} does not say "${truth}" any more`);
      return {
        kind: "function" as const,
        name: `${name}: ${truth}`,
        statements: [definition.replace(truth, lie)],
        says: never,
      };
    }),
  );
}
