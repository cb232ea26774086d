// Ada reviews the last quarter that has ended, some days after its end, and signs it.

import { db } from "@/lib/db";
import type { ChartKey } from "@/lib/reviews/charts";
import { commentQuarter } from "@/lib/reviews/comment-quarter";
import { periodOf, quarterAfter, quarterAt } from "@/lib/reviews/quarter";
import { readReview } from "@/lib/reviews/review";
import { sha256, signQuarter } from "@/lib/reviews/sign-quarter";
import type { Cast } from "./cast";
import { company } from "./people";
import { granted } from "./refused";
import type { Interlude } from "./tell";

const said: [ChartKey, string][] = [
  [
    "growth",
    "Few at a time, and mostly moderate. What is high or critical stands out here because it is rare.",
  ],
  [
    "deciding",
    "Where a step waits over a weekend, it waits for two people who share it. Compliance asks for a third approver next quarter.",
  ],
  [
    "rechecks",
    "Where nobody answered, the owner was away on the day of the end. Pipelines should answer these, not people: Felix connects the first three.",
  ],
];

const hour = 3_600_000;

export function lastReview(cast: Cast, now: Date): Interlude {
  const quarter = quarterAfter(quarterAt(now, company.zone), -1);
  const { until } = periodOf(quarter, company.zone, now);
  // The second week of the quarter, at ten; sooner when the register is filled before that.
  const at = new Date(
    Math.min(until.getTime() + (8 * 24 + 10) * hour, Math.max(now.getTime() - hour, until.getTime())),
  );

  async function happen() {
    const ada = await cast.as("ada", at);
    for (const [chart, body] of said)
      granted(await commentQuarter({ quarter, chart, body }, ada, at), `Ada comments on ${chart}`);
    const review = await readReview(periodOf(quarter, company.zone, at));
    const signed = await signQuarter({ quarter, seen: sha256(JSON.stringify(review)) }, ada, at);
    granted(signed, "Ada signs the quarter");
    if ((await db.quarterSnapshot.count()) !== 1) throw new Error("The last quarter is not signed.");
  }
  return { at, happen };
}
