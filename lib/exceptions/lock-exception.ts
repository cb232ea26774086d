// The first beat of every use case: the row is locked until the transaction ends, so whoever comes second waits
// here and then reads what the first one wrote.

import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db";
import { type Content, hex } from "@/lib/exceptions/revisions";
import type { Decidable, Party } from "@/lib/exceptions/separation-of-duties";
import { isSigned, opensNow } from "@/lib/exceptions/steps";
import type { Asked } from "@/lib/exceptions/window";
import type {
  ClosedReason,
  Exception,
  RecheckOutcome,
  RevisionCause,
  Risk,
  Status,
  Verdict,
} from "@/prisma/generated/client";

export type LockedStep = {
  id: string;
  position: number;
  stage: number | null;
  needed: number;
  groupId: string;
  groupName: string;
  /** Who sits in the group at this moment. */
  memberIds: string[];
  decisions: {
    id: string;
    verdict: Verdict;
    personId: string;
    /** Taken back: the decision stays, and signs nothing. */
    retracted: boolean;
    grantedSeconds: number | null;
    grantedEnd: string | null;
  }[];
};

/** All that a rule may ask about one exception. Persons are seen through their aliases. */
export type LockedException = Pick<
  Exception,
  | "id"
  | "number"
  | "title"
  | "sentBack"
  | "version"
  | "revision"
  | "emergency"
  | "requesterId"
  | "filedById"
  | "ownerId"
  | "managerId"
  | "continuesId"
  | "renewal"
  | "startsAt"
  | "endsAt"
  | "ratifyBy"
  | "ratifiedAt"
> & {
  status: Status;
  closedReason: ClosedReason | null;
  risk: Risk;
  recheck: RecheckOutcome | null;
  contentHash: string;
  content: Content;
  revisedAt: Date;
  /** Who wrote the current revision: who asked or edited, or who raised the risk. */
  revisedByName: string;
  cause: RevisionCause;
  /** Whether an approver ever raised the risk: then it stays above what the facts alone would say (R8). */
  wasRaised: boolean;
  /** The rules it was filed under. */
  ruleSetVersion: number | null;
  asked: Asked & { limitSeconds: number };
  /** The end of the exception that this one continues, and the number of one that was approved to continue this. */
  continuedEnd: Date | null;
  continuedByNumber: number | null;
  parties: Party[];
  steps: LockedStep[];
};

type Row = Omit<LockedException, "contentHash" | "asked"> & {
  contentHash: Uint8Array;
  limitSeconds: number;
} & Asked;

