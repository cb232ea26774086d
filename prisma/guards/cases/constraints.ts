// The plain constraints. What must not be empty, unique keys and foreign keys are tried one by one as the catalog lists
// them; each check has a row here with values on both sides of it. The register's own triggers rest meanwhile.

import { createHash } from "node:crypto";

import type { Row, Sql } from "@/lib/testing/sql";
import type { Case } from "@/prisma/guards/case";
import { allows, refuses } from "@/prisma/guards/case";
import type { World } from "@/prisma/guards/world";
import { after, day, noon } from "@/prisma/guards/world";

const alone = { roles: ["replica"] as Case["roles"], bare: true };

export async function constraintCases(sql: Sql): Promise<Case[]> {
  return [
    ...(await notNullCases(sql)),
    ...(await uniqueCases(sql)),
    ...(await foreignKeyCases(sql)),
    ...(await checkCases(sql)),
  ];
}

const rest = (it: World, table: string) => it.sql.rows(`ALTER TABLE ${table} DISABLE TRIGGER USER`);

// ------------------------------------------------------------------------------------- not empty

export type Column = { table: string; column: string };

/** Columns of a primary key are left out: PostgreSQL does not let them be empty as long as they are the key. */
export function notNullColumns(sql: Sql): Promise<Column[]> {
  return sql.rows<Column>(`
    SELECT c.relname AS table, a.attname AS column
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations' AND a.attnum > 0 AND a.attnotnull
      AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY (i.indkey))
    ORDER BY 1, a.attnum`);
}

async function notNullCases(sql: Sql): Promise<Case[]> {
  return (await notNullColumns(sql)).map(({ table, column }) =>
    refuses(
      { notNull: column },
      `A18: ${table}.${column} is never empty`,
      async (it) => {
        await rest(it, table);
        await it.sql.row(
          `UPDATE ${table} SET ${column} = NULL WHERE ctid = (SELECT min(ctid) FROM ${table}) RETURNING 1`,
        );
      },
      alone,
    ),
  );
}

// ------------------------------------------------------------------------------------ unique keys

export type Key = {
  name: string;
  table: string;
  columns: string[];
  primary: boolean;
  constraint: boolean;
  nullsCount: boolean;
};

/** Whole indexes; the two partial ones say in words what they are for (one_seat_at_a_time, r16_one_extension). */
export function uniqueKeys(sql: Sql): Promise<Key[]> {
  return sql.rows<Key>(`
    SELECT i.indexrelid::regclass::text AS name, c.relname AS table, i.indisprimary AS primary, i.indnullsnotdistinct AS "nullsCount",
           EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u')) AS constraint,
           (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY (i.indkey)) AS columns
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations' AND i.indisunique AND i.indpred IS NULL
    ORDER BY 1`);
}

async function uniqueCases(sql: Sql): Promise<Case[]> {
  const keys = await uniqueKeys(sql);
  return keys.flatMap((key) => {
    const others = keys.filter(({ table, name }) => table === key.table && name !== key.name);
    // A key that holds another whole key is there for a foreign key to point at, and can never be the first to object.
    if (others.some(({ columns }) => columns.every((column) => key.columns.includes(column)))) return [];
    const fresh = others.map(
      ({ columns }) => columns.findLast((column) => !key.columns.includes(column)) as string,
    );
    const filled = [...(key.nullsCount ? [] : key.columns), ...fresh].map(
      (column) => `${column} IS NOT NULL`,
    );
    return refuses(
      { constraint: key.name },
      `${key.table}: ${key.columns.join(", ")} is there once`,
      async (it) => {
        await rest(it, key.table);
        await copy(it, key.table, fresh, ["true", ...filled].join(" AND "), along[key.name]);
      },
      alone,
    );
  });
}

/** Adds a copy of a row that differs in these columns. */
async function copy(it: World, table: string, columns: string[], where: string, also = "") {
  const types = await it.sql.rows<{ column: string; type: string }>(
    "SELECT attname AS column, atttypid::regtype::text AS type FROM pg_attribute WHERE attrelid = $1::regclass AND attname = ANY ($2)",
    [table, columns],
  );
  const values = types.map(({ column, type }) => `'${column}', ${another[type] ?? "md5(random()::text)"}`);
  await it.sql.row(`
    INSERT INTO ${table} OVERRIDING SYSTEM VALUE
    SELECT (jsonb_populate_record(t, jsonb_build_object(${values.join(", ")})${also})).* FROM ${table} t WHERE ${where} LIMIT 1 RETURNING 1`);
}

const another: Record<string, string> = {
  uuid: "gen_random_uuid()",
  integer: "987654",
  bigint: "987654",
  closed_reason: "'superseded'",
  "timestamp with time zone": "now()",
};

// ----------------------------------------------------------------------------------- foreign keys

export type Reference = {
  name: string;
  table: string;
  columns: { name: string; type: string; shared: boolean }[];
};

