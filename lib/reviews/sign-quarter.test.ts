import { beforeAll, describe, expect, test } from "vitest";

import { provenActor } from "@/lib/auth/actor";
import { db, inTransaction } from "@/lib/db";
import { commentQuarter } from "@/lib/reviews/comment-quarter";
import { periodOf, type Quarter } from "@/lib/reviews/quarter";
import { differsFrom, quarterPage } from "@/lib/reviews/quarter-page";
import { readReview } from "@/lib/reviews/review";
import { leadsSecurity } from "@/lib/reviews/reviewers";
import { sha256, signQuarter } from "@/lib/reviews/sign-quarter";
import { signedQuarter } from "@/lib/reviews/signed-quarter";
import { type Cast, filled, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { leadSecurity } from "@/lib/testing/lead-security";
import { decidedBy, filedBy } from "@/lib/testing/requests";

const [q4, q3] = ["2026-Q4", "2026-Q3"] as Quarter[] as [Quarter, Quarter];
const zone = "Europe/Berlin";
/** Midnight in Berlin. */
const end = new Date("2026-12-31T23:00:00.000Z");
const later = new Date("2027-12-20T09:00:00.000Z");
let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
  const { id } = await filedBy(cast, cast.actor.Cora);
  await decidedBy(cast.actor.Ada, id);
  await leadSecurity(cast);
});

describe("who reviews a quarter", () => {
  test("the lead of a group that answers for a security rule and an administrator comment; nobody else does", async () => {
    expect(await leadsSecurity(cast.actor.Ada.id)).toBe(true);
    expect(await commentQuarter(said("growth", "Fewer than we feared."), cast.actor.Ada, noon)).toEqual({
      ok: true,
    });
    expect(
      await commentQuarter(said("flow", "We open more."), cast.actor.Root, new Date(noon.getTime() + 60_000)),
    ).toEqual({ ok: true });

    const refused = { ok: false, code: "not-allowed" };
    expect(await commentQuarter(said("flow", "Mine."), cast.actor.Ben, noon)).toMatchObject(refused);
    expect(await commentQuarter(said("flow", "Mine."), cast.actor.Otto, noon)).toMatchObject({
      ...refused,
      message: "Auditors read everything and write nothing.",
    });
    expect(await db.quarterComment.count()).toBe(2);
    expect(await db.auditEvent.count({ where: { action: "quarter.commented" } })).toBe(2);
  });

  test("nobody signs what others review", async () => {
    expect(
      await signQuarter({ quarter: q3, seen: await seen(q3, noon) }, cast.actor.Ben, noon),
    ).toMatchObject({
      ok: false,
      code: "not-allowed",
    });
  });
});

describe("signing", () => {
  test("a quarter is signed when it has ended, and not a millisecond before", async () => {
    const before = new Date(end.getTime() - 1);
    expect(
      await signQuarter({ quarter: q4, seen: await seen(q4, before) }, await ada(before), before),
    ).toMatchObject({
      ok: false,
      message: "Q4 2026 has not ended. It is signed when it has.",
    });
  });

  test("figures that are not the ones on the screen are not signed", async () => {
    expect(await signQuarter({ quarter: q4, seen: sha256("others") }, await ada(end), end)).toMatchObject({
      ok: false,
      code: "outdated-revision",
    });
  });

  test("it freezes figures and comments with a hash that anybody can check, and one event tells it", async () => {
    const outcome = await filled(
      signQuarter({ quarter: q4, seen: await seen(q4, end) }, await ada(end), end),
    );
    const [row] = await db.$queryRaw<{ text: string; hash: string }[]>`
      SELECT figures::text AS text, encode(hash, 'hex') AS hash FROM quarter_snapshot WHERE quarter = ${q4}`;
    expect(row?.hash).toBe(outcome.sha256);
    expect(sha256(row?.text ?? "")).toBe(outcome.sha256);

    const signed = await signedQuarter(q4);
    expect(signed?.comments.map(({ body }) => body)).toEqual(["Fewer than we feared.", "We open more."]);
    expect(signed?.signedBy).toBe("Ada");
    expect(signed?.review.figures.onTime).toEqual({ count: 1, of: 1 });
    const events = await db.auditEvent.findMany({ where: { action: "quarter.signed" } });
    expect(events.map(({ body }) => body)).toEqual([{ quarter: q4, sha256: outcome.sha256 }]);
  });

  test("it is signed once, and takes no more comments", async () => {
    const again = { quarter: q4, seen: await seen(q4, later) };
    expect(await signQuarter(again, await ada(later), later)).toMatchObject({
      ok: false,
      message: "This quarter is signed already.",
    });
    expect(await commentQuarter(said("growth", "One more."), await ada(later), later)).toMatchObject({
      ok: false,
      message: "This quarter is signed. Nothing is added to it any more.",
    });
  });

  test("a year on, after more has happened, it reads byte for byte the same, and the record tells the same", async () => {
    const read = async (now: Date) => JSON.stringify(await quarterPage(periodOf(q4, zone, now)));
    const then = await read(end);
    const { id } = await filedBy(cast, await actor("Cora", later), {}, later);
    await decidedBy(await ada(later), id, "approve", later);
    expect(await read(later)).toBe(then);

    const signed = await signedQuarter(q4);
    if (!signed) throw new Error("It was signed.");
    expect(await differsFrom(signed, periodOf(q4, zone, later))).toEqual([]);
  });

  test("where the record was changed behind it, the chart that tells otherwise is named", async () => {
    const signed = await signedQuarter(q4);
    if (!signed) throw new Error("It was signed.");
    const [level] = signed.review.charts.growth;
    const forged = { ...signed.review.charts, growth: [{ ...level, high: 7 } as typeof level & object] };
    const review = { ...signed.review, charts: forged };
    expect(await differsFrom({ ...signed, review }, periodOf(q4, zone, later))).toEqual(["growth"]);
  });
});

const said = (chart: "growth" | "flow", body: string) => ({ quarter: q4, chart, body });

async function seen(quarter: Quarter, now: Date) {
  return sha256(JSON.stringify(await readReview(periodOf(quarter, zone, now))));
}

const ada = (now: Date) => actor("Ada", now);

/** Signed in at that instant. */
async function actor(name: "Ada" | "Cora", now: Date) {
  const { accountId, ...rest } = cast.actor[name];
  const data = { accountId, createdAt: now, expiresAt: new Date(now.getTime() + 3_600_000) };
  const { id } = await filled(inTransaction(now, (tx) => tx.session.create({ data, select: { id: true } })));
  return provenActor({ ...rest, accountId, sessionId: id });
}
