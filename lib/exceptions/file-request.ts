// Anybody may ask for a temporary break of a rule. Filing writes the request, its first revision and its steps;
// filing the same form twice files it once. What a token asks for is born sent back: its requester submits it (R4, R6).
// A pipeline whose issuer says who started it asks in their name, at once.

import { record } from "@/lib/audit/record";
import type { Actor, TokenHolder } from "@/lib/auth/actor";
import { inTransaction, type Tx } from "@/lib/db";
import { whyUnfitConditions } from "@/lib/exceptions/demand-conditions";
import { whyNoEmergency } from "@/lib/exceptions/emergency";
import { whyCannotExtend } from "@/lib/exceptions/extensions";
import { foundBefore } from "@/lib/exceptions/found-before";
import { lockException } from "@/lib/exceptions/lock-exception";
import { type Plan, planRequest } from "@/lib/exceptions/plan-request";
import { contentOf } from "@/lib/exceptions/revisions";
import { whyRulesChanged } from "@/lib/exceptions/rules-changed";
import type { Request } from "@/lib/exceptions/schemas";
import { storeRevision, storeSteps } from "@/lib/exceptions/store-revision";
import { whyCannotFile } from "@/lib/exceptions/why-not-file";
import { type Asked, askedWindow } from "@/lib/exceptions/window";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";

type Filed = Outcome<{ id: string; number: number }>;

/** The import that filed it, and the row of its sheet. */
export type FromSheet = { sheet: string; row: number };

export function fileRequest(request: Request, actor: Actor, now: Date): Promise<Filed> {
  return inTransaction<Filed>(now, (tx) => fileIn(tx, request, actor, now));
}

export async function fileIn(
  tx: Tx,
  request: Request,
  actor: Actor | TokenHolder,
  now: Date,
  from?: FromSheet,
): Promise<Filed> {
  // Two taps on one button wait for each other here, so that the second one finds what the first has filed.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${request.id}, 0))`;
  const filed = await tx.exception.findUnique({
    where: { id: request.id },
    select: { id: true, number: true, filedById: true },
  });
  if (filed?.filedById === actor.id) return { ok: true, id: filed.id, number: filed.number };

  const judged = await judgeRequest(tx, request, actor, now);
  if (!judged.ok) return judged;
  const { plan, window, requesterId, managerId } = judged;
  const emergency = request.emergency ?? false;
  const { id, number } = await tx.exception.create({
    data: {
      id: request.id,
      title: request.title,
      risk: plan.risk,
      emergency,
      requesterId,
      filedById: actor.id,
      ownerId: request.ownerId,
      managerId,
      continuesId: request.continuesId,
      renewal: plan.renewal,
      filedAt: now,
      sentBack: isOnlyToken(actor),
    },
    select: { id: true, number: true },
  });
  // What is extended is the same break, so that the gate sees no gap (R16).
  const found = request.continuesId && !request.findings ? await foundBefore(tx, request.continuesId) : {};
  const content = contentOf({ ...request, ...found }, { managerId, reasonsForRisk: plan.reasonsForRisk });
  await storeRevision(tx, {
    exceptionId: id,
    number: 1,
    cause: "filed",
    byId: actor.id,
    content,
    asked: window,
    plan,
    emergency,
  });
  await storeSteps(tx, id, 1, plan);
  const body = {
    revision: 1,
    ...("token" in actor && byToken(actor)),
    ...(isOnlyToken(actor) && { requester: requesterId }),
    ...from,
  };
  await record(tx, { action: "request.filed", exceptionId: id, version: 1, actor, body });

  return { ok: true, id, number };
}

type Judged = { plan: Plan; window: Asked; requesterId: string; managerId: string };

/** What would become of a request, or the first thing that stands in its way. It writes nothing. */
export async function judgeRequest(
  tx: Tx,
  request: Request,
  actor: Actor | TokenHolder,
  now: Date,
): Promise<Outcome<Judged>> {
  const requesterId = request.requesterId ?? actor.id;
  const partyIds = [requesterId, actor.id, request.ownerId];
  const [plan, people] = await Promise.all([
    planRequest(tx, request, partyIds, now),
    peopleNamed(tx, { ...request, requesterId }),
  ]);
  const { rulesSeen = plan.ruleSetVersion } = request;
  const shown =
    rulesSeen < plan.ruleSetVersion ? await planRequest(tx, request, partyIds, now, rulesSeen) : null;
  const window = askedWindow(request.window);

  const refusal =
    whyCannotAsk(actor) ??
    (await whyNotExtend(tx, request, actor)) ??
    whyNoEmergency(request, window) ??
    whyCannotFile({ ...request, ...people, window }, plan, now) ??
    (await whyUnfitConditions(tx, request.conditions, windowOf(window, plan, request.ownerId), now)) ??
    whyRulesChanged(shown, plan);
  if (refusal) return refusal;

  const managerId = people.manager?.id as string; // whyCannotFile has seen to it
  return { ok: true, plan, window, requesterId, managerId };
}

/** How the trail names a token. */
export function byToken({ token: { id, name, run } }: TokenHolder) {
  return { token: id, name, ...(run && { run }) };
}

/** A token whose maker did not ask for this themselves. */
function isOnlyToken(actor: Actor | TokenHolder): boolean {
  return "token" in actor && actor.token.run === undefined;
}

/** Within what a request's conditions have to be proven. */
export function windowOf(asked: Asked, { limit, continued }: Plan, ownerId: string) {
  return {
    asked: { ...asked, limitSeconds: limit.seconds },
    continuedEnd: continued?.endsAt ?? null,
    ownerId,
  };
}

/** Auditors only read and outside approvers only decide; everybody else may ask. */
export function whyCannotAsk(actor: Pick<Actor, "role">): Refusal | null {
  if (actor.role === "auditor") return refuse("not-allowed", "Auditors read everything and ask for nothing.");
  if (actor.role === "outside_approver")
    return refuse("not-allowed", "Outside approvers decide what is put to them and ask for nothing.");
  return null;
}

async function whyNotExtend(
  tx: Tx,
  { continuesId }: Request,
  actor: Pick<Actor, "id" | "role">,
): Promise<Refusal | null> {
  if (!continuesId) return null;
  const earlier = await lockException(tx, continuesId);
  if (!earlier) return refuse("not-found", "The exception to extend is not in the register.");
  const extensions = await tx.exception.findMany({
    where: { continuesId },
    select: { number: true, status: true },
  });
  return whyCannotExtend(earlier, extensions, actor);
}

type Named = { ownerId: string; requesterId: string; managerId?: string };

/** The people that a request names, with the owner's manager from the directory where none is named. */
export async function peopleNamed(tx: Tx, { ownerId, requesterId, managerId }: Named) {
  const select = { id: true, name: true, managerId: true, deactivatedAt: true, role: true } as const;
  const found = await tx.person.findMany({
    where: { id: { in: [ownerId, requesterId, ...(managerId ? [managerId] : [])] } },
    select: { ...select, manager: { select } },
  });
  const person = new Map(found.map((one) => [one.id, one]));
  const owner = person.get(ownerId);
  return {
    owner,
    requester: person.get(requesterId),
    manager: managerId ? person.get(managerId) : (owner?.manager ?? undefined),
  };
}
