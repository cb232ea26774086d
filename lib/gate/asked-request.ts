// A request as the pipeline that asked for it reads it: where it stands, who decides by when, and whether it is in force.
// The status alone opens nothing: the gate is asked again, and answers for that instant.

import { db } from "@/lib/db";
import { lapsesAt } from "@/lib/exceptions/lapse-due";
import { isInForce, statusAt } from "@/lib/exceptions/lifecycle";
import { standsIn } from "@/lib/exceptions/register-conditions";
import { type Content, hex } from "@/lib/exceptions/revisions";
import { stands } from "@/lib/exceptions/steps";
import type { Pipeline } from "@/lib/gate/pipeline";
import type { ClosedReason, Status } from "@/prisma/generated/enums";

/** The version of what a token may look at: it grows with each change. Null: nothing that it may. */
export async function versionSeen(number: number, within: Pipeline): Promise<number | null> {
  const [found] = await db.$queryRaw<{ version: number }[]>`
    SELECT x.version FROM exception x WHERE x.number = ${number} AND ${standsIn(within)}`;
  return found?.version ?? null;
}

export type AskedRequest = {
  id: string;
  number: number;
  status: Status;
  sentBack: boolean;
  revision: number;
  version: number;
  contentHash: string;
  inForce: boolean;
  startsAt: Date | null;
  /** As granted; before that, a fixed end as asked. */
  endsAt: Date | null;
  closedReason: ClosedReason | null;
  evaluationId: string | null;
  requester: string;
  steps: { group: string; needed: number; given: number; dueAt: Date }[];
  lapsesAt: Date | null;
};

/** Null: there is no such number, or the token is not bound to any place of it. */
export async function askedRequest(
  number: number,
  pipeline: Pipeline,
  now: Date,
): Promise<AskedRequest | null> {
  if ((await versionSeen(number, pipeline)) === null) return null;
  const found = await db.exception.findUnique({
    where: { number },
    include: {
      requester: { select: { email: true } },
      revisions: { orderBy: { number: "desc" }, take: 1 },
      conditions: { include: { lastReading: true } },
      steps: {
        include: {
          group: { select: { name: true } },
          decisions: { select: { verdict: true, retraction: { select: { at: true } } } },
        },
        orderBy: { position: "asc" },
      },
    },
  });
  const [current] = found?.revisions ?? [];
  if (!found || !current) return null;

  const { id, status, sentBack, revision, version, closedReason, startsAt, endsAt } = found;
  const conditions = found.conditions.filter((condition) => condition.revision === revision);
  return {
    id,
    number,
    status: statusAt(found, now),
    sentBack,
    revision,
    version,
    contentHash: hex(current.contentHash),
    inForce: isInForce({ ...found, conditions }, now),
    startsAt: startsAt ?? current.askedStart,
    endsAt: endsAt ?? current.askedEnd,
    closedReason,
    evaluationId: (current.content as Partial<Content>).evaluationId ?? null,
    requester: found.requester.email,
    steps: found.steps
      .filter((step) => step.revision === revision)
      .map(({ group, needed, dueAt, decisions }) => ({
        group: group.name,
        needed,
        given: decisions.filter(({ verdict, retraction }) =>
          stands({ verdict, retracted: retraction !== null }),
        ).length,
        dueAt,
      })),
    lapsesAt: status === "pending" ? lapsesAt(current.at) : null,
  };
}
