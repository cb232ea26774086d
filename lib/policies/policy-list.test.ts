import { subDays } from "date-fns";
import { beforeAll, expect, test } from "vitest";

import { policyList } from "@/lib/policies/policy-list";
import { policyPage } from "@/lib/policies/policy-page";
import { systemList } from "@/lib/systems/system-list";
import { type Cast, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { decidedBy, filedBy } from "@/lib/testing/requests";

const sixDaysAgo = subDays(new Date(), 6);
const days = (length: number) => ({ kind: "length", seconds: length * 86_400 }) as const;
let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast(sixDaysAgo);

  const ended = await filedBy(cast, cast.actor.Cora, { window: days(5) }, sixDaysAgo);
  const running = await filedBy(cast, cast.actor.Cora, { window: days(7) }, sixDaysAgo);
  await filedBy(cast, cast.actor.Cora, { window: days(1) }, sixDaysAgo);
  for (const { id } of [ended, running]) await decidedBy(cast.actor.Ada, id, "approve", sixDaysAgo);
});

test("what has ended counts as past its end, also before any worker has been round", async () => {
  const { policies, total } = await policyList({ q: "TLS", view: "used", order: "key", reversed: false });

  expect(policies).toMatchObject([{ key: "SEC-014", inForce: 1, expired: 1, pending: 1 }]);
  expect(total).toBe(3);
  expect(await policyPage("SEC-014")).toMatchObject({ inForce: 1, exceptions: [{}, {}, {}] });
});

test("the system counts what the policy counts", async () => {
  const { systems } = await systemList({ q: "", view: "used", order: "pending", reversed: false });
  expect(systems).toMatchObject([
    { key: "payroll-feed", inForce: 1, expired: 1, pending: 1 },
    { key: "sandbox", inForce: 0, expired: 0, pending: 0 },
  ]);
});