export function references(sql: Sql): Promise<Reference[]> {
  return sql.rows<Reference>(`
    SELECT k.conname AS name, k.conrelid::regclass::text AS table,
           (SELECT json_agg(json_build_object('name', a.attname, 'type', a.atttypid::regtype::text, 'shared',
                     EXISTS (SELECT FROM pg_constraint o WHERE o.conrelid = k.conrelid AND o.contype = 'f' AND o.oid <> k.oid AND a.attnum = ANY (o.conkey))))
            FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)) AS columns
    FROM pg_constraint k WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace ORDER BY 1`);
}

async function foreignKeyCases(sql: Sql): Promise<Case[]> {
  const keys = await uniqueKeys(sql);
  const all = await references(sql);
  return all.map(({ name, table, columns }) => {
    const lost = chosen[name] ?? columns.find(({ shared }) => !shared)?.name ?? columns[0]?.name ?? "";
    const pointing = all
      .filter((reference) => reference.table === table)
      .flatMap((reference) => reference.columns.map((column) => column.name));
    const fresh = keys
      .filter((key) => key.table === table && !key.columns.includes(lost))
      .map(({ columns }) => columns.findLast((column) => !pointing.includes(column)) as string);
    return refuses(
      { constraint: name },
      `${name}: nothing points at what is not there`,
      async (it) => {
        await rest(it, table);
        await copy(it, table, [lost, ...fresh], wherever[name] ?? "true", along[name]);
      },
      alone,
    );
  });
}

// Where a check holds columns together: which of them points at nothing, in which row, and what has to change along.
const chosen: Record<string, string> = {
  revision_rules_version_risk_emergency_risk_limit_seconds_fkey: "rules_version",
};
const wherever: Record<string, string> = {
  audit_event_actor_id_fkey: "via = 'session'",
  exception_verified_by_id_fkey: "verified_by_id IS NOT NULL",
  recheck_exception_id_fkey: "outcome IS NULL",
  recheck_answered_by_id_fkey: "outcome IS NULL",
  recheck_evidence_id_fkey: "outcome IS NULL",
  api_token_by_id_fkey: "issuer_id IS NULL",
  api_token_issuer_id_fkey: "issuer_id IS NOT NULL",
  outgoing_event_exception_id_fkey: "exception_id IS NOT NULL",
  outgoing_event_policy_id_fkey: "policy_id IS NOT NULL",
  meeting_item_meeting_id_fkey: "carried_from_id IS NULL",
  meeting_item_exception_id_fkey: "exception_id IS NOT NULL AND carried_from_id IS NULL",
  meeting_item_policy_id_fkey: "policy_id IS NOT NULL",
  meeting_item_follow_up_id_fkey: "follow_up_id IS NOT NULL",
  meeting_item_by_id_fkey: "by_id IS NOT NULL",
};
const noExceptions = "00000000-0000-4000-8000-000000000000";
const anotherDecision = ` || jsonb_build_object('decision_id', (SELECT d.id FROM decision d WHERE NOT EXISTS (SELECT FROM retraction r WHERE r.decision_id = d.id) LIMIT 1))`;
const anotherRule = ` || '{"pattern": "X-1"}'`;
const anotherName = ` || '{"name": "Another"}'`;
const along: Record<string, string> = {
  pipeline_issuer_pkey: ` || '{"url": "https://other.example.com"}'`,
  api_token_issuer_id_fkey: ` || '{"hash": null}'`,
  saved_view_maker_id_fkey: anotherName,
  saved_view_group_id_fkey: anotherName,
  linked_person_person_id_fkey: ` || '{"subject": "43"}'`,
  policy_rule_policy_id_fkey: anotherRule,
  policy_rule_by_id_fkey: anotherRule,
  retraction_exception_id_fkey: anotherDecision,
  retraction_account_id_fkey: anotherDecision,
  retraction_session_id_fkey: anotherDecision,
  rule_set_drafted_by_id_fkey: ` || '{"published_at": null}'`,
  rule_set_published_by_id_fkey: " || jsonb_build_object('drafted_by_id', (SELECT id FROM person LIMIT 1))",
  recheck_answered_by_id_fkey: ` || '{"outcome": "compliant", "how": "attestation", "answered_at": "2026-11-21"}'`,
  recheck_evidence_id_fkey: ` || '{"outcome": "violating", "how": "pipeline", "answered_at": "2026-11-21"}'`,
  membership_granted_by_id_fkey: ` || '{"until_at": "2026-11-21"}'`,
  quarter_snapshot_by_id_fkey: ` || '{"quarter": "2026-Q1"}'`,
  audit_event_exception_id_fkey: ` || '{"exception_id": "${noExceptions}", "stream": "exception/${noExceptions}"}'`,
};

// ----------------------------------------------------------------------------------------- checks

const answersRechecks: Row = { starts_rechecks: true, events: ["recheck.requested"] };
const hashed = (bytes: Buffer): Row => ({ bytes, sha256: createHash("sha256").update(bytes).digest() });

type Sides = { of?: string; breaks: Row[]; holds: Row[] };