/** Null: there is no such exception. */
export async function lockException(tx: Tx, id: string): Promise<LockedException | null> {
  // Two statements: one that waits and reads at once would read, beside the locked row, what stood before the wait.
  await tx.$queryRaw`SELECT 1 FROM exception WHERE id = ${id}::uuid FOR UPDATE`;

  const [row] = await tx.$queryRaw<Row[]>`
    SELECT x.id, x.number, x.title, x.status, x.closed_reason AS "closedReason", x.sent_back AS "sentBack", x.version,
      x.revision, x.risk, x.emergency, x.requester_id AS "requesterId", x.filed_by_id AS "filedById",
      x.owner_id AS "ownerId", x.manager_id AS "managerId", x.continues_id AS "continuesId", x.renewal,
      x.starts_at AS "startsAt", x.ends_at AS "endsAt", x.ratify_by AS "ratifyBy", x.ratified_at AS "ratifiedAt",
      x.recheck, r.content_hash AS "contentHash", r.content, r.at AS "revisedAt", r.cause, author.name AS "revisedByName",
      EXISTS (SELECT FROM revision q WHERE q.exception_id = x.id AND q.cause = 'risk_raised') AS "wasRaised",
      r.rule_set_version AS "ruleSetVersion", r.asked_start AS "askedStart",
      r.asked_seconds AS "askedSeconds", r.asked_end AS "askedEnd", r.limit_seconds AS "limitSeconds",
      (SELECT before.ends_at FROM exception before WHERE before.id = x.continues_id) AS "continuedEnd",
      (SELECT next.number FROM exception next WHERE next.continues_id = x.id AND next.activated_at IS NOT NULL
         AND next.closed_reason IS DISTINCT FROM 'revoked'
       ORDER BY next.number LIMIT 1) AS "continuedByNumber",
      (SELECT coalesce(json_agg(json_build_object('personId', root_person(p.person_id), 'capacity', p.capacity)), '[]')
       FROM party p WHERE p.exception_id = x.id) AS parties,
      (SELECT coalesce(json_agg(json_build_object(
          'id', s.id, 'position', s.position, 'stage', s.stage, 'needed', s.needed, 'groupId', s.group_id, 'groupName', g.name,
          'memberIds', (SELECT coalesce(json_agg(DISTINCT root_person(m.person_id)), '[]')
                        FROM membership m JOIN person q ON q.id = m.person_id
                        WHERE m.group_id = s.group_id AND q.deactivated_at IS NULL
                          AND m.from_at <= register_now() AND (m.until_at IS NULL OR m.until_at > register_now())),
          'decisions', (SELECT coalesce(json_agg(json_build_object(
                          'id', d.id, 'verdict', d.verdict, 'personId', root_person(d.person_id),
                          'retracted', EXISTS (SELECT FROM retraction t WHERE t.decision_id = d.id),
                          'grantedSeconds', d.granted_seconds, 'grantedEnd', d.granted_end)), '[]')
                        FROM decision d WHERE d.step_id = s.id)) ORDER BY s.position), '[]')
       FROM step s JOIN approver_group g ON g.id = s.group_id
       WHERE (s.exception_id, s.revision) = (x.id, x.revision)) AS steps
    FROM exception x JOIN revision r ON (r.exception_id, r.number) = (x.id, x.revision)
    JOIN person author ON author.id = r.by_id
    WHERE x.id = ${id}::uuid`;
  if (!row) return null;

  const { contentHash, askedStart, askedSeconds, askedEnd, limitSeconds, ...rest } = row;
  return {
    ...rest,
    contentHash: hex(contentHash),
    asked: { askedStart, askedSeconds, askedEnd, limitSeconds },
  };
}

/** The actor with the id that rules compare: of the person behind an alias. */
export async function throughAlias(tx: Tx, actor: Actor): Promise<{ id: string; role: Actor["role"] }> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`SELECT root_person(${actor.id}::uuid) AS id`;
  return { id: row?.id ?? actor.id, role: actor.role };
}

/** What separation of duties looks at. */
export function decidable({
  emergency,
  sentBack,
  parties,
  steps,
}: Pick<LockedException, "emergency" | "sentBack" | "parties" | "steps">): Decidable {
  const open = opensNow({ emergency, steps });
  const last = Math.max(...open.map(({ position }) => position));
  return {
    sentBack,
    parties,
    deciderIds: steps.flatMap((step) => step.decisions.map(({ personId }) => personId)),
    waitingFor: emergency && open.length > 0 ? [anyOf(open)] : open,
    laterGroups: steps.filter((step) => step.position > last && !isSigned(step)),
  };
}

function anyOf(open: LockedStep[]) {
  return {
    groupName: open.map(({ groupName }) => groupName).join(" or "),
    memberIds: open.flatMap(({ memberIds }) => memberIds),
  };
}

/** Who can sign no step of it any more: its parties, and whoever has decided this revision (R4, R5). */
export function barredFrom(exception: {
  parties: { personId: string }[];
  steps: { decisions: { personId: string }[] }[];
}): Set<string> {
  const deciders = exception.steps.flatMap((step) => step.decisions);
  return new Set([...exception.parties, ...deciders].map(({ personId }) => personId));
}
