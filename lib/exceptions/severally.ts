// Several at once, each by itself: what cannot be is left as it is, with the reason. Deciding, closing and extending are
// never among it (R10, R16, R18, R21).

import type { Outcome } from "@/lib/refusal";

/** What one request can do in the time that it has. */
export const mostAtOnce = 200;
export const tooManyAtOnce = `At most ${mostAtOnce} at once.`;

export type Several<Done extends object = object> = {
  done: ({ exceptionId: string } & Done)[];
  skipped: { exceptionId: string; message: string }[];
};

export async function severally<Row extends { exceptionId: string }, Done extends object>(
  rows: Row[],
  perform: (row: Row) => Promise<Outcome<Done>>,
): Promise<Outcome<Several<Done>>> {
  const several: Several<Done> = { done: [], skipped: [] };
  for (const row of rows) {
    const { exceptionId } = row;
    const outcome = await perform(row);
    if (!outcome.ok) several.skipped.push({ exceptionId, message: outcome.message });
    else {
      const { ok: _, ...done } = outcome;
      several.done.push({ ...(done as unknown as Done), exceptionId });
    }
  }
  return { ok: true, ...several };
}
