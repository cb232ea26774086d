// How often a token has asked in this minute, counted in the database, so that every web process counts the same. The one
// row of a token is let go at the end of the statement that counts, and the limit itself keeps the queue in front of it short.

import { type Problem, problem } from "@/lib/gate/problem";
import { Prisma } from "@/prisma/generated/client";

/** Null where nobody was counted. */
export type Asked = { asked: number | null; secondsLeft: number | null };

/** Follows on `bound`, whoever asks: those that are alive are counted. */
export const pace = Prisma.sql`
  pace AS (
    INSERT INTO scratch.token_pace AS pace (token_id, minute, asked)
    SELECT "tokenId", date_trunc('minute', register_now()), 1 FROM bound WHERE alive
    ON CONFLICT (token_id) DO UPDATE
    SET minute = excluded.minute, asked = CASE WHEN pace.minute = excluded.minute THEN pace.asked + 1 ELSE 1 END
    RETURNING asked, ceil(60 - extract(second FROM register_now()))::int AS "secondsLeft"
  )`;

export function whyTooFast({ asked, secondsLeft }: Asked): Problem | null {
  const perMinute = Number(process.env.API_REQUESTS_PER_MINUTE ?? 600);
  if ((asked ?? 0) <= perMinute) return null;
  const seconds = secondsLeft ?? 60;
  return problem(
    "rate_limited",
    `This token has asked ${perMinute} times within a minute, which is the most. Wait ${seconds} ${seconds === 1 ? "second" : "seconds"}.`,
    { retryAfter: seconds },
  );
}
