// Any two acts on one exception at the same moment end as if one had come after the other: the answers and the
// record are those of doing them in that order, on a twin, without haste.

import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";

import { close } from "@/lib/exceptions/close";
import { decide } from "@/lib/exceptions/decide";
import { editRequest } from "@/lib/exceptions/edit-request";
import { reassign } from "@/lib/exceptions/reassign";
import { revoke } from "@/lib/exceptions/revoke";
import type { Decision } from "@/lib/exceptions/schemas";
import { withdraw } from "@/lib/exceptions/withdraw";
import type { Outcome } from "@/lib/refusal";
import { actionsOn, found } from "@/lib/testing/carry-on";
import { type Cast, type Name, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { brokenPromises } from "@/lib/testing/invariants";
import { exceptionRow, race } from "@/lib/testing/race";
import { decidedBy, decisionOn, filedBy, highRisk, requestFor } from "@/lib/testing/requests";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const inProduction = () => ({
  classification: highRisk,
  scope: [
    {
      policyId: cast.policy.tls,
      systemId: cast.system.payroll,
      environment: "production" as const,
      resource: "",
    },
  ],
});

const states = {
  asked: async () => (await filedBy(cast, cast.actor.Cora)).id,
  "sent back": async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    await decidedBy(cast.actor.Ada, id, "send_back");
    return id;
  },
  "signed once": async () => {
    const { id } = await filedBy(cast, cast.actor.Cora, inProduction());
    await decidedBy(cast.actor.Ada, id);
    return id;
  },
  active: async () => {
    const { id } = await filedBy(cast, cast.actor.Cora);
    await decidedBy(cast.actor.Ada, id);
    return id;
  },
};

type Act = (id: string) => Promise<() => Promise<Outcome>>;
const reason = "No longer needed.";
const deciding =
  (name: Name, verdict: Decision["verdict"]): Act =>
  async (id) => {
    const decision = await decisionOn(id, verdict);
    return () => decide(decision, cast.actor[name], noon);
  };
const handing =
  (name: Name): Act =>
  async (exceptionId) =>
  () =>
    reassign({ exceptionId, ownerId: cast.actor[name].id, reason }, cast.actor.Cora, noon);

const acts: Record<string, Act> = {
  "Ada approves": deciding("Ada", "approve"),
  "Ben approves": deciding("Ben", "approve"),
  "Eli approves": deciding("Eli", "approve"),
  "Ben rejects": deciding("Ben", "reject"),
  "Eli sends back": deciding("Eli", "send_back"),
  "Ben sends back": deciding("Ben", "send_back"),
  "Cora changes it": async (exceptionId) => {
    const { revision } = await found(exceptionId);
    const { id: _, ...form } = requestFor(cast, inProduction());
    return () => editRequest({ ...form, exceptionId, seenRevision: revision }, cast.actor.Cora, noon);
  },
  "Cora withdraws": async (exceptionId) => () => withdraw({ exceptionId, reason }, cast.actor.Cora, noon),
  "Cora hands it to Ada": handing("Ada"),
  "Cora hands it to Ben": handing("Ben"),
  "Cora hands it to Sam": handing("Sam"),
  "Cora closes it": async (exceptionId) => () =>
    close(
      { exceptionId, removedOn: "2026-11-20", verifiedById: cast.actor.Sam.id, note: "" },
      cast.actor.Cora,
      noon,
    ),
  "Ben revokes it": async (exceptionId) => () => revoke({ exceptionId, reason }, cast.actor.Ben, noon),
};

/** Answers of two exceptions can be compared once their numbers are gone. */
const told = (outcome: Outcome) =>
  outcome.ok ? "done" : `${outcome.code}: ${outcome.message.replaceAll(/EX-\d+/g, "EX-…")}`;
const record = async (id: string) => {
  const { status, closedReason, sentBack, version, revision, ownerId, startsAt, endsAt } = await found(id);
  return {
    status,
    closedReason,
    sentBack,
    version,
    revision,
    ownerId,
    startsAt,
    endsAt,
    actions: await actionsOn(id),
  };
};

async function inOrder(start: () => Promise<string>, first: Act, second: Act) {
  const id = await start();
  const [one, other] = [await first(id), await second(id)];
  const answers = [told(await one()), told(await other())];
  return { answers, record: await record(id) };
}

async function atOnce(start: () => Promise<string>, first: Act, second: Act) {
  const id = await start();
  const answers = (await race(exceptionRow(id), await first(id), await second(id))).map(told);
  expect(await brokenPromises(id)).toEqual([]);
  return { answers, record: await record(id) };
}

const pairs = process.env.TEST_LONG ? 676 : 30;

test(`two acts at once end like one after the other (${pairs} drawn pairs)`, {
  timeout: pairs * 10_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...(Object.keys(states) as (keyof typeof states)[])),
      fc.constantFrom(...Object.keys(acts)),
      fc.constantFrom(...Object.keys(acts)),
      async (state, first, second) => {
        const [one, other] = [acts[first] as Act, acts[second] as Act];
        expect(await atOnce(states[state], one, other)).toEqual(await inOrder(states[state], one, other));
      },
    ),
    { numRuns: pairs, verbose: true },
  );
});
