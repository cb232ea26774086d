// The guards themselves, as PostgreSQL keeps them: they fire always, nobody has a right too many, and each one is the
// one of this version of the register. What each must be stands in prisma/golden-catalog.json, object by object.

import type { Invariant } from "@/lib/audit/invariants";

const ours =
  "(SELECT oid FROM pg_proc f WHERE f.pronamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = f.oid AND d.deptype = 'e'))";

export const catalogInvariants: Invariant[] = [
  {
    id: "G1",
    promise: "Every guard fires always, for a replica and a superuser too.",
    breach: "The guard % can be passed by: it does not fire always.",
    sql: `
      SELECT tgname || ' on ' || tgrelid::regclass AS found
      FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'A'
      ORDER BY 1`,
  },
  {
    id: "G2",
    promise:
      "The app deletes nothing and changes nothing that only grows; the auditor reads, and no secrets.",
    breach: "The app or the auditor has a right too many on %.",
    sql: `
      SELECT c.relname AS found
      FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')
        AND (has_table_privilege('register_app', c.oid, 'DELETE, TRUNCATE, REFERENCES, TRIGGER')
             OR has_table_privilege('register_auditor', c.oid, 'DELETE, TRUNCATE, REFERENCES, TRIGGER')
             OR has_any_column_privilege('register_auditor', c.oid, 'INSERT, UPDATE')
             OR c.relname IN ('local_password', 'webhook_secret') AND has_any_column_privilege('register_auditor', c.oid, 'SELECT')
             OR has_any_column_privilege('register_app', c.oid, 'UPDATE')
                AND EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'r2_only_grows'))
      ORDER BY 1`,
  },
  {
    id: "G3",
    promise: "Guards run as the owner on a fixed search path, and no function is everybody's.",
    breach: "The function % can be deceived or is everybody's.",
    sql: `
      SELECT p.proname AS found
      FROM pg_proc p
      WHERE p.oid IN ${ours}
        AND (p.prorettype = 'trigger'::regtype AND NOT p.prosecdef
             OR p.prosecdef AND (p.proconfig && ARRAY['search_path=pg_catalog, public, pg_temp']) IS NOT TRUE
             OR has_function_privilege('public', p.oid, 'EXECUTE'))
      ORDER BY 1`,
  },
  {
    id: "G4",
    promise: "No foreign key deletes or changes along, and each one was checked.",
    breach: "The foreign key % cascades or was never checked.",
    sql: `
      SELECT conname AS found
      FROM pg_constraint
      WHERE contype = 'f' AND (confdeltype NOT IN ('a', 'r') OR confupdtype NOT IN ('a', 'r') OR NOT convalidated)
      ORDER BY 1`,
  },
  {
    id: "G5",
    promise: "The roles of the app and the auditor can make nothing and become nobody else.",
    breach: "The role % can do more than its work.",
    sql: `
      SELECT rolname AS found
      FROM pg_roles
      WHERE rolname IN ('register_app', 'register_auditor')
        AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication
             OR pg_has_role(rolname, 'register_owner', 'MEMBER')
             OR has_database_privilege(rolname, current_database(), 'CREATE, TEMPORARY')
             OR has_schema_privilege(rolname, 'public', 'CREATE'))
      ORDER BY 1`,
  },
];

/** Owners may do as they like with what is theirs, so only the rights of others are written down. */
const rights = (acl: string, owner: string) => `
  coalesce((SELECT string_agg(granted.grantee::regrole || ' ' || granted.privilege_type, ', ' ORDER BY granted.grantee::regrole::text COLLATE "C", granted.privilege_type COLLATE "C")
            FROM aclexplode(${acl}) granted WHERE granted.grantee <> ${owner}), 'nobody')`;

/**
 * Each object with the SHA-256 of what it is, the same on PostgreSQL 15 to 18: the one thing that they word differently
 * is how a view names its columns. The body of register_now() is looked at on its own (clockOf).
 */
export const catalogSql = `
  SELECT name, encode(sha256(convert_to(definition, 'UTF8')), 'hex') AS hash
  FROM (
    SELECT 'guard ' || t.tgname || ' on ' || c.relname AS name, pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text AS definition
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal
    UNION ALL
    SELECT 'function ' || p.proname,
           CASE WHEN p.proname = 'register_now' THEN replace(pg_get_functiondef(p.oid), p.prosrc, '') ELSE pg_get_functiondef(p.oid) END
           || ${rights("coalesce(p.proacl, acldefault('f', p.proowner))", "p.proowner")}
    FROM pg_proc p WHERE p.oid IN ${ours}
    UNION ALL
    SELECT 'constraint ' || k.conname || ' on ' || c.relname, pg_get_constraintdef(k.oid) || ' ' || k.convalidated
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.connamespace = 'public'::regnamespace AND k.contype IN ('c', 'f', 'p', 'u', 'x') AND c.relname <> '_prisma_migrations'
    UNION ALL
    SELECT 'index ' || x.relname, pg_get_indexdef(i.indexrelid)
    FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid
    WHERE x.relnamespace = 'public'::regnamespace AND i.indisunique AND c.relname <> '_prisma_migrations'
    UNION ALL
    SELECT CASE c.relkind WHEN 'v' THEN 'view ' WHEN 'S' THEN 'sequence ' ELSE 'table ' END || c.relname,
           ${rights("coalesce(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::\"char\", c.relowner))", "c.relowner")}
           || CASE c.relkind WHEN 'v' THEN regexp_replace(pg_get_viewdef(c.oid), '\\m\\w+\\.', '', 'g') ELSE '' END
    FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'S') AND c.relname <> '_prisma_migrations'
    UNION ALL
    SELECT 'column ' || c.relname || '.' || a.attname,
           concat_ws(' ', format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'never empty' END, a.attidentity, a.attgenerated,
                     pg_get_expr(d.adbin, d.adrelid), CASE WHEN a.attacl IS NOT NULL THEN ${rights("a.attacl", "c.relowner")} END)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND c.relname <> '_prisma_migrations'
    UNION ALL
    SELECT 'type ' || t.typname, string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder)
    FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname
    UNION ALL
    SELECT 'rows of move', string_agg(concat_ws(' ', from_status, to_status, closed_reason), ', ' ORDER BY id) FROM move
    UNION ALL
    SELECT 'rows of risk_limit', string_agg(concat_ws(' ', version, risk, emergency, limit_seconds, steps_min), ', ' ORDER BY version, risk, emergency)
    FROM risk_limit
  ) object
  ORDER BY name COLLATE "C"`;

export const clockSql = `
  SELECT btrim(p.prosrc, E' \\n') AS body, (SELECT count(*)::int FROM moving_clock) AS marks
  FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.proname = 'register_now'`;

export type Clock = "live" | "movable" | "false";

const live = "SELECT now()";
const movable = "SELECT coalesce(nullif(current_setting('register.now', true), '')::timestamptz, now())";

/** A clock that can be moved must carry the mark, and what carries the mark was a demo or a test once. */
export function clockOf({ body, marks }: { body: string; marks: number }): Clock {
  if (body === live) return marks > 0 ? "movable" : "live";
  return body === movable && marks > 0 ? "movable" : "false";
}
