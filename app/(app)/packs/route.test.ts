// Whoever asks for more than one pack holds is sent to the page of months, with what they asked for.

import { beforeAll, expect, test, vi } from "vitest";

import type { Actor } from "@/lib/auth/actor";
import { type Cast, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { filedBy } from "@/lib/testing/requests";

import { POST } from "./route";

let actor: Actor;
vi.mock("@/lib/auth/session", () => ({ actorForAction: async () => ({ ok: true, actor }) }));
/** Five thousand would take an hour to ask for. */
vi.mock("@/lib/packs/limits", async (original) => {
  const { refuse } = await import("@/lib/refusal");
  return {
    ...(await original<typeof import("@/lib/packs/limits")>()),
    whyTooMany: (exceptions: number) => (exceptions > 1 ? refuse("too-long", "Too many.") : null),
  };
});

beforeAll(async () => {
  await testDatabase();
  const now = new Date();
  const cast: Cast = await theCast(now);
  actor = cast.actor.Cora;
  await filedBy(cast, actor, {}, now);
  await filedBy(cast, actor, {}, now);
});

const asked = (of: string, query: string, month = "") => {
  const body = new URLSearchParams({ of, query, month });
  return POST(new Request("http://localhost/packs", { method: "POST", body }));
};

test("a list that is too much for one pack is answered with the page of its months", async () => {
  const answer = await asked("list", "view=all&requester=me");
  expect(answer.status).toBe(303);
  expect(answer.headers.get("Location")).toBe("/packs/months?of=list&query=view%3Dall%26requester%3Dme");
});

test("a month that is too much is refused, and is sent nowhere", async () => {
  const month = new Date().toISOString().slice(0, 7);
  const answer = await asked("list", "view=all&requester=me", month);
  expect([answer.status, await answer.text()]).toEqual([422, "Too many."]);
  expect((await asked("list", "", "2026-13")).status).toBe(422);
});
