// Two calls at once, forced and not hoped for: a third session holds the row that both need until both wait for it.

import pg from "pg";
import { expect } from "vitest";

import type { Outcome } from "@/lib/refusal";
import { testDatabase } from "@/lib/testing/database";

type Call<Result extends Outcome> = () => Promise<Result>;

/** `first` waits in front of `second`. `held` is the SELECT … FOR UPDATE (or the advisory lock) that both run into. */
export async function race<First extends Outcome, Second extends Outcome>(
  held: { text: string; values: unknown[] },
  first: Call<First>,
  second: Call<Second>,
): Promise<[First, Second]> {
  const { DATABASE_SUPERUSER_URL } = await testDatabase();
  const holder = new pg.Client(DATABASE_SUPERUSER_URL);
  await holder.connect();
  try {
    await holder.query("BEGIN");
    await holder.query(held);
    const one = first();
    await untilWaiting(holder, 1);
    const other = second();
    await untilWaiting(holder, 2);
    await holder.query("COMMIT");
    return await Promise.all([one, other]);
  } finally {
    await holder.end();
  }
}

export const exceptionRow = (id: string) => ({
  text: "SELECT 1 FROM exception WHERE id = $1 FOR UPDATE",
  values: [id],
});
export const personRow = (id: string) => ({
  text: "SELECT 1 FROM person WHERE id = $1 FOR UPDATE",
  values: [id],
});

/** Until so many sessions of this database wait for a lock that somebody else holds. */
async function untilWaiting(holder: pg.Client, sessions: number) {
  const patience = 15_000;
  const since = Date.now();
  for (;;) {
    const { rows } = await holder.query(
      `SELECT count(*)::int AS waiting FROM pg_stat_activity
       WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0`,
    );
    if (rows[0].waiting >= sessions) return;
    expect(Date.now() - since, `${rows[0].waiting} of ${sessions} calls wait for the row`).toBeLessThan(
      patience,
    );
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
