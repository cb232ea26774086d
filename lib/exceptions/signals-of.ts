// The signals of a request (R20): of a draft that is being typed and of a stored revision, by the same function. A stored
// one is held against what is older than it.

import type { Actor } from "@/lib/auth/actor";
import { db, type Tx } from "@/lib/db";
import type { ExceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { nearCopyFrom } from "@/lib/exceptions/likeness";
import type { Content } from "@/lib/exceptions/revisions";
import type { Draft } from "@/lib/exceptions/schemas";
import { type Judged, type Signal, signalsIn, type Twin } from "@/lib/exceptions/signals";
import { type Asked, askedWindow, secondsBetween, startFrom } from "@/lib/exceptions/window";
import { Prisma } from "@/prisma/generated/client";

type Reader = Pick<Actor, "role">;
type Client = Pick<Tx, "policy" | "system" | "exception" | "person" | "revision" | "$queryRaw">;

export function signalsOfDraft(draft: Draft, renewal: number, actor: Reader, now: Date): Promise<Signal[]> {
  const { title, reason, riskIntroduced, ownerId, continuesId, exceptionId, scope = [] } = draft;
  const asked = draft.window && askedWindow(draft.window);
  return signalsOf(
    db,
    { title, reason, riskIntroduced, ownerId, continuesId, exceptionId, scope, asked, renewal },
    actor,
    now,
    now,
  );
}

/** Of the revision that stands. */
export function signalsOfRequest(
  exception: ExceptionWithHistory,
  actor: Reader,
  now: Date,
): Promise<Signal[]> {
  const { current, ownerId, continuesId, scopes, renewal, id, number } = exception;
  const { title, reason, riskIntroduced } = current.content;
  return signalsOf(
    db,
    {
      ...{ title, reason, riskIntroduced, ownerId, continuesId: continuesId ?? undefined },
      ...{ exceptionId: id, olderThan: number, scope: scopes, asked: current, renewal },
    },
    actor,
    current.at,
    now,
  );
}

/** The same, for whoever holds no more than its id: inside a transaction, too. */
export async function signalsOfStored(
  client: Client,
  id: string,
  reader: Reader,
  now: Date,
): Promise<Signal[]> {
  const exception = await client.exception.findUniqueOrThrow({ where: { id }, include: { scopes: true } });
  const { number, revision, ownerId, continuesId, renewal, scopes } = exception;
  const current = await client.revision.findUniqueOrThrow({
    where: { exceptionId_number: { exceptionId: id, number: revision } },
  });
  const { title, reason, riskIntroduced } = current.content as Content;
  return signalsOf(
    client,
    {
      ...{ title, reason, riskIntroduced, ownerId, continuesId: continuesId ?? undefined, renewal },
      ...{ exceptionId: id, olderThan: number, asked: current },
      scope: scopes.filter((item) => item.revision === revision),
    },
    reader,
    current.at,
    now,
  );
}

type Request = Pick<Judged, "title" | "reason" | "riskIntroduced"> & {
  ownerId?: string;
  continuesId?: string;
  exceptionId?: string;
  /** The number below which entries are older; without it all of them are. */
  olderThan?: number;
  scope: {
    policyId: string;
    systemId: string;
    environment: Judged["places"][number]["environment"];
    resource: string;
  }[];
  asked?: Asked;
  renewal: number;
};

/** `askedAt`: when it was asked, from which a fixed end is counted. */
async function signalsOf(
  client: Client,
  request: Request,
  actor: Reader,
  askedAt: Date,
  now: Date,
): Promise<Signal[]> {
  const policies = [...new Set(request.scope.map(({ policyId }) => policyId))];
  const systems = [...new Set(request.scope.map(({ systemId }) => systemId))];
  const older = request.olderThan ? Prisma.sql`AND x.number < ${request.olderThan}` : Prisma.empty;

  const [rules, places, granted, last, owner, twins] = await Promise.all([
    client.policy.findMany({
      where: { id: { in: policies } },
      select: { key: true, title: true, statement: true },
    }),
    client.system.findMany({
      where: { id: { in: systems } },
      select: { id: true, name: true, environments: true },
    }),
    grantedBefore(client, policies, older),
    lastTime(client, request.continuesId),
    ownerOf(client, request.ownerId, request.exceptionId, now),
    twinsOf(client, request, actor, older),
  ]);

  return signalsIn({
    title: request.title,
    reason: request.reason,
    riskIntroduced: request.riskIntroduced,
    rules,
    systems: places,
    places: placesOf(request.scope),
    askedSeconds: request.asked && secondsAsked(request.asked, askedAt, last?.endsAt ?? null),
    granted,
    renewal: request.renewal,
    last: last ?? undefined,
    owner: owner ?? undefined,
    twins,
  });
}

function secondsAsked(asked: Asked, askedAt: Date, continuedEnd: Date | null): number {
  return (
    asked.askedSeconds ?? secondsBetween(startFrom(asked, askedAt, continuedEnd), asked.askedEnd as Date)
  );
}

/** Several rules may be broken at one place; the place counts once. */
function placesOf(scope: Request["scope"]): Judged["places"] {
  const places = scope.map(({ systemId, environment, resource }) => ({ systemId, environment, resource }));
  return [...new Map(places.map((place) => [Object.values(place).join("\n"), place])).values()];
}

const grantsRead = 40;

/** What the latest exceptions from each rule were granted. */
async function grantedBefore(
  client: Client,
  policyIds: string[],
  older: Prisma.Sql,
): Promise<Judged["granted"]> {
  const rows = await client.$queryRaw<{ key: string; seconds: number }[]>`
    SELECT p.key, extract(epoch FROM granted.ends_at - granted.starts_at)::int AS seconds
    FROM policy p, LATERAL (
      SELECT x.starts_at, x.ends_at FROM exception x
      WHERE x.activated_at IS NOT NULL ${older}
        AND EXISTS (SELECT FROM scope s WHERE s.policy_id = p.id AND (s.exception_id, s.revision) = (x.id, x.revision))
      ORDER BY x.number DESC LIMIT ${grantsRead}
    ) granted
    WHERE p.id = ANY (${policyIds}::uuid[])`;
  const keys = [...new Set(rows.map(({ key }) => key))];
  return keys.map((key) => ({
    key,
    seconds: rows.filter((row) => row.key === key).map(({ seconds }) => seconds),
  }));
}

async function lastTime(client: Client, continuesId: string | undefined) {
  if (!continuesId) return null;
  const earlier = await client.exception.findUnique({
    where: { id: continuesId },
    select: { number: true, revision: true, startsAt: true, endsAt: true, revisions: true },
  });
  if (!earlier) return null;
  const { number, startsAt, endsAt } = earlier;
  const content = earlier.revisions.find((one) => one.number === earlier.revision)?.content as Content;
  return {
    number,
    endsAt,
    reason: content.reason,
    riskIntroduced: content.riskIntroduced,
    grantedSeconds: startsAt && endsAt && secondsBetween(startsAt, endsAt),
  };
}

async function ownerOf(
  client: Client,
  ownerId: string | undefined,
  exceptionId: string | undefined,
  now: Date,
) {
  if (!ownerId) return null;
  const [owner, pastEnd] = await Promise.all([
    client.person.findUnique({ where: { id: ownerId }, select: { name: true } }),
    client.exception.count({
      where: {
        ownerId,
        status: { in: ["active", "expired"] },
        endsAt: { lte: now },
        id: { not: exceptionId },
      },
    }),
  ]);
  return owner && { name: owner.name, pastEnd };
}

/** Where a text was copied hundreds of times, comparing it with some of the copies is enough to say so. */
const copiesRead = 200;

/** Outside approvers know of no other entries. What this one continues is compared in another way. */
async function twinsOf(client: Client, request: Request, actor: Reader, older: Prisma.Sql): Promise<Twin[]> {
  const { reason, exceptionId = null, continuesId = null } = request;
  if (!reason || actor.role === "outside_approver") return [];
  // The threshold is set in the statement that uses it: a transaction for it would wait for a connection of its own.
  return client.$queryRaw<Twin[]>`
    WITH RECURSIVE chain AS (
      SELECT x.id, x.continues_id FROM exception x WHERE x.id IN (${exceptionId}::uuid, ${continuesId}::uuid)
      UNION
      SELECT x.id, x.continues_id FROM exception x JOIN chain ON x.id = chain.continues_id
    )
    SELECT twin.* FROM set_config('pg_trgm.similarity_threshold', ${String(nearCopyFrom)}, true) AS threshold,
    LATERAL (
      SELECT x.number, x.title, near.reason, near.likeness
      FROM (
        SELECT t.exception_id, t.reason, similarity(t.reason, ${reason})::float8 AS likeness
        FROM search_text t
        WHERE t.reason % ${reason} AND threshold IS NOT NULL
        LIMIT ${copiesRead}
      ) near JOIN exception x ON x.id = near.exception_id
      WHERE near.likeness >= ${nearCopyFrom} ${older} AND x.id NOT IN (SELECT id FROM chain)
      ORDER BY near.likeness DESC, x.number DESC LIMIT 1
    ) twin`;
}
