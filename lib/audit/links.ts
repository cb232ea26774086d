// Events with everything that their hashes are made of, as the text that was hashed: for whoever recomputes the chain
// without this database (lib/packs/verify.mjs). What goes into a hash is said once, by `audit_hash`.

import { db } from "@/lib/db";
import type { Status, Via } from "@/prisma/generated/enums";

export type Link = {
  id: string;
  stream: string;
  seq: number;
  /** 32 bytes in hex, like `hash`. */
  prevHash: string;
  hash: string;
  /** UTC, to the microsecond: "2026-11-20T12:00:00.123456Z". */
  at: string;
  dbUser: string;
  /** The account; `personId` is the human behind it and no part of the hash. */
  actorId: string | null;
  personId: string | null;
  via: Via;
  action: string;
  exceptionId: string | null;
  version: number | null;
  status: Status | null;
  /** JSON, letter for letter. */
  rowAfter: string | null;
  body: string;
};

/** How far a stream had come: its last event that counts. */
export type End = { stream: string; seq: number };

/** The events of these streams up to their ends, stream after stream in the order given, each from its first event. */
export function linksOf(ends: End[]): Promise<Link[]> {
  const [streams, last] = [ends.map(({ stream }) => stream), ends.map(({ seq }) => seq)];
  return db.$queryRaw<Link[]>`
    SELECT e.id::text, e.stream, e.seq, encode(e.prev_hash, 'hex') AS "prevHash", encode(e.hash, 'hex') AS hash,
      to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, e.db_user AS "dbUser",
      e.actor_id AS "actorId", a.person_id AS "personId", e.via, e.action, e.exception_id AS "exceptionId",
      e.version, e.status, e.row_after::text AS "rowAfter", e.body::text AS body
    FROM unnest(${streams}::text[], ${last}::int[]) WITH ORDINALITY AS asked(stream, seq, place)
    JOIN audit_event e ON e.stream = asked.stream AND e.seq <= asked.seq
    LEFT JOIN account a ON a.id = e.actor_id
    ORDER BY asked.place, e.seq`;
}
