// The snapshot of an exception as an event holds it.

import type {
  ClosedReason,
  Comparator,
  ConditionState,
  RecheckOutcome,
  Risk,
  Status,
  Verdict,
} from "@/prisma/generated/enums";

/** Instants are texts, hashes "\x…" as PostgreSQL writes them. */
export type StoredSnapshot = {
  exception: {
    id: string;
    title: string;
    risk: Risk;
    emergency: boolean;
    status: Status;
    sent_back: boolean;
    closed_reason: ClosedReason | null;
    revision: number;
    requester_id: string;
    filed_by_id: string;
    owner_id: string;
    manager_id: string;
    renewal: number;
    filed_at: string;
    starts_at: string | null;
    ends_at: string | null;
    recheck: RecheckOutcome | null;
    removed_on: string | null;
    verified_by_id: string | null;
    closed_at: string | null;
  };
  steps:
    | { id: string; revision: number; position: number; group_id: string; needed: number; because: string }[]
    | null;
  decisions: StoredDecision[] | null;
  retractions?: { decision_id: string; reason: string }[] | null;
  conditions: StoredCondition[] | null;
  evidence: StoredEvidence[] | null;
};

export type StoredDecision = {
  id: string;
  revision: number;
  step_id: string;
  person_id: string;
  verdict: Verdict;
  comment: string;
  at: string;
};

export type StoredCondition = {
  id: string;
  revision: number;
  position: number | null;
  statement: string;
  suspends: boolean;
  state: ConditionState;
  owner_id?: string | null;
  reason?: string | null;
  /** Of what is measured; absent from snapshots of before. */
  metric?: string | null;
  comparator?: Comparator | null;
  threshold?: number | null;
  unit?: string | null;
  fresh_seconds?: number | null;
  suspends_stale?: boolean | null;
};

export type StoredEvidence = {
  id: string;
  by_id: string | null;
  name: string;
  link: string | null;
  sha256: string;
  bytes: number;
  at: string;
};
