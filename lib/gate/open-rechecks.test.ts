// A pipeline that missed the call finds out what waits to be checked again at its places, and nowhere else.

import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { db } from "@/lib/db";
import { expireDue } from "@/lib/exceptions/expire-due";
import { recordRecheck } from "@/lib/exceptions/record-recheck";
import { call } from "@/lib/testing/api";
import { activeFor, daysAfter } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { tokenOf } from "@/lib/testing/gate";

await testDatabase();
process.env.NEXTAUTH_URL = "https://register.example";
process.env.NEXTAUTH_SECRET = "x".repeat(32);

let cast: Cast;
const end = daysAfter(noon, 5);

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: end });
  cast = await theCast();
});
afterAll(() => {
  vi.useRealTimers();
});

const listed = async (token: string, query = "") => call("GET", `/api/v1/rechecks${query}`, { token });

test("what has ended at its places stands there until it is answered or its time is over", async () => {
  const token = await tokenOf(cast, { rights: ["recheck"], environments: ["test"] });
  const elsewhere = await tokenOf(cast, { rights: ["recheck"], environments: ["production"] });
  const { id } = await activeFor(cast, cast.actor.Cora);
  expect((await listed(token)).body).toEqual({ rechecks: [] });

  await expireDue(end);
  const { number } = await db.exception.findUniqueOrThrow({ where: { id } });
  const { id: recheck, deadline } = await db.recheck.findFirstOrThrow({ where: { exceptionId: id } });
  expect((await listed(token, "?status=open")).body).toEqual({
    rechecks: [
      {
        recheck,
        exception: `EX-${number}`,
        endedAt: end.toISOString(),
        deadline: deadline.toISOString(),
        policies: ["SEC-014"],
        places: ["payroll-feed/test"],
        tools: [],
        url: `https://register.example/exceptions/EX-${number}`,
      },
    ],
  });
  expect((await listed(elsewhere)).body).toEqual({ rechecks: [] });

  vi.setSystemTime(deadline);
  expect((await listed(token)).body).toEqual({ rechecks: [] });
  vi.setSystemTime(end);
  await filled(recordRecheck({ exceptionId: id, outcome: "violating" }, end));
  expect((await listed(token)).body).toEqual({ rechecks: [] });
});

test("it takes the right to it, and lists nothing else", async () => {
  const { status, body } = await listed(await tokenOf(cast, { rights: ["evaluate", "export"] }));
  expect([status, body.code]).toEqual([403, "token_lacks_right"]);
  const token = await tokenOf(cast, { rights: ["recheck"] });
  expect((await listed(token, "?status=answered")).body).toMatchObject({ status: 400, code: "bad_query" });
});
