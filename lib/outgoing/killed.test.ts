// Workers that are killed at the worst moment: the other side has the message and nobody has written that down. Nothing is
// lost, and what comes twice comes under the same webhook-id.

import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { addWebhook } from "@/lib/outgoing/add-webhook";
import { messageId } from "@/lib/outgoing/prepare";
import { type Cast, filled, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { type Listener, listener } from "@/lib/testing/listener";
import { filedBy } from "@/lib/testing/requests";
import { webhookTo } from "@/lib/testing/webhook";

let cast: Cast;
let other: Listener;
let certificate: string;
const today = new Date();
const workers = new Set<ChildProcess>();

beforeAll(async () => {
  await testDatabase();
  other = await listener();
  process.env.WEBHOOK_ALLOWED_HOSTS = `localhost:${other.port}`;
  certificate = join(mkdtempSync(join(tmpdir(), "register-")), "certificate.pem");
  writeFileSync(certificate, other.cert);
  cast = await theCast(today);
});

afterAll(async () => {
  for (const worker of workers) worker.kill("SIGKILL");
  await other.stop();
});

function startWorker(): ChildProcess {
  const worker = spawn(process.execPath, ["--import", "tsx", "lib/jobs/worker.ts"], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate, TZ: "UTC" },
    stdio: "ignore",
  });
  workers.add(worker);
  return worker;
}

const rounds = process.env.TEST_LONG ? 20 : 2;

test(`a worker that is killed between sending and marking loses nothing (${rounds} rounds)`, async () => {
  const events = ["exception.requested" as const];
  const hook = webhookTo(other.url, { events });
  const { id: webhookId } = await filled(addWebhook(hook, cast.actor.Root, today));
  const patience = { timeout: 60_000, interval: 50 };

  for (let round = 0; round < rounds; round++) {
    const before = other.taken.length;
    other.behave("hangs");
    const worker = startWorker();
    await filedBy(cast, cast.actor.Cora, {}, new Date());
    await expect.poll(() => other.taken.length, patience).toBeGreaterThan(before);
    worker.kill("SIGKILL"); // the message has arrived, and the answer never does
    await expect.poll(() => worker.signalCode, patience).toBe("SIGKILL");
    expect(await db.delivery.count({ where: { webhookId, state: "due" } })).toBe(1);

    other.behave({ status: 200 });
    const next = startWorker();
    // What a killed worker holds is free after a minute: here the hand of the clock is moved instead.
    await db.delivery.updateMany({ where: { webhookId, state: "due" }, data: { leaseUntil: null } });
    await expect.poll(() => db.delivery.count({ where: { webhookId, state: "due" } }), patience).toBe(0);
    next.kill("SIGKILL");
    await expect.poll(() => next.signalCode, patience).toBe("SIGKILL");
  }

  const delivered = await db.delivery.findMany({ where: { webhookId } });
  expect(delivered.map(({ state }) => state)).toEqual(Array.from({ length: rounds }, () => "sent"));
  for (const { eventId } of delivered) {
    const copies = other.taken.filter(({ headers }) => headers["webhook-id"] === messageId(eventId));
    expect(copies.length).toBeGreaterThanOrEqual(2);
    expect(new Set(copies.map(({ body }) => body)).size).toBe(1);
  }
  const known = new Set(delivered.map(({ eventId }) => messageId(eventId)));
  for (const { headers } of other.taken) expect(known).toContain(headers["webhook-id"]);
}, 300_000);
