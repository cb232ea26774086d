// How often a token has asked in this minute, counted in the database, so that every web process counts the same. The one
// row of a token is written last and let go at once, and the limit itself keeps the queue in front of it short.

import type { Tx } from "@/lib/db";

export type Pace = { tooFast: boolean; perMinute: number; secondsLeft: number };

export async function countedPace(tx: Tx, tokenId: string): Promise<Pace> {
  const perMinute = Number(process.env.API_REQUESTS_PER_MINUTE ?? 600);
  const [row] = await tx.$queryRaw<{ asked: number; secondsLeft: number }[]>`
    INSERT INTO scratch.token_pace AS pace (token_id, minute, asked)
    VALUES (${tokenId}::uuid, date_trunc('minute', register_now()), 1)
    ON CONFLICT (token_id) DO UPDATE
    SET minute = excluded.minute, asked = CASE WHEN pace.minute = excluded.minute THEN pace.asked + 1 ELSE 1 END
    RETURNING asked, ceil(60 - extract(second FROM register_now()))::int AS "secondsLeft"`;
  return { tooFast: (row?.asked ?? 0) > perMinute, perMinute, secondsLeft: row?.secondsLeft ?? 60 };
}
