// What each role may do to each table, column by column, told here and compared with what PostgreSQL lets it do.

import type { Sql } from "@/lib/testing/sql";
import type { Case } from "@/prisma/guards/case";
import { allows, refuses } from "@/prisma/guards/case";

type Columns = "all" | string[];

/** What the app may add. */
const adds: Record<string, Columns> = {
  person: "all",
  account: "all",
  local_password: "all",
  session: "all",
  approver_group: "all",
  membership: "all",
  policy: "all",
  system: "all",
  setting: "all",
  revision: "all",
  step: "all",
  decision: "all",
  retraction: "all",
  condition: "all",
  evidence: "all",
  evidence_file: "all",
  review_note: "all",
  attention: "all",
  saved_view: "all",
  view_choice: "all",
  notice: "all",
  mail: "all",
  notice_preference: "all",
  rule_set: ["version", "rules", "note", "drafted_by_id", "drafted_at"],
  recheck: ["id", "exception_id", "opened_at", "deadline", "answer_token_hash"],
  policy_rule: [
    "id",
    "tool",
    "pattern",
    "kind",
    "severity_from",
    "severity_to",
    "policy_id",
    "reason",
    "by_id",
  ],
  api_token: [
    "id",
    "name",
    "hash",
    "rights",
    "system_ids",
    "environments",
    "by_id",
    "expires_at",
    "issuer_id",
    "claims",
  ],
  pipeline_issuer: ["id", "url", "kind"],
  pipeline_run: [
    "id",
    "token_id",
    "issuer_id",
    "jti",
    "first_use",
    "claims",
    "subject",
    "rights",
    "environments",
    "hash",
    "expires_at",
  ],
  linked_person: ["id", "issuer_id", "subject", "name", "person_id"],
  evaluation: [
    "id",
    "token_id",
    "system_id",
    "environment",
    "context",
    "reports",
    "idempotency_key",
    "content_hash",
    "run_id",
  ],
  first_answer: [
    "evaluation_id",
    "decision",
    "findings",
    "violations",
    "exceptions",
    "answers",
    "unmapped_rules",
  ],
  sighting: ["evaluation_id", "exception_id", "fingerprint", "resource_key"],
  gate_answer: ["id", "evaluation_id", "answer", "exception_id", "fingerprint"],
  quarter_comment: ["id", "quarter", "chart", "body", "by_id"],
  quarter_snapshot: ["id", "quarter", "until_at", "figures", "hash", "by_id"],
  found_entry: [
    "id",
    "system_id",
    "environment",
    "repository",
    "path",
    "identity",
    "source",
    "tool",
    "rule",
    "resource",
    "claims",
    "line",
    "commit",
    "file_hash",
  ],
  exported_entry: ["system_id", "environment", "identity"],
  gap_decision: ["id", "policy_id", "quarter", "choice", "reason", "owner_id", "due_on", "by_id"],
  reading: ["condition_id", "at", "source", "value", "holds", "token_id"],
  meeting: ["id", "number", "chair_id", "item"],
  meeting_item: "all",
  meeting_attendance: "all",
  meeting_note: ["id", "item_id", "body", "recommends", "by_id"],
  follow_up: ["id", "item_id", "what", "owner_id", "due_on"],
  webhook: "all",
  webhook_secret: "all",
  outgoing_event: "all",
  delivery: "all",
  delivery_attempt: "all",
  calendar_feed: "all",
  audit_leaf: ["idx", "event_id"],
  audit_checkpoint: ["size", "root", "note", "key"],
  audit_event: ["stream", "actor_id", "via", "action", "exception_id", "version", "body"],
  exception: [
    "id",
    "title",
    "risk",
    "emergency",
    "status",
    "sent_back",
    "version",
    "revision",
    "requester_id",
    "filed_by_id",
    "owner_id",
    "manager_id",
    "continues_id",
    "renewal",
    "filed_at",
  ],
};

