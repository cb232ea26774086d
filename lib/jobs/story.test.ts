// Two exceptions from their approval to their end and beyond it, with the worker's whole timetable, a clock that is moved
// hour by hour, a pipeline that asks the gate, and a real mail server: what each person finds in the mailbox.

import { afterAll, beforeAll, expect, test } from "vitest";

import { close } from "@/lib/exceptions/close";
import type { Pipeline } from "@/lib/gate/pipeline";
import { recheckEnded } from "@/lib/gate/recheck-ended";
import { longestPause, timetable } from "@/lib/jobs/timetable";
import { actionsOn, daysAfter, found, signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, filled, type Name, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { asked, exceptionFor, mapTrivy, pipelineOfPayroll, trivyReport } from "@/lib/testing/gate";
import { type PostOffice, postOffice } from "@/lib/testing/post";

let cast: Cast;
let post: PostOffice;
let pipeline: Pipeline;

beforeAll(async () => {
  await testDatabase();
  post = await postOffice();
  process.env.SMTP_URL = post.url;
  cast = await theCast();
  pipeline = await pipelineOfPayroll(cast);
  await mapTrivy(cast);
});
afterAll(() => post.stop());

// Some hundred turns of the whole timetable.
const patience = 300_000;
const hour = 3_600_000;
let clock = noon;

/** The worker runs every six hours until then, and at that instant. */
async function until(then: Date) {
  for (let at = clock.getTime() + 6 * hour; at < then.getTime(); at += 6 * hour) await work(new Date(at));
  await work(then);
  await work(new Date(then.getTime() + 60_000));
  clock = then;
}

async function work(now: Date) {
  for (const { name, run } of timetable) expect([name, (await run(now)).failed]).toEqual([name, []]);
}

/** Asks the gate as the pipeline does, with what comes after its answer. */
async function goes(...resources: string[]): Promise<boolean> {
  const reports = [trivyReport(...resources.map((resource) => ({ resource })))];
  const answer = await asked(pipeline, { reports, at: clock });
  await recheckEnded(answer, pipeline.tokenId, clock);
  return answer.go;
}

/** What has arrived since the last look: "Cora: Ends …". */
function news(): string[] {
  const arrived = post.arrived.splice(0);
  return arrived
    .map(({ to, subject }) => `${to?.[0]?.address.split("@")[0]}: ${subject?.replace(/EX-\d+/g, "EX")}`)
    .sort();
}

const as = (name: Name) => signedInAgain(cast.actor[name], clock);

test("every job comes often enough for the queue to remember that it has run", () => {
  for (const { name, everySeconds } of timetable)
    expect(everySeconds, name).toBeLessThanOrEqual(longestPause);
});

test(
  "the payroll vendor reads the export folder for two weeks: reminded, ended, still there, enforced, removed",
  async () => {
    const window = { kind: "length" as const, seconds: 14 * 86_400 };
    const title = "The payroll vendor reads the export folder";
    const id = await exceptionFor(cast, pipeline, "aws_sg.vendor", { title, window });
    const end = daysAfter(noon, 14);
    expect(await goes("aws_sg.vendor")).toBe(true);

    await until(daysAfter(noon, 6.9));
    expect(news()).toEqual([
      `ben: Approved until Fri 4 Dec 2026, 13:00: ${title} (EX)`,
      `cora: Approved until Fri 4 Dec 2026, 13:00: ${title} (EX)`,
    ]);
    // Seven days before, to the owner at once and to the others in the mail of Monday morning; then the day before.
    await until(daysAfter(noon, 13.1));
    expect(news()).toEqual([
      `ada: Ends in 21 hours, Fri 4 Dec 2026, 13:00: ${title} (EX)`,
      `ada: Ends in 4 days, Fri 4 Dec 2026, 13:00: ${title} (EX)`,
      `cora: Ends in 21 hours, Fri 4 Dec 2026, 13:00: ${title} (EX)`,
      `cora: Ends in 6 days, Fri 4 Dec 2026, 13:00: ${title} (EX)`,
      `mara: Ends in 21 hours, Fri 4 Dec 2026, 13:00: ${title} (EX)`,
      `mara: Ends in 4 days, Fri 4 Dec 2026, 13:00: ${title} (EX)`,
    ]);

    clock = new Date(end.getTime() - 1);
    expect(await goes("aws_sg.vendor")).toBe(true);
    clock = end;
    expect(await goes("aws_sg.vendor")).toBe(false);
    await until(end);
    // What an exception covered is reported without it: a signal that the rule does not fit, for the group that owns it.
    const gap = "SEC-014 does not fit: 1 exception, 1 team, 1 finding came back this quarter";
    expect(news()).toEqual([`ada: ${gap}`, `ben: ${gap}`, `cora: Expired: ${title} (EX)`]);
    expect(await goes("aws_sg.vendor")).toBe(false);
    expect(await found(id)).toMatchObject({ status: "expired", recheck: "violating", endsAt: end });

    await until(daysAfter(end, 2.9));
    const daily = ["ada", "ben", "cora", "mara"].flatMap((who) =>
      [1, 2, 3].map((day) => `${who}: Still violating, day ${day}: ${title} (EX)`),
    );
    expect(news()).toEqual([`ada: Expired: ${title} (EX)`, ...daily].sort());

    const removed = { removedOn: "2026-12-06", verifiedById: cast.actor.Ben.id, note: "The folder is gone." };
    await filled(close({ exceptionId: id, ...removed }, await as("Cora"), clock));
    await until(daysAfter(end, 4.9));
    expect(news()).toEqual(["ada", "ben", "mara"].map((who) => `${who}: Closed: ${title} (EX)`));
    expect(await found(id)).toMatchObject({ status: "closed", closedReason: "remediated" });
    expect(await goes("aws_sg.vendor")).toBe(false);
    expect(await actionsOn(id)).toEqual([
      "request.filed",
      "request.approved",
      "exception.expired",
      "recheck.answered",
      "exception.closed",
    ]);
  },
  patience,
);

test(
  "another is gone from the next report after its end: the evaluation closes it, and its owner is told",
  async () => {
    const approved = clock;
    const title = "A test account without a second factor";
    const id = await exceptionFor(cast, pipeline, "aws_sg.account", { title }, approved);
    const end = daysAfter(approved, 5);
    await until(end);
    news();
    expect(await goes()).toBe(true);
    expect(await found(id)).toMatchObject({ status: "closed", recheck: "compliant" });
    await until(daysAfter(end, 3));
    expect(news()).toEqual([`cora: Closed: ${title} (EX)`]);
  },
  patience,
);
