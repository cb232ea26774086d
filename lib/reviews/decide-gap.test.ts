import { beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { decideGap } from "@/lib/reviews/decide-gap";
import { gapOfPolicy, gapsNow } from "@/lib/reviews/gap-of-policy";
import { mailGaps } from "@/lib/reviews/mail-gaps";
import { activeFor, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { decidedBy, filedBy } from "@/lib/testing/requests";

let cast: Cast;
const zone = "Europe/Berlin";
/** What happens at an instant is counted from the next one on. */
const later = new Date(noon.getTime() + 1);

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const keep = () => ({
  policyId: cast.policy.tls,
  choice: "keep" as const,
  reason: "The supplier moves in spring.",
});
const tls = () => ({ id: cast.policy.tls, key: "SEC-014" });

test("four exceptions within a quarter make a gap, and one of the group that owns the rule decides about it", async () => {
  for (let made = 1; made <= 3; made++) await activeFor(cast, cast.actor.Cora);
  expect((await gapOfPolicy(tls(), zone, later)).signals).not.toContain("again and again");
  await activeFor(cast, cast.actor.Cora);
  const gap = await gapOfPolicy(tls(), zone, later);
  expect(gap).toMatchObject({ quarter: "2026-Q4", use: { exceptions: 4, teams: 1 }, decided: [] });
  expect(gap.signals).toContain("again and again");
  expect(await gapsNow(zone, later)).toMatchObject([{ policy: "SEC-014", decision: null }]);

  expect(await decideGap(keep(), cast.actor.Cora, noon)).toMatchObject({ ok: false, code: "not-allowed" });
  expect(await decideGap(keep(), cast.actor.Root, noon)).toMatchObject({ ok: false, code: "not-allowed" });
  // Each of the group hears of it, once in a quarter.
  expect(await mailGaps(later)).toEqual({ done: 2, failed: [] });
  expect(await mailGaps(later)).toEqual({ done: 0, failed: [] });
  const letters = await db.mail.findMany({ include: { person: { select: { name: true } } } });
  expect(letters.map(({ person }) => person.name).sort()).toEqual(["Ada", "Ben"]);
  expect(letters[0]).toMatchObject({
    subject: expect.stringMatching(/^SEC-014 does not fit: 4 exceptions, 1 team.* this quarter$/),
    plain: expect.stringContaining("You get this because you are in Security, which owns the policy;"),
  });

  await filled(decideGap(keep(), cast.actor.Ada, noon));
  // A letter that has not gone out yet is about nothing any more.
  expect(await db.mail.findMany({ select: { state: true } })).toEqual([{ state: "moot" }, { state: "moot" }]);
  expect(await db.auditEvent.count({ where: { action: "policy_gap.decided" } })).toBe(1);
  expect(await gapsNow(zone, later)).toMatchObject([{ policy: "SEC-014", decision: { choice: "keep" } }]);
});

test("the next quarter shows what came of it", async () => {
  const before = await gapOfPolicy(tls(), zone, later);
  expect(before.decided).toMatchObject([{ quarter: "2026-Q4", effect: { before: 4, after: null } }]);
  const spring = new Date("2027-02-01T12:00:00Z");
  await activeFor(cast, await signedInAgain(cast.actor.Cora, spring), {}, spring);
  const after = await gapOfPolicy(tls(), zone, new Date(spring.getTime() + 1));
  expect(after).toMatchObject({ quarter: "2027-Q1", decided: [{ effect: { before: 4, after: 1 } }] });
});

test("what is decided is put to nobody", async () => {
  const { export: policyId } = cast.policy;
  const scope = [{ policyId, systemId: cast.system.sandbox, environment: "test" as const, resource: "" }];
  for (let made = 1; made <= 4; made++) {
    const { id } = await filedBy(cast, cast.actor.Cora, { scope });
    await decidedBy(cast.actor.Dan, id);
  }
  expect((await gapsNow(zone, later)).map(({ policy }) => policy)).toContain("DAT-001");
  const asked = async () => (await mailGaps(later)).done;
  await filled(decideGap({ ...keep(), policyId }, cast.actor.Dan, noon));
  expect(await asked()).toBe(0);
});

test.each([
  ["ownerId", { choice: "change", dueOn: "2026-12-31" }, null],
  ["dueOn", { choice: "fund" }, "Cora"],
  ["dueOn", { choice: "fund", dueOn: "2026-11-19" }, "Cora"],
] as const)(
  "a change or a fix needs somebody who does it by a day to come: %s",
  async (field, asked, owner) => {
    const ownerId = owner && cast.actor[owner].id;
    const outcome = await decideGap({ ...keep(), ...asked, ownerId }, cast.actor.Ada, noon);
    expect(outcome).toMatchObject({ ok: false, fields: { [field]: expect.any(String) } });
  },
);
