// Who keeps the webhooks, what they must be like, and that their secrets are seen once.

import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { addWebhook } from "@/lib/outgoing/add-webhook";
import { changeSecret } from "@/lib/outgoing/change-secret";
import { changeWebhook } from "@/lib/outgoing/change-webhook";
import { changedWebhookSchema, type NewWebhook, newWebhookSchema } from "@/lib/outgoing/schemas";
import { switchOff, switchOn } from "@/lib/outgoing/switch-webhook";
import { countSilencedWebhooks, oneWebhook, webhookList } from "@/lib/outgoing/webhooks";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { type TestAddresses, testDatabase } from "@/lib/testing/database";
import { webhookTo } from "@/lib/testing/webhook";

let cast: Cast;
let addresses: TestAddresses;
let auditor: pg.Client;

beforeAll(async () => {
  addresses = await testDatabase();
  process.env.WEBHOOK_ALLOWED_HOSTS = "ci.acme.internal:8443";
  cast = await theCast();
  auditor = new pg.Client(addresses.DATABASE_AUDITOR_URL);
  await auditor.connect();
});
afterAll(() => auditor.end());

const standard = webhookTo("https://hooks.example.com/register?key=hidden", {
  events: ["exception.expired", "recheck.requested"],
  startsRechecks: true,
});
const slack = webhookTo("https://hooks.slack.com/services/T0/B0/hidden", {
  kind: "slack",
  events: ["exception.expired"],
});
const added = (webhook: NewWebhook) => filled(addWebhook(webhook, cast.actor.Root, noon));

test("only administrators keep webhooks", async () => {
  const { id: webhookId } = await added(standard);
  const acts: ((actor: Actor) => Promise<object>)[] = [
    (actor) => addWebhook(standard, actor, noon),
    (actor) => changeWebhook({ ...standard, webhookId }, actor, noon),
    (actor) => changeSecret({ webhookId }, actor, noon),
    (actor) => switchOff({ webhookId }, actor, noon),
    (actor) => switchOn({ webhookId }, actor, noon),
  ];
  for (const act of acts)
    for (const actor of [cast.actor.Ada, cast.actor.Otto, cast.actor.Olga])
      expect(await act(actor)).toMatchObject({ ok: false, code: "not-allowed" });
});

test("an address is https, without a password, at port 443 or one that the server's configuration names", async () => {
  for (const url of [
    "http://hooks.example.com/",
    "https://mara:hidden@hooks.example.com/",
    "https://hooks.example.com:8443/",
    "hooks.example.com",
  ])
    expect(await addWebhook({ ...standard, url }, cast.actor.Root, noon), url).toMatchObject({
      ok: false,
      fields: { url: expect.any(String) },
    });
  await added({ ...standard, url: "https://ci.acme.internal:8443/" });
});

test("what people see of an address holds no key: not the query, and of a chat no more than the host", async () => {
  const ids = [(await added(standard)).id, (await added(slack)).id];
  const shown = await Promise.all(ids.map(oneWebhook));
  expect(shown.map((one) => one?.address)).toEqual(["hooks.example.com/register", "hooks.slack.com"]);
  expect(JSON.stringify([shown, await webhookList()])).not.toMatch(/hidden|whsec_/);
});

test("secrets stand in no event, and the auditor cannot read them", async () => {
  const { id: webhookId, secret } = await added(standard);
  const { secret: next } = await filled(changeSecret({ webhookId }, cast.actor.Root, noon));
  expect(secret).toMatch(/^whsec_/);
  expect(next).not.toBe(secret);
  const events = await db.auditEvent.findMany({ where: { stream: { startsWith: "webhook/" } } });
  expect(events.map(({ body }) => JSON.stringify(body)).join()).not.toMatch(/hidden|whsec_/);
  await expect(auditor.query("SELECT secret FROM webhook_secret")).rejects.toThrow("permission denied");
  await expect(auditor.query("SELECT url FROM webhook_secret")).rejects.toThrow("permission denied");
  expect((await auditor.query("SELECT address FROM webhook")).rows.length).toBeGreaterThan(0);
});

test("a chat has no secret to change, and starts no re-check", async () => {
  const { id: webhookId, secret } = await added(slack);
  expect(secret).toBeNull();
  expect(await changeSecret({ webhookId }, cast.actor.Root, noon)).toMatchObject({ code: "wrong-status" });
  const changed = { webhookId, events: standard.events, startsRechecks: true, systemIds: [] };
  expect(await changeWebhook(changed, cast.actor.Root, noon)).toMatchObject({
    fields: { startsRechecks: "A chat starts no re-check." },
  });
});

test("a form says what is missing", () => {
  const problems = (input: object) =>
    newWebhookSchema.safeParse({ ...standard, ...input }).error?.issues.map(({ path }) => path.join("."));
  expect(problems({})).toBeUndefined();
  expect(problems({ url: " " })).toEqual(["url"]);
  expect(problems({ events: [] })).toContain("events");
  expect(problems({ events: ["policy.changed"] })).toEqual(["events.0"]);
  expect(problems({ events: ["exception.expired"] })).toEqual(["startsRechecks"]);
  expect(problems({ kind: "teams" })).toEqual(["startsRechecks"]);
  expect(problems({ kind: "github" })).toEqual(["url", "branch", "token"]);
  const alone = {
    webhookId: crypto.randomUUID(),
    events: ["exception.closed"],
    startsRechecks: true,
    systemIds: [],
  };
  expect(changedWebhookSchema.safeParse(alone).success).toBe(false);
});

test("each change is one event, and what changes nothing is none", async () => {
  const { id: webhookId } = await added(standard);
  const root = cast.actor.Root;
  const changed = { webhookId, events: standard.events, startsRechecks: false, systemIds: [] };
  await filled(changeWebhook(changed, root, noon));
  await filled(changeWebhook(changed, root, noon));
  await filled(switchOff({ webhookId }, root, noon));
  await filled(switchOff({ webhookId }, root, noon));
  await filled(switchOn({ webhookId }, root, noon));
  await filled(switchOn({ webhookId }, root, noon));
  const events = await db.auditEvent.findMany({
    where: { stream: `webhook/${webhookId}` },
    orderBy: { seq: "asc" },
  });
  expect(events.map(({ action }) => action)).toEqual([
    "webhook.added",
    "webhook.changed",
    "webhook.switched_off",
    "webhook.switched_on",
  ]);
  expect(events[1]?.body).toEqual({
    address: "hooks.example.com/register",
    changed: { startsRechecks: { before: true, after: false } },
  });
});

test("only what was switched off for failing waits for somebody to look", async () => {
  const { id: webhookId } = await added(standard);
  const before = await countSilencedWebhooks();
  await filled(switchOff({ webhookId }, cast.actor.Root, noon));
  expect(await countSilencedWebhooks()).toBe(before);
});
