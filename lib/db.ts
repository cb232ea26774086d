// The one way to the database. Reads use `db`; every write happens in `inTransaction`.

import { PrismaPg } from "@prisma/adapter-pg";

import { env } from "@/lib/env";
import { guardRefusal, mayRetry } from "@/lib/guard-refusal";
import type { Refusal } from "@/lib/refusal";
import { Prisma, PrismaClient } from "@/prisma/generated/client";

declare const open: unique symbol;

// Prisma's own transaction type also accepts the plain client. This one does not,
// so writing an event outside a transaction fails to compile.
export type Tx = Prisma.TransactionClient & { [open]: true };

// Kept on globalThis because `next dev` loads this file anew at each change.
const kept = globalThis as typeof globalThis & {
  registerDb?: PrismaClient;
  registerClockMoves?: Promise<boolean>;
};

function connect() {
  // Without these handlers a restart of the database ends the process.
  const adapter = new PrismaPg(
    {
      connectionString: env().DATABASE_URL,
      max: Number(process.env.DATABASE_POOL ?? 10),
      // Compiling a query takes longer than any of ours runs; and a page of an index costs a disk of today no more than
      // the next page of a table.
      options: "-c jit=off -c random_page_cost=1.1",
    },
    {
      onPoolError: () => {},
      onConnectionError: () => {},
      // The adapter hands undefined on to pg, which then names nothing; its type knows of strings only.
      statementNameGenerator: ({ sql }) => nameOfStatement(sql) as string,
    },
  );
  return new PrismaClient({ adapter, errorFormat: "minimal" });
}

/**
 * Stands first in a query that each page asks and whose text never changes: every connection then plans it once, and
 * not each time, which can take longer than the answer. Not for filters: a plan for any value fits none (docs/decisions/0010).
 */
export const plannedOnce = Prisma.sql`/* planned once */`;

const statements = new Map<string, string>();

/** PostgreSQL keeps the plan of a statement that has a name. */
function nameOfStatement(sql: string): string | undefined {
  if (!sql.trimStart().startsWith(plannedOnce.sql)) return undefined;
  const name = statements.get(sql) ?? `planned_once_${statements.size}`;
  statements.set(sql, name);
  return name;
}

export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, property: keyof PrismaClient) {
    kept.registerDb ??= connect();
    return kept.registerDb[property];
  },
});

/**
 * Runs `work` in one READ COMMITTED transaction at the instant `now`.
 * Only a demo or test database obeys `now` (its clock can be moved); a live one holds it against its own
 * clock and refuses what differs by more than five seconds. When a guard of the database refuses, the
 * answer is a Refusal like any other; a deadlock or lost serialization is tried again, three times.
 */
export function inTransaction<Result>(
  now: Date,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result | Refusal> {
  return guarded(() =>
    db.$transaction(
      async (client) => {
        if (await clockMoves())
          await client.$executeRaw`SELECT set_config('register.now', ${now.toISOString()}, true)`;
        return work(client as Tx);
      },
      { maxWait: 10_000, timeout: 15_000 },
    ),
  );
}

/** The same for one statement, which is a transaction of its own: nothing is sent around it where no clock is to be set. */
export async function inOneStatement<Row>(now: Date, statement: Prisma.Sql): Promise<Row[] | Refusal> {
  return (await clockMoves())
    ? inTransaction(now, (tx) => tx.$queryRaw<Row[]>(statement))
    : guarded(() => db.$queryRaw<Row[]>(statement));
}

async function guarded<Result>(work: () => Promise<Result>): Promise<Result | Refusal> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt < 3 && mayRetry(error)) continue;
      const refusal = guardRefusal(error);
      if (refusal) return refusal;
      throw error;
    }
  }
}

/** Whether this database is a demo or a test, told by the mark that it carries for ever. */
export function clockMoves(): Promise<boolean> {
  kept.registerClockMoves ??= db.movingClock.count().then((marks) => marks > 0);
  kept.registerClockMoves.catch(() => {
    kept.registerClockMoves = undefined;
  });
  return kept.registerClockMoves;
}