/** What the app may change. */
const changes: Record<string, string[]> = {
  exception: [
    "title",
    "risk",
    "emergency",
    "status",
    "sent_back",
    "closed_reason",
    "version",
    "revision",
    "owner_id",
    "manager_id",
    "activated_at",
    "starts_at",
    "ends_at",
    "ratify_by",
    "ratified_at",
    "recheck",
    "removed_on",
    "verified_by_id",
    "closed_at",
  ],
  condition: ["state", "reason"],
  attention: ["watching", "snoozed_until"],
  saved_view: ["name", "query", "group_id", "is_default", "removed_at"],
  view_choice: ["is_pinned", "is_default"],
  notice: ["state", "sent_at", "mail_at", "mail_id", "read_at"],
  mail: [
    "subject",
    "plain",
    "html",
    "state",
    "written_at",
    "next_at",
    "lease_until",
    "attempts",
    "sent_at",
    "failure",
  ],
  notice_preference: ["digest_hour", "zone", "muted"],
  person: [
    "name",
    "email",
    "title",
    "team",
    "role",
    "manager_id",
    "same_as_id",
    "leaves_on",
    "deactivated_at",
  ],
  local_password: ["hash", "set_at"],
  session: ["expires_at", "ended_at"],
  approver_group: ["name", "purpose", "above_id", "lead_id", "is_forum", "retired_at"],
  membership: ["until_at"],
  policy: [
    "title",
    "statement",
    "domain",
    "control_owner_id",
    "longest_seconds",
    "recheck_seconds",
    "retired_at",
  ],
  system: [
    "name",
    "description",
    "kind",
    "environments",
    "sensitivity",
    "data_held",
    "exposure",
    "team",
    "model",
    "vendor",
    "data_sets",
    "deployment",
    "model_record",
    "model_record_url",
    "vendor_record",
    "vendor_record_url",
    "required_tools",
    "retired_at",
  ],
  setting: ["value"],
  recheck: ["answer_token_hash", "outcome", "how", "answered_at", "answered_by_id", "evidence_id"],
  policy_rule: ["ended_at"],
  api_token: ["ended_at", "last_used_at"],
  pipeline_issuer: ["retired_at"],
  linked_person: ["ended_at"],
  meeting: ["chair_id", "item", "item_since", "ended_at", "minutes", "hash"],
  meeting_item: ["meeting_id", "position", "kind", "why", "reached_at", "seconds", "carried_at"],
  meeting_attendance: ["present"],
  follow_up: ["done_at"],
  found_entry: ["line", "commit", "file_hash", "last_seen_at", "gone_at"],
  webhook: ["events", "starts_rechecks", "system_ids", "failures", "off_at", "off_why"],
  webhook_secret: ["secret", "previous", "previous_until"],
  delivery: ["state", "next_at", "lease_until", "attempts", "sent_at"],
  calendar_feed: ["ended_at"],
  rule_set: ["rules", "note", "drafted_by_id", "drafted_at", "published_by_id", "published_at"],
};

/** What the auditor may not even read. */
const hidden = ["local_password", "webhook_secret"];

const covers = (columns: Columns | undefined, column: string) =>
  columns === "all" || (columns?.includes(column) ?? false);
const generated = "OVERRIDING SYSTEM VALUE";

/** The cases for every table, column, verb and role that this register has. */
export async function grantCases(sql: Sql): Promise<Case[]> {
  const tables = await sql.rows<{ name: string; columns: string[] }>(`
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
    GROUP BY 1 ORDER BY 1`);
  return [...tables.flatMap(({ name, columns }) => casesOf(name, columns)), ...elsewhere];
}