/** Values on both sides of each check; `of` chooses the row. */
const checks: Record<string, Sides> = {
  "audit_event.stream_of_its_exception": {
    of: "exception_id IS NOT NULL",
    breaks: [{ stream: "exception/other" }, { exception_id: null, version: null }],
    holds: [{ exception_id: null, version: null, stream: "security/2026-11-20" }],
  },
  "audit_event.nobody_acts_for_the_clock": {
    of: "via = 'session'",
    breaks: [{ via: "clock" }, { via: "operator" }, { via: "pipeline" }, { actor_id: null }],
    holds: [
      { via: "token" },
      { via: "clock", actor_id: null },
      { via: "operator", actor_id: null },
      { via: "pipeline", actor_id: null },
    ],
  },
  "audit_event.version_of_an_exception": {
    of: "exception_id IS NULL",
    breaks: [{ version: 1 }],
    holds: [{ version: null }],
  },
  "audit_event.hash_is_sha256": {
    breaks: [{ hash: Buffer.alloc(31) }, { hash: Buffer.alloc(33) }],
    holds: [{ hash: Buffer.alloc(32) }],
  },

  "risk_limit.some_step": { breaks: [{ steps_min: 0 }], holds: [{ steps_min: 1 }] },
  "risk_limit.r19_emergency_ends_within_72_hours": {
    of: "emergency AND risk = 'low'",
    breaks: [{ limit_seconds: 259_201 }, { limit_seconds: 0 }],
    holds: [{ emergency: true }],
  },
  "policy.longest_is_positive": {
    breaks: [{ longest_seconds: 0 }],
    holds: [{ longest_seconds: 1 }, { longest_seconds: null }],
  },
  "policy.policy_has_words": {
    breaks: [{ key: "" }, { title: "" }, { statement: "" }],
    holds: [{ key: "K", title: "T", statement: "S" }],
  },
  "system.system_has_words": { breaks: [{ key: "" }, { name: "" }], holds: [{ key: "k", name: "n" }] },
  "system.system_stands_somewhere": { breaks: [{ environments: [] }], holds: [{ environments: ["test"] }] },

  "revision.r7_a_length_or_an_end": {
    of: "asked_seconds IS NOT NULL",
    breaks: [{ asked_seconds: null }, { asked_end: after(day) }],
    holds: [{ asked_seconds: null, asked_end: after(day) }],
  },
  "revision.r12_length_within_limit": {
    of: "asked_seconds IS NOT NULL AND risk = 'low'",
    breaks: [{ asked_seconds: 0 }, { asked_seconds: 30 * day + 1 }],
    holds: [{ asked_seconds: 1 }, { asked_seconds: 30 * day }],
  },
  "revision.r12_limit_within_risk": {
    of: "risk = 'low' AND asked_end IS NOT NULL",
    breaks: [{ limit_seconds: 0 }, { limit_seconds: 30 * day + 1 }],
    holds: [{ limit_seconds: 1 }, { limit_seconds: 30 * day }],
  },
  "revision.finite_instants": {
    of: "asked_end IS NOT NULL",
    breaks: [{ asked_end: "infinity" }, { asked_start: "infinity" }, { asked_start: "-infinity" }],
    holds: [{ asked_start: noon }],
  },
  "revision.content_hash_is_sha256": {
    breaks: [{ content_hash: Buffer.alloc(31) }, { content_hash: Buffer.alloc(0) }],
    holds: [{ content_hash: Buffer.alloc(32) }],
  },

  "exception.has_a_title": { breaks: [{ title: "" }], holds: [{ title: "T" }] },
  "exception.r7_window_is_whole": {
    of: "status = 'pending'",
    breaks: [
      { activated_at: noon },
      { activated_at: noon, starts_at: noon },
      { activated_at: noon, ends_at: noon },
      { starts_at: noon, ends_at: after(1) },
    ],
    holds: [{ activated_at: noon, starts_at: noon, ends_at: after(1) }],
  },
  "exception.r7_window_is_finite": {
    of: "status = 'active'",
    breaks: [
      { ends_at: "infinity" },
      { starts_at: "-infinity" },
      { starts_at: noon, ends_at: noon },
      { starts_at: noon, ends_at: after(-0.001) },
    ],
    holds: [{ starts_at: noon, ends_at: after(0.001) }],
  },
  "exception.r7_in_force_has_a_window": {
    of: "status = 'pending'",
    breaks: [{ status: "active" }, { status: "expired" }],
    holds: [{ status: "rejected" }],
  },
  "exception.closed_has_a_reason": {
    of: "status = 'active'",
    breaks: [{ closed_reason: "revoked" }, { status: "closed", closed_at: noon }],
    holds: [{ status: "closed", closed_at: noon, closed_reason: "revoked" }],
  },
  "exception.closed_has_a_time": {
    of: "status = 'active'",
    breaks: [{ closed_at: noon }, { status: "closed", closed_reason: "revoked" }],
    holds: [{ status: "closed", closed_at: noon, closed_reason: "revoked" }],
  },
  "exception.sent_back_is_pending": {
    of: "status = 'active'",
    breaks: [{ sent_back: true }],
    holds: [{ sent_back: false }],
  },
  "exception.r18_remediated_is_verified": {
    of: "closed_reason = 'remediated'",
    breaks: [
      { removed_on: null },
      { verified_by_id: null },
      { removed_on: null, verified_by_id: null },
      { closed_reason: "revoked" },
      { removed_on: "infinity" },
      { removed_on: "-infinity" },
      { verified_by_id: null, recheck: "violating" },
      { removed_on: null, verified_by_id: null, recheck: "compliant" },
      { closed_reason: "revoked", verified_by_id: null, recheck: "compliant" },
      { closed_reason: "revoked", removed_on: null },
    ],
    holds: [
      { removed_on: "2026-11-01" },
      { verified_by_id: null, recheck: "compliant" },
      { closed_reason: "revoked", removed_on: null, verified_by_id: null },
    ],
  },
  "exception.r19_ratified_was_due": {
    of: "ratify_by IS NULL",
    breaks: [{ ratified_at: noon }],
    holds: [{ ratified_at: noon, ratify_by: noon }],
  },
  "exception.extends_another": {
    of: "continues_id IS NOT NULL",
    breaks: [{ continues_id: "itself" }],
    holds: [{ continues_id: null }],
  },

  "policy_rule.no_policy_has_a_reason": {
    breaks: [{ policy_id: null }],
    holds: [{ policy_id: null, reason: "About style only." }],
  },
  "api_token.token_hash_is_sha256": {
    breaks: [{ hash: Buffer.alloc(31) }, { hash: Buffer.alloc(33) }],
    holds: [{ hash: Buffer.alloc(32) }],
  },
  "api_token.token_ends_within_90_days": {
    breaks: [
      { created_at: noon, expires_at: noon },
      { created_at: noon, expires_at: after(90 * day + 1) },
      { expires_at: "infinity" },
    ],
    holds: [
      { created_at: noon, expires_at: after(1) },
      { created_at: noon, expires_at: after(90 * day) },
    ],
  },
  "api_token.token_is_bound": {
    breaks: [{ rights: [] }, { system_ids: [] }, { environments: [] }],
    holds: [{ rights: ["export"] }],
  },
  "api_token.token_has_a_secret_or_an_issuer": {
    of: "issuer_id IS NULL",
    breaks: [
      { hash: null },
      { expires_at: null },
      { claims: "{}" },
      { issuer_id: noExceptions, claims: `{"repository_id": "7"}` },
      { issuer_id: noExceptions, claims: `{"repository_id": "7"}`, hash: null },
    ],
    holds: [{ issuer_id: noExceptions, claims: `{"project_id": "7"}`, hash: null, expires_at: null }],
  },
  "api_token.binding_names_an_id": {
    of: "issuer_id IS NOT NULL",
    breaks: [{ claims: null }, { claims: "{}" }, { claims: `{"repository": "acme/payments"}` }],
    holds: [{ claims: `{"repository_owner_id": "7"}` }, { claims: `{"namespace_id": "7"}` }],
  },
  "pipeline_issuer.issuer_is_https": {
    breaks: [
      { url: "http://a.example" },
      { url: "https://a.example/" },
      { url: "https://a.example/?b" },
      { url: "https://a@b.example" },
    ],
    holds: [{ url: "https://a.example" }, { url: "https://a.example/_services/token" }],
  },
  "pipeline_run.run_hash_is_sha256": {
    breaks: [{ hash: Buffer.alloc(31) }, { hash: Buffer.alloc(33) }],
    holds: [{ hash: Buffer.alloc(32) }, { hash: null }],
  },
  "pipeline_run.run_ends_within_an_hour": {
    breaks: [
      { at: noon, expires_at: noon },
      { at: noon, expires_at: after(3600.001) },
      { expires_at: "infinity" },
    ],
    holds: [
      { at: noon, expires_at: after(0.001) },
      { at: noon, expires_at: after(3600) },
    ],
  },
  "pipeline_run.production_is_named": {
    breaks: [{ claims: `{"repository_id": "7"}` }, { claims: `{"environment": ""}` }],
    holds: [{ environments: ["test"], claims: `{"repository_id": "7"}` }],
  },
  "evaluation.evaluation_hash_is_sha256": {
    breaks: [{ content_hash: Buffer.alloc(31) }],
    holds: [{ content_hash: Buffer.alloc(32) }],
  },
  "gate_answer.names_its_exception": {
    breaks: [{ exception_id: null }, { fingerprint: null }, { answer: "compliant" }],
    holds: [{ answer: "compliant", exception_id: null, fingerprint: null }],
  },
  "webhook.webhook_wants_something": { breaks: [{ events: [] }], holds: [{ events: ["exception.closed"] }] },
  "webhook.chats_start_no_rechecks": {
    breaks: [
      { kind: "slack", starts_rechecks: true },
      { kind: "teams", starts_rechecks: true },
    ],
    holds: [{ starts_rechecks: true }, { kind: "slack" }],
  },
  "webhook.jobs_have_a_branch": {
    breaks: [{ kind: "github" }, { kind: "gitlab" }, { branch: "main", ...answersRechecks }],
    holds: [
      { kind: "github", branch: "main", ...answersRechecks },
      { kind: "gitlab", branch: "main", ...answersRechecks },
    ],
  },
  "webhook.jobs_answer_rechecks_alone": {
    breaks: [
      { kind: "github", branch: "main", starts_rechecks: true, events: ["exception.closed"] },
      { kind: "github", branch: "main", events: ["recheck.requested"] },
    ],
    holds: [{ kind: "github", branch: "main", ...answersRechecks }],
  },
  "webhook.webhook_off_says_why": {
    breaks: [{ off_at: noon }, { off_why: "it answered 410" }],
    holds: [{ off_at: noon, off_why: "it answered 410" }],
  },
  "webhook_secret.previous_secret_has_an_end": {
    breaks: [{ previous: "whsec_eA==" }, { previous_until: noon }],
    holds: [{ previous: "whsec_eA==", previous_until: noon }],
  },
  "outgoing_event.outgoing_event_is_thin": {
    breaks: [{ data: JSON.stringify("x".repeat(18_998)) }],
    holds: [{ data: JSON.stringify("x".repeat(18_997)) }],
  },
  "outgoing_event.outgoing_event_is_about_one_thing": {
    of: "exception_id IS NOT NULL",
    breaks: [{ exception_id: null }],
    holds: [{ data: "{}" }],
  },
  "outgoing_event.gaps_are_of_policies": {
    of: "exception_id IS NOT NULL",
    breaks: [{ type: "policy_gap.raised" }],
    holds: [{ type: "exception.closed" }],
  },
  "delivery.delivery_that_went_has_a_time": {
    breaks: [{ state: "sent" }, { sent_at: noon }, { state: "dead", sent_at: noon }],
    holds: [{ state: "sent", sent_at: noon }, { state: "dead" }, { state: "moot" }],
  },
  "delivery_attempt.answer_is_short": {
    breaks: [{ answer: "x".repeat(257) }],
    holds: [{ answer: "ü".repeat(256) }, { answer: "" }],
  },
  "calendar_feed.feed_hash_is_sha256": {
    breaks: [{ token_hash: Buffer.alloc(31) }, { token_hash: Buffer.alloc(33) }],
    holds: [{ token_hash: Buffer.alloc(32) }],
  },
  "cover.seen_at_least_once": { breaks: [{ occurrences: 0 }], holds: [{ occurrences: 1 }] },

  "step.somebody_is_needed": { breaks: [{ needed: 0 }], holds: [{ needed: 1 }] },
  "step.positions_count_from_one": {
    of: "position = 1",
    breaks: [{ position: 0 }],
    holds: [{ position: 1 }],
  },
  "step.stages_count_from_one": { breaks: [{ stage: 0 }], holds: [{ stage: 1 }, { stage: null }] },
  "rule_set.drafted_by_somebody": {
    breaks: [{ version: 2, published_at: null }],
    holds: [{ drafted_by_id: null }],
  },
  "rule_set.published_by_somebody": {
    breaks: [
      { version: 2, drafted_by_id: noExceptions },
      { version: 2, drafted_by_id: noExceptions, published_at: null, published_by_id: noExceptions },
    ],
    holds: [
      { version: 2, drafted_by_id: noExceptions, published_at: null },
      { version: 2, drafted_by_id: noExceptions, published_by_id: noExceptions },
    ],
  },
  "decision.r21_a_no_says_why": {
    of: "verdict = 'approve'",
    breaks: [
      { verdict: "reject", comment: "" },
      { verdict: "send_back", comment: "" },
    ],
    holds: [{ comment: "" }, { verdict: "reject", comment: "No." }],
  },
  "decision.grants_something": {
    of: "verdict = 'approve'",
    breaks: [{ granted_seconds: 0 }, { granted_end: "infinity" }],
    holds: [{ granted_seconds: 1 }, { granted_end: noon }],
  },
  "decision.grants_when_it_approves": {
    of: "verdict = 'reject'",
    breaks: [{ granted_seconds: 1 }, { granted_end: noon }],
    holds: [{ verdict: "approve", granted_seconds: 1 }],
  },
  "retraction.r5_a_retraction_says_why": { breaks: [{ reason: "" }], holds: [{ reason: "r" }] },
  "condition.condition_has_words": { breaks: [{ statement: "" }], holds: [{ statement: "S" }] },
  "condition.condition_is_due_once": {
    of: "timing = 'while'",
    breaks: [
      { timing: "before" },
      { due_seconds: null },
      { due_at: noon },
      { timing: "before", due_seconds: null, due_at: noon },
    ],
    holds: [
      { timing: "before", due_seconds: null },
      { due_seconds: null, due_at: noon },
    ],
  },
  "condition.condition_due_is_finite": {
    of: "timing = 'while'",
    breaks: [{ due_seconds: 0 }, { due_seconds: null, due_at: "infinity" }],
    holds: [{ due_seconds: 1 }, { due_seconds: null, due_at: noon }],
  },
  "condition.broken_says_why": {
    breaks: [
      { state: "broken", reason: "" },
      { state: "broken", reason: null },
    ],
    holds: [{ state: "broken", reason: "Seen." }, { reason: null }],
  },
  "condition.a_measure_is_whole": {
    of: "kind = 'monitored'",
    breaks: [
      { kind: "attested" },
      ...["metric", "comparator", "threshold", "unit", "fresh_seconds", "suspends_stale"].map((column) => ({
        [column]: null,
      })),
    ],
    holds: [
      { threshold: 6, unit: "" },
      {
        ...{ kind: "attested", metric: null, comparator: null, threshold: null, unit: null },
        ...{ fresh_seconds: null, suspends_stale: null },
      },
    ],
  },
  "condition.a_measure_has_a_name": {
    of: "kind = 'monitored'",
    breaks: [{ metric: "" }],
    holds: [{ metric: "m" }],
  },
  "condition.a_measure_is_a_number": {
    of: "kind = 'monitored'",
    breaks: [{ threshold: "Infinity" }, { threshold: "-Infinity" }, { threshold: "NaN" }],
    holds: [{ threshold: -1.5 }],
  },
  "condition.fresh_for_a_minute_to_a_week": {
    of: "kind = 'monitored'",
    breaks: [{ fresh_seconds: 59 }, { fresh_seconds: 604_801 }],
    holds: [{ fresh_seconds: 60 }, { fresh_seconds: 604_800 }],
  },
  "reading.reading_has_a_source": { breaks: [{ source: "" }], holds: [{ source: "s" }] },
  "reading.reading_is_a_number": {
    breaks: [{ value: "Infinity" }, { value: "-Infinity" }, { value: "NaN" }],
    holds: [{ value: null }, { value: -1.5 }],
  },
  "policy.r15_answered_within_a_day": {
    breaks: [{ recheck_seconds: 59 }, { recheck_seconds: 86_401 }],
    holds: [{ recheck_seconds: 60 }, { recheck_seconds: 86_400 }, { recheck_seconds: null }],
  },
  "recheck.r15_deadline_is_within_a_day": {
    breaks: [
      { opened_at: noon, deadline: after(59.999) },
      { opened_at: noon, deadline: after(day + 0.001) },
      { opened_at: noon, deadline: "infinity" },
    ],
    holds: [
      { opened_at: noon, deadline: after(60) },
      { opened_at: noon, deadline: after(day) },
    ],
  },
  "recheck.r15_token_is_kept_as_a_hash": {
    breaks: [{ answer_token_hash: Buffer.alloc(31) }, { answer_token_hash: Buffer.alloc(33) }],
    holds: [{ answer_token_hash: Buffer.alloc(32) }, { answer_token_hash: null }],
  },
  "recheck.r15_answer_is_whole": {
    of: "outcome IS NULL",
    breaks: [
      { outcome: "violating" },
      { how: "pipeline" },
      { answered_at: noon },
      { outcome: "violating", answered_at: noon },
      { outcome: "violating", how: "pipeline" },
      { how: "pipeline", answered_at: noon },
    ],
    holds: [{ outcome: "violating", how: "pipeline", answered_at: noon }],
  },
  "recheck.r15_silence_is_no_answer": {
    of: "outcome IS NULL",
    breaks: [
      { outcome: "violating", how: "clock", answered_at: noon },
      { outcome: "no_answer", how: "pipeline", answered_at: noon },
    ],
    holds: [{ outcome: "no_answer", how: "clock", answered_at: noon }],
  },
  "recheck.r15_a_person_attests": {
    of: "outcome IS NULL",
    breaks: [
      { answered_by_id: noExceptions },
      { outcome: "compliant", how: "attestation", answered_at: noon },
      { outcome: "compliant", how: "pipeline", answered_at: noon, answered_by_id: noExceptions },
      { outcome: "violating", how: "attestation", answered_at: noon, answered_by_id: noExceptions },
    ],
    holds: [{ outcome: "compliant", how: "attestation", answered_at: noon, answered_by_id: noExceptions }],
  },
  "recheck.r15_a_pipeline_reports": {
    of: "outcome IS NULL",
    breaks: [
      { evidence_id: noExceptions, outcome: "no_answer", how: "clock", answered_at: noon },
      { evidence_id: noExceptions },
    ],
    holds: [{ evidence_id: noExceptions, outcome: "violating", how: "pipeline", answered_at: noon }],
  },
  "evidence.evidence_has_a_name": { breaks: [{ name: "" }], holds: [{ name: "log.txt" }] },
  "evidence.a_link_is_https": {
    breaks: [{ link: "http://example.com" }, { link: "javascript:alert(1)" }],
    holds: [{ link: "https://example.com" }, { link: null }],
  },
  "evidence_file.file_is_what_its_hash_says": {
    breaks: [{ sha256: Buffer.alloc(32) }, { bytes: Buffer.from("Other.") }],
    holds: [hashed(Buffer.from("!"))],
  },
  "evidence_file.ten_megabytes_at_most": {
    breaks: [hashed(Buffer.alloc(0)), hashed(Buffer.alloc(10 * 1024 * 1024 + 1))],
    holds: [hashed(Buffer.alloc(1)), hashed(Buffer.alloc(10 * 1024 * 1024))],
  },

  "membership.nobody_seats_themselves": {
    breaks: [{ granted_by_id: "person" }],
    holds: [{ granted_by_id: null }],
  },
  "membership.a_seat_has_a_time": {
    breaks: [{ from_at: "-infinity" }, { until_at: "infinity" }, { from_at: noon, until_at: after(-0.001) }],
    holds: [{ from_at: noon, until_at: noon }],
  },
  "notice.r14_sent_has_a_time": {
    of: "state = 'due'",
    breaks: [{ state: "sent" }, { sent_at: noon }],
    holds: [{ state: "sent", sent_at: noon }, { state: "moot" }, { state: "dead" }],
  },
  "mail.mail_that_went_has_a_time": {
    of: "state = 'due'",
    breaks: [{ state: "sent" }, { state: "kept" }, { sent_at: noon }],
    holds: [
      { state: "sent", sent_at: noon },
      { state: "kept", sent_at: noon },
      { state: "moot" },
      { state: "dead" },
    ],
  },
  "mail.headers_are_lines": {
    breaks: [
      { subject: "Expired\r\nBcc: everybody@example.com" },
      { message_id: "<a@b>\nX: y" },
      { conversation: "end/1\r" },
    ],
    holds: [{ subject: "Expired: Keep TLS 1.1", conversation: null }],
  },
  "notice_preference.digest_at_an_hour": {
    breaks: [{ digest_hour: -1 }, { digest_hour: 24 }],
    holds: [{ digest_hour: 0 }, { digest_hour: 23 }],
  },
  "attention.snoozed_until_an_instant": {
    breaks: [{ snoozed_until: "infinity" }],
    holds: [{ snoozed_until: noon }, { snoozed_until: null }],
  },
  "system.records_elsewhere_are_https": {
    breaks: [
      { model_record_url: "http://models.example.com" },
      { vendor_record_url: "javascript:alert(1)" },
      { vendor_record_url: "https://" },
    ],
    holds: [{ model_record_url: "https://models.example.com", vendor_record_url: "" }],
  },
  "saved_view.view_has_a_name": {
    breaks: [{ name: "" }, { name: "n".repeat(61) }],
    holds: [{ name: "n".repeat(60) }],
  },
  "saved_view.view_is_a_query": {
    breaks: [{ query: "" }, { query: "?" }, { query: "risk=high" }, { query: `?${"q".repeat(2000)}` }],
    holds: [{ query: "?q" }, { query: `?${"q".repeat(1999)}` }],
  },
  "saved_view.view_removed_at_an_instant": {
    breaks: [{ removed_at: "infinity" }],
    holds: [{ removed_at: noon }],
  },
  "saved_view.only_groups_share_a_default": {
    of: "group_id IS NOT NULL",
    breaks: [
      { is_default: true, group_id: null },
      { is_default: true, removed_at: noon },
    ],
    holds: [{ is_default: true }, { is_default: false, group_id: null }],
  },
  "person.leaves_on_a_day": { breaks: [{ leaves_on: "infinity" }], holds: [{ leaves_on: "2026-11-30" }] },
  "person.has_a_name": { breaks: [{ name: "" }], holds: [{ name: "N" }] },
  "person.nobody_manages_themselves": { breaks: [{ manager_id: "itself" }], holds: [{ manager_id: null }] },
  "person.nobody_is_their_own_alias": { breaks: [{ same_as_id: "itself" }], holds: [{ same_as_id: null }] },
  "approver_group.group_has_words": { breaks: [{ key: "" }, { name: "" }], holds: [{ key: "k", name: "n" }] },
  "approver_group.not_above_itself": { breaks: [{ above_id: "itself" }], holds: [{ above_id: null }] },
  "quarter_comment.comment_has_words": {
    breaks: [{ chart: "" }, { body: "" }],
    holds: [{ chart: "c", body: "b" }],
  },
  "quarter_comment.comment_is_on_a_quarter": {
    breaks: [
      { quarter: "2026-Q5" },
      { quarter: "2026-Q0" },
      { quarter: "2026-Q11" },
      { quarter: "x2026-Q1" },
    ],
    holds: [{ quarter: "2026-Q1" }, { quarter: "2026-Q4" }],
  },
  "audit_leaf.leaf_is_sha256": {
    breaks: [{ hash: Buffer.alloc(31) }],
    holds: [{ hash: Buffer.alloc(32, 1) }],
  },
  "audit_checkpoint.root_is_sha256": {
    breaks: [{ root: Buffer.alloc(33) }],
    holds: [{ root: Buffer.alloc(32, 1) }],
  },
  "audit_checkpoint.checkpoint_has_its_words": {
    breaks: [{ note: "" }, { key: "" }],
    holds: [{ note: "n", key: "k" }],
  },
  "quarter_snapshot.r27_hash_is_that_of_the_figures": {
    breaks: [{ figures: "[]" }, { hash: Buffer.alloc(32) }],
    holds: [{ figures: "{}", hash: createHash("sha256").update("{}").digest() }],
  },
  "found_entry.found_identity_is_sha256": {
    breaks: [{ identity: Buffer.alloc(31) }],
    holds: [{ identity: Buffer.alloc(32, 1) }],
  },
  "found_entry.found_file_hash_is_sha256": {
    breaks: [{ file_hash: Buffer.alloc(33) }],
    holds: [{ file_hash: Buffer.alloc(32, 1) }],
  },
  "found_entry.found_lines_count_from_one": { breaks: [{ line: 0 }], holds: [{ line: 2 }, { line: null }] },
  "exported_entry.exported_identity_is_sha256": {
    breaks: [{ identity: Buffer.alloc(31) }],
    holds: [{ identity: Buffer.alloc(32, 1) }],
  },
  "meeting.r27_ended_with_minutes": {
    breaks: [{ ended_at: null }, { minutes: null }, { hash: null }],
    holds: [{ ended_at: null, minutes: null, hash: null }],
  },
  "meeting.r27_hash_is_that_of_the_minutes": {
    breaks: [{ minutes: "[]" }, { hash: Buffer.alloc(32) }],
    holds: [{ minutes: "[]", hash: createHash("sha256").update("[]").digest() }],
  },
  "meeting_item.item_is_about_one_thing": {
    of: "policy_id IS NOT NULL",
    breaks: [{ policy_id: null }, { exception_id: noExceptions }, { follow_up_id: noExceptions }],
    holds: [{ policy_id: null, follow_up_id: noExceptions }],
  },
  "meeting_item.item_has_its_place": {
    breaks: [{ meeting_id: null }, { position: null }],
    holds: [{ meeting_id: null, position: null }],
  },
  "meeting_item.item_has_words": { breaks: [{ why: "" }], holds: [{ why: "w" }] },
  "meeting_note.meeting_note_has_words": { breaks: [{ body: "" }], holds: [{ body: "b" }] },
  "follow_up.follow_up_has_words": { breaks: [{ what: "" }], holds: [{ what: "w" }] },
  "follow_up.follow_up_is_due_on_a_day": {
    breaks: [{ due_on: "infinity" }],
    holds: [{ due_on: "2026-11-27" }],
  },
  "gap_decision.gap_has_a_reason": { breaks: [{ reason: "" }], holds: [{ reason: "r" }] },
  "gap_decision.gap_is_of_a_quarter": {
    breaks: [{ quarter: "2026-Q5" }, { quarter: "2026-Q0" }, { quarter: "2026-Q11" }],
    holds: [{ quarter: "2026-Q1" }, { quarter: "2026-Q4" }],
  },
  "gap_decision.gap_is_followed_up": {
    breaks: [{ owner_id: null }, { due_on: null }, { due_on: "infinity" }, { choice: "keep" }],
    holds: [{ choice: "fund" }, { choice: "keep", owner_id: null, due_on: null }],
  },
  "session.eight_hours_at_most": {
    breaks: [
      { created_at: noon, expires_at: after(8 * 3600 + 0.001) },
      { created_at: "infinity", expires_at: "infinity" },
    ],
    holds: [{ created_at: noon, expires_at: after(8 * 3600) }],
  },
};

