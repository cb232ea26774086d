// What people look at, as the page that a browser gets, and as the raw queries that its main read sends.

import type { Client, Pool } from "pg";
import { timelineOf } from "@/lib/audit/timeline";
import { provenActor } from "@/lib/auth/actor";
import { exceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { parseFilter } from "@/lib/exceptions/register-filter";
import { registerPage } from "@/lib/exceptions/register-page";
import { requestsAwaitingDecision } from "@/lib/exceptions/requests-awaiting-decision";

import { cookieOf, page } from "./browser";
import type { Turn } from "./clients";
import { replay, type Statement, statementsOf } from "./statements";
import type { Waiting } from "./waiting";

export type Turns = Record<string, Turn>;

export function floorTurns(floor: string): Turns {
  return {
    "Empty route": () => page(`${floor}/route`),
    "Empty page": () => page(floor),
  };
}

const filtered = "view=all&status=active,expired&risk=high,critical";
const searched = "view=all&q=payroll+protocol";

/** Everything is read by somebody of a group for whom requests wait. */
export async function pageTurns(url: string, reader: Waiting, numbers: number[]): Promise<Turns> {
  const cookie = await cookieOf(reader.sessionId);
  const anyNumber = () => numbers[Math.floor(Math.random() * numbers.length)];
  return {
    "The register": () => page(`${url}/register`, cookie),
    "The register, filtered": () => page(`${url}/register?${filtered}`, cookie),
    "A search": () => page(`${url}/register?${searched}`, cookie),
    "A request's page": () => page(`${url}/exceptions/EX-${anyNumber()}`, cookie),
    "The inbox": () => page(`${url}/inbox`, cookie),
    "The quarter": () => page(`${url}/quarter`, cookie),
  };
}

export async function rawReadTurns(pool: Pool, reader: Waiting, number: number): Promise<Turns> {
  const actor = provenActor({
    id: reader.personId,
    name: "Reader",
    role: "member",
    accountId: reader.accountId,
    sessionId: reader.sessionId,
  });
  const now = new Date();
  const register = (query: string) => () =>
    registerPage(parseFilter(Object.fromEntries(new URLSearchParams(query))).filter, {
      actorId: actor.id,
      now,
    });

  return {
    "The register: its queries": rawTurn(pool, await statementsOf(register(""))),
    "The register, filtered: its queries": rawTurn(pool, await statementsOf(register(filtered))),
    "A search: its queries": rawTurn(pool, await statementsOf(register(searched))),
    "A request's page: its queries": rawTurn(
      pool,
      await statementsOf(async () => {
        const found = await exceptionWithHistory(number, actor, now);
        if (!found) throw new Error(`There is no EX-${number}.`);
        await timelineOf(found.id, "UTC");
      }),
    ),
    "The inbox: its queries": rawTurn(pool, await statementsOf(() => requestsAwaitingDecision(actor, now))),
  };
}

function rawTurn(pool: Pool, statements: Statement[]): Turn {
  return async () => {
    const client = await pool.connect();
    await replay(client, statements);
    client.release();
  };
}

/** Numbers of records to open: half of them over, half of them open. */
export async function numbersToOpen(client: Client): Promise<number[]> {
  const { rows } = await client.query<{ number: number }>(
    `(SELECT number FROM exception WHERE status IN ('closed', 'rejected') ORDER BY id DESC LIMIT 200)
     UNION ALL
     (SELECT number FROM exception WHERE status IN ('active', 'pending') ORDER BY id DESC LIMIT 200)`,
  );
  return rows.map(({ number }) => number);
}
