// R26, gate.md 7: other systems are told of a rule that does not fit.

import { afterAll, beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { addWebhook } from "@/lib/outgoing/add-webhook";
import { deliverOutgoing } from "@/lib/outgoing/deliver";
import { announceGaps } from "@/lib/reviews/announce-gaps";
import { decideGap } from "@/lib/reviews/decide-gap";
import { activeFor } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { type Listener, listener } from "@/lib/testing/listener";
import { webhookTo } from "@/lib/testing/webhook";

let cast: Cast;
let other: Listener;
const later = new Date(noon.getTime() + 1000);
const raised = { type: "policy_gap.raised" };

beforeAll(async () => {
  await testDatabase();
  other = await listener();
  process.env.WEBHOOK_ALLOWED_HOSTS = `localhost:${other.port}`;
  cast = await theCast();
  for (let made = 1; made <= 4; made++) await activeFor(cast, cast.actor.Cora);
});

afterAll(() => other.stop());

async function listen(systemIds: string[]) {
  const webhook = webhookTo(other.url, { events: ["policy_gap.raised"], systemIds });
  return (await filled(addWebhook(webhook, cast.actor.Root, noon))).id;
}

test("while nobody listens nothing is written, nor for who listens to some systems alone", async () => {
  expect(await announceGaps(later)).toEqual({ done: 0, failed: [] });
  await listen([cast.system.payroll]);
  expect(await announceGaps(later)).toEqual({ done: 0, failed: [] });
  expect(await db.outgoingEvent.count({ where: raised })).toBe(0);
});

test("a gap is told once in a quarter, however many workers look, with figures and a link", async () => {
  await listen([]);
  const told = await Promise.all([announceGaps(later), announceGaps(later)]);
  expect(told.map(({ done }) => done).sort()).toEqual([0, 1]);
  expect(await announceGaps(new Date(noon.getTime() + 86_400_000))).toMatchObject({ done: 0 });

  expect(await deliverOutgoing(later, other.way)).toEqual({ done: 1, failed: [] });
  expect(other.taken.map(({ body }) => JSON.parse(body))).toEqual([
    {
      type: "policy_gap.raised",
      timestamp: later.toISOString(),
      data: {
        policy: "SEC-014",
        quarter: "2026-Q4",
        signals: ["again and again"],
        exceptions: 4,
        teams: 1,
        figures: "4 exceptions, 1 team",
        url: "http://localhost:3000/policies/SEC-014",
      },
    },
  ]);
});

test("one that is decided before it went is not told", async () => {
  await db.delivery.updateMany({ data: { state: "due", sentAt: null } });
  other.taken.length = 0;
  await filled(
    decideGap(
      { policyId: cast.policy.tls, choice: "keep", reason: "It fits next year.", ownerId: null, dueOn: null },
      cast.actor.Ada,
      noon,
    ),
  );
  await deliverOutgoing(later, other.way);
  expect(other.taken).toEqual([]);
  expect(await db.delivery.findMany({ select: { state: true } })).toEqual([{ state: "moot" }]);
});

test("whoever made the webhook gets a letter when it cannot be told", async () => {
  const webhookId = await listen([]);
  const { id: policyId } = await db.policy.findUniqueOrThrow({ where: { key: "DAT-001" } });
  await db.outgoingEvent.create({
    data: {
      ...raised,
      policyId,
      data: { policy: "DAT-001", quarter: "2026-Q4" },
      deliveries: { create: { webhookId, nextAt: noon } },
    },
    select: { id: true },
  });
  other.behave({ status: 410 });
  await deliverOutgoing(later, other.way);
  expect(await db.auditEvent.findFirst({ where: { action: "delivery.failed" } })).toMatchObject({
    stream: `webhook/${webhookId}`,
    exceptionId: null,
  });
  expect(await db.mail.findMany({ select: { personId: true, subject: true } })).toEqual([
    { personId: cast.actor.Root.id, subject: expect.stringMatching(/^Webhook switched off: localhost/) },
  ]);
});