function casesOf(table: string, columns: string[]): Case[] {
  const denied = { denied: `table ${table}` };
  // Nothing is touched, so that no guard but the permission can answer.
  const insert = (column: string) =>
    `INSERT INTO ${table} (${column}) ${generated} SELECT (NULL::${table}).${column} WHERE false`;
  const update = (column: string) => `UPDATE ${table} SET ${column} = (NULL::${table}).${column} WHERE false`;
  const reads = `SELECT FROM ${table} WHERE false`;

  const writes = columns.flatMap((column) => [
    { may: covers(adds[table], column), words: `add ${table}.${column}`, text: insert(column) },
    { may: covers(changes[table], column), words: `change ${table}.${column}`, text: update(column) },
  ]);
  const generatedColumn = table === "audit_event" ? "id" : null;
  return [
    ...writes
      .filter(({ text }) => generatedColumn === null || text !== update(generatedColumn))
      .map(({ may, words, text }) =>
        may
          ? allows(`the app may ${words}`, (it) => it.sql.rows(text))
          : refuses(denied, `R2: the app may not ${words}`, (it) => it.sql.rows(text), { roles: ["app"] }),
      ),
    refuses(
      denied,
      `R2, C6: the app may not delete from ${table}`,
      (it) => it.sql.rows(`DELETE FROM ${table} WHERE false`),
      { roles: ["app"] },
    ),
    refuses(
      denied,
      `R2, C6: the app may not empty ${table}`,
      (it) => it.sql.rows(`TRUNCATE ${table} CASCADE`),
      { roles: ["app"] },
    ),
    allows(`the app reads ${table}`, (it) => it.sql.rows(reads)),

    ...columns.flatMap((column) => [
      refuses(denied, `R2: the auditor may not add ${table}.${column}`, (it) => it.sql.rows(insert(column)), {
        roles: ["auditor"],
      }),
      ...(column === generatedColumn
        ? []
        : [
            refuses(
              denied,
              `R2: the auditor may not change ${table}.${column}`,
              (it) => it.sql.rows(update(column)),
              { roles: ["auditor"] },
            ),
          ]),
    ]),
    refuses(
      denied,
      `R2: the auditor may not delete from ${table}`,
      (it) => it.sql.rows(`DELETE FROM ${table} WHERE false`),
      { roles: ["auditor"] },
    ),
    refuses(
      denied,
      `R2: the auditor may not empty ${table}`,
      (it) => it.sql.rows(`TRUNCATE ${table} CASCADE`),
      { roles: ["auditor"] },
    ),
    hidden.includes(table)
      ? refuses(denied, `the auditor does not see ${table}`, (it) => it.sql.rows(reads), {
          roles: ["auditor"],
        })
      : allows(`the auditor reads ${table}`, (it) => it.sql.rows(reads), { roles: ["auditor"] }),
  ];
}

const both = { roles: ["app", "auditor"] as Case["roles"] };
const anyDenial = { code: "42501" };