async function checkCases(sql: Sql): Promise<Case[]> {
  const found = await sql.rows<{ table: string; name: string }>(
    "SELECT conrelid::regclass::text AS table, conname AS name FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace ORDER BY 1, 2",
  );
  return found.flatMap(({ table, name }) => {
    const sides = checks[`${table}.${name}`];
    if (!sides)
      throw new Error(`The check ${name} on ${table} has no values in prisma/guards/cases/constraints.ts`);
    const set = async (it: World, change: Row) => {
      await it.sql.rows("SET LOCAL session_replication_role = replica"); // foreign keys rest, too
      await rest(it, table);
      const columns = Object.entries(change).map(([column, value], index) =>
        value === "itself"
          ? `${column} = id`
          : value === "person"
            ? `${column} = person_id`
            : `${column} = $${index + 1}`,
      );
      const values = Object.values(change).map((value) =>
        value === "itself" || value === "person" ? null : value,
      );
      const used = columns
        .map((column, index) => (column.includes("$") ? "" : `$${index + 1}::text IS NULL AND `))
        .join("");
      await it.sql.row(
        `UPDATE ${table} SET ${columns.join(", ")} WHERE ${used}ctid = (SELECT min(ctid) FROM ${table} WHERE ${sides.of ?? "true"}) RETURNING 1`,
        values,
      );
    };
    return [
      ...sides.breaks.map((change) =>
        refuses(
          { constraint: name },
          `${table}: ${name} refuses ${told(change)}`,
          (it) => set(it, change),
          alone,
        ),
      ),
      ...sides.holds.map((change) =>
        allows(`${table}: ${name} lets ${told(change)} pass`, (it) => set(it, change), alone),
      ),
    ];
  });
}

function told(change: Row) {
  return Object.entries(change)
    .map(
      ([column, value]) =>
        `${column} ${Buffer.isBuffer(value) ? `of ${value.length} bytes` : value instanceof Date ? value.toISOString() : JSON.stringify(value)}`,
    )
    .join(", ");
}
