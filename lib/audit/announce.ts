// What other systems are told, written in the transaction of the change and delivered after it (lib/outgoing). Each event
// of the trail that is of use outside has its line here, so that no use case can forget it. Thin: ids, status and
// instants, no reasons and no findings.

import type { Action, Details } from "@/lib/audit/vocabulary";
import type { Tx } from "@/lib/db";
import type { Prisma } from "@/prisma/generated/client";

// Read by other people's programs: add names, never rename or reuse them.
export const eventTypes = [
  "exception.requested",
  "exception.decided",
  "exception.in_force",
  "exception.ending",
  "exception.expired",
  "exception.closed",
  "condition.broken",
  "condition.holds",
  "recheck.requested",
  "recheck.answered",
  "recheck.no_answer",
  "policy_gap.raised",
] as const;

export type EventType = (typeof eventTypes)[number];

type Announcement = { type: EventType; data?: Prisma.InputJsonObject };

const closed: Announcement = { type: "exception.closed" };
const decided = (decision: string, step: number, settled: boolean): Announcement => ({
  type: "exception.decided",
  data: { decision, step, settled },
});

// What comes when an instant is reached changes nothing, so it has no event in the trail: lib/outgoing/announce-times.
const announced: { [Name in Action]?: (body: Details[Name]) => Announcement[] } = {
  "request.filed": () => [{ type: "exception.requested" }],
  "request.approved": ({ step, settled }) => [decided("approved", step, settled)],
  "request.rejected": ({ step }) => [decided("rejected", step, true)],
  "request.sent_back": ({ step }) => [decided("sent_back", step, false)],
  "emergency.ratified": ({ step, settled }) => [decided("ratified", step, settled)],
  "emergency.refused": ({ step }) => [decided("rejected", step, true), closed],
  "emergency.lapsed": () => [closed],
  "request.withdrawn": () => [closed],
  "request.lapsed": () => [closed],
  "exception.superseded": () => [closed],
  "exception.closed": () => [closed],
  "exception.revoked": () => [closed],
  "exception.expired": () => [{ type: "exception.expired" }, { type: "recheck.requested" }],
  "recheck.answered": ({ recheck, outcome }) => [
    { type: "recheck.answered", data: { recheck, outcome } },
    ...(outcome === "compliant" ? [closed] : []),
  ],
  "recheck.no_answer": ({ recheck, deadline }) => [
    { type: "recheck.no_answer", data: { recheck, deadline } },
  ],
  "condition.broken": ({ position }) => [{ type: "condition.broken", data: { condition: position } }],
  "condition.held": ({ position }) => [{ type: "condition.holds", data: { condition: position } }],
};

export async function announce<Name extends Action>(
  tx: Tx,
  exceptionId: string,
  { action, body }: { action: Name; body: Details[Name] },
): Promise<void> {
  const announcements = announced[action]?.(body) ?? [];
  await writeOutgoing(tx, exceptionId, announcements);
}

/** One event for each, with a delivery for each webhook that wants it. Where nobody listens, nothing is written. */
export async function writeOutgoing(
  tx: Tx,
  exceptionId: string,
  announcements: (Announcement & { at?: Date })[],
): Promise<void> {
  if (announcements.length === 0) return;
  const types = announcements.map(({ type }) => type);
  const webhooks = await tx.webhook.findMany({
    where: { offAt: null, events: { hasSome: types } },
    select: { id: true, events: true, systemIds: true },
  });
  if (webhooks.length === 0) return;

  const { facts, systems } = await factsOf(tx, exceptionId);
  const concerned = webhooks.filter(
    ({ systemIds }) => systemIds.length === 0 || systemIds.some((id) => systems.has(id)),
  );
  const heard = announcements.filter(({ type }) => concerned.some(({ events }) => events.includes(type)));
  for (const { type, data, at } of heard) {
    const recheck = type === "recheck.requested" ? await openRecheckOf(tx, exceptionId) : {};
    const listening = concerned.filter(({ events }) => events.includes(type));
    await putOut(tx, { type, exceptionId, at, data: { ...facts, ...data, ...recheck } }, listening);
  }
}

/** About a policy: for webhooks that are not about some systems alone. False: nobody listens. */
export async function writeOutgoingOfPolicy(
  tx: Tx,
  policyId: string,
  { type, data, at }: Required<Announcement> & { at: Date },
): Promise<boolean> {
  const listening = await tx.webhook.findMany({
    where: { offAt: null, events: { has: type }, systemIds: { isEmpty: true } },
    select: { id: true },
  });
  if (listening.length > 0) await putOut(tx, { type, policyId, at, data }, listening);
  return listening.length > 0;
}

type Event = {
  type: EventType;
  exceptionId?: string;
  policyId?: string;
  at?: Date;
  data: Prisma.InputJsonObject;
};

async function putOut(tx: Tx, event: Event, listening: { id: string }[]): Promise<void> {
  await tx.outgoingEvent.create({
    data: { ...event, deliveries: { create: listening.map(({ id }) => ({ webhookId: id })) } },
    select: { id: true },
  });
}

type Facts = { facts: Prisma.InputJsonObject; systems: Set<string> };

async function factsOf(tx: Tx, id: string): Promise<Facts> {
  const { number, status, sentBack, closedReason, risk, emergency, revision, startsAt, endsAt, scopes } =
    await tx.exception.findUniqueOrThrow({
      where: { id },
      include: {
        scopes: {
          select: {
            revision: true,
            environment: true,
            systemId: true,
            policy: { select: { key: true } },
            system: { select: { key: true } },
          },
        },
      },
    });
  const scope = scopes.filter((one) => one.revision === revision);
  const places = scope.map(({ system, environment }) => ({ system: system.key, environment }));
  const facts = {
    exception: `EX-${number}`,
    status: sentBack ? "sent_back" : status,
    ...(closedReason && { closedReason }),
    revision,
    risk,
    emergency,
    policies: [...new Set(scope.map(({ policy }) => policy.key))].slice(0, listed),
    places: [...new Map(places.map((place) => [JSON.stringify(place), place])).values()].slice(0, listed),
    ...(startsAt && endsAt && { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }),
  };
  return { facts, systems: new Set(scope.map(({ systemId }) => systemId)) };
}

/** So that the message stays below 20 kB, whatever was asked for. */
const listed = 25;

/** With the scanners that its systems require: what has to report for the answer to count. */
async function openRecheckOf(tx: Tx, exceptionId: string): Promise<Prisma.InputJsonObject> {
  const { id, deadline, exception } = await tx.recheck.findFirstOrThrow({
    where: { exceptionId, outcome: null },
    include: { exception: { include: { scopes: { include: { system: true } } } } },
  });
  const { scopes, revision } = exception;
  const tools = scopes
    .filter((one) => one.revision === revision)
    .flatMap(({ system }) => system.requiredTools);
  return { recheck: id, deadline: deadline.toISOString(), tools: [...new Set(tools)].slice(0, listed) };
}