const elsewhere: Case[] = [
  refuses(
    anyDenial,
    "C2: nobody but the owner makes temporary tables",
    (it) => it.sql.rows("CREATE TEMPORARY TABLE audit_event (id int)"),
    both,
  ),
  refuses(
    anyDenial,
    "C2: nobody but the owner makes schemas",
    (it) => it.sql.rows("CREATE SCHEMA mine"),
    both,
  ),
  refuses(
    anyDenial,
    "C2: nobody but the owner makes tables",
    (it) => it.sql.rows("CREATE TABLE mine (id int)"),
    both,
  ),
  refuses(
    anyDenial,
    "C2: nobody but the owner makes functions",
    (it) => it.sql.rows("CREATE FUNCTION register_now(int) RETURNS int LANGUAGE sql AS 'SELECT 1'"),
    both,
  ),
  refuses(
    anyDenial,
    "C8: nobody but the owner switches a guard off",
    (it) => it.sql.rows("ALTER TABLE decision DISABLE TRIGGER r4_r5_r6_decision"),
    both,
  ),
  refuses(
    anyDenial,
    "C8: nobody but the owner drops a guard",
    (it) => it.sql.rows("DROP TRIGGER r4_r5_r6_decision ON decision"),
    both,
  ),
  refuses(
    anyDenial,
    "C8: nobody but the owner rewrites a guard",
    (it) =>
      it.sql.rows(
        "CREATE OR REPLACE FUNCTION guard_decision() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
      ),
    both,
  ),
  refuses(
    anyDenial,
    "C6: nobody but a superuser replays triggers as a replica",
    (it) => it.sql.rows("SET LOCAL session_replication_role = replica"),
    { roles: ["app", "auditor", "owner"] },
  ),
  refuses(
    anyDenial,
    "C5: nobody but a superuser acts as another role",
    (it) => it.sql.rows("SET LOCAL ROLE register_owner"),
    both,
  ),
  refuses(
    anyDenial,
    "C9: nobody but the owner moves the clock",
    (it) =>
      it.sql.rows(
        "CREATE OR REPLACE FUNCTION register_now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT now()'",
      ),
    both,
  ),
  refuses(
    { denied: "sequence exception_number" },
    "R2: nobody sets the numbers of exceptions",
    (it) => it.sql.rows("SELECT setval('exception_number', 5000)"),
    both,
  ),
  refuses(
    { denied: "schema scratch" },
    "the auditor has no part in what is emptied at will",
    (it) => it.sql.rows("SELECT FROM scratch.attempt"),
    { roles: ["auditor"] },
  ),
  refuses(
    { denied: "schema jobs" },
    "the auditor has no part in the queue of the worker",
    (it) => it.sql.rows("SELECT FROM jobs.job"),
    { roles: ["auditor"] },
  ),
  refuses(
    anyDenial,
    "C2: nobody but the owner makes queues",
    (it) => it.sql.rows("SELECT jobs.create_queue('mine', '{}')"),
    both,
  ),
  allows("the app hands out a turn of the timetable", (it) =>
    it.sql.rows("INSERT INTO jobs.job (name, data) VALUES ('timetable', '{}')"),
  ),
  allows("the app takes out an event once people are told of it", (it) =>
    it.sql.rows("DELETE FROM scratch.untold"),
  ),
  allows("the app remembers which request a key led to, and for a day", async (it) => {
    const key = [it.person.Root.id, "requests", "key", Buffer.alloc(32)];
    await it.sql.rows(
      "INSERT INTO scratch.idempotency (token_id, path, key, content_hash, number) VALUES ($1, $2, $3, $4, 1042)",
      key,
    );
    await it.sql.rows("DELETE FROM scratch.idempotency");
  }),
  allows("the app counts how often a token asks", async (it) => {
    await it.sql.rows("INSERT INTO scratch.token_pace VALUES ($1, register_now(), 1)", [it.person.Root.id]);
    await it.sql.rows("UPDATE scratch.token_pace SET asked = asked + 1");
  }),
  allows("the app takes out a code that somebody linked themselves with", (it) =>
    it.sql.rows("DELETE FROM scratch.link_code"),
  ),
  allows("the app forgets attempts to sign in", (it) => it.sql.rows("DELETE FROM scratch.attempt")),
  ...["must(true, '')", "is_now(now())"].map((call) =>
    refuses(
      { code: "42501" },
      `C2: nobody but a guard calls ${call}`,
      (it) => it.sql.rows(`SELECT ${call}`),
      both,
    ),
  ),
];

export type Grant = { role: string; verb: string; table: string; column: string | null };

/** The privileges that the app and the auditor lack: on whole tables, and on columns where the app has some of them. */
export function missingGrants(sql: Sql): Promise<Grant[]> {
  return sql.rows<Grant>(`
    WITH tables AS (
      SELECT oid, relname FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations'
    )
    SELECT role, verb, t.relname AS table, NULL AS column
    FROM unnest('{register_app, register_auditor}'::text[]) role, unnest('{SELECT, INSERT, UPDATE, DELETE, TRUNCATE}'::text[]) verb, tables t
    WHERE NOT has_table_privilege(role, t.oid, verb)
    UNION ALL
    SELECT 'register_app', verb, t.relname, a.attname
    FROM unnest('{INSERT, UPDATE}'::text[]) verb, tables t JOIN pg_attribute a ON a.attrelid = t.oid
    WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attidentity = ''
      AND has_any_column_privilege('register_app', t.oid, verb) AND NOT has_column_privilege('register_app', t.oid, a.attnum, verb)
    ORDER BY 1, 3, 4, 2`);
}
