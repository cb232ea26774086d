// An event as it stands in the trail, with the few facts of the record that its sentence needs.

import { Prisma } from "@/prisma/generated/client";
import type { Status, Via } from "@/prisma/generated/enums";

export type TrailEvent = {
  id: bigint;
  at: Date;
  via: Via;
  action: string;
  stream: string;
  body: unknown;
  /** 32 bytes in hex: the event's link in the chain of its stream. */
  hash: string;
  actorId: string | null;
  exceptionId: string | null;
  exceptionNumber: number | null;
  /** The revision that stood when the event was written. */
  revision: number | null;
  /** The status after the event, and before it; null where the event changed no exception. */
  status: Status | null;
  statusBefore: Status | null;
  /** What the register held about the exception after the event, and before it. */
  rowAfter: Snapshot | null;
  rowBefore: Snapshot | null;
};

export type Snapshot = {
  exception: Record<string, unknown>;
  decisions: unknown[] | null;
  /** Absent from events of before approvals could be taken back. */
  retractions?: unknown[] | null;
  conditions: unknown[] | null;
  evidence: unknown[] | null;
  /** Absent from events of before what has ended was checked again. */
  rechecks?: unknown[] | null;
};

/** `WHERE` and `ORDER BY` follow; the event is `e`, its account `a` and its exception `x`. */
export const selectEvents = Prisma.sql`
  SELECT e.id, e.at, e.via, e.action, e.stream, e.body, encode(e.hash, 'hex') AS hash, a.person_id AS "actorId",
    e.exception_id AS "exceptionId", x.number AS "exceptionNumber",
    (e.row_after -> 'exception' ->> 'revision')::int AS revision, e.status, before.status AS "statusBefore",
    e.row_after AS "rowAfter", before.row_after AS "rowBefore"
  FROM audit_event e
  LEFT JOIN account a ON a.id = e.actor_id
  LEFT JOIN exception x ON x.id = e.exception_id
  LEFT JOIN audit_event before ON before.exception_id = e.exception_id AND before.version = e.version - 1`;
