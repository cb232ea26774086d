// Filing and deciding: pressed in a page, called as the use case, and as the raw transaction of the same statements.

import { randomUUID } from "node:crypto";

import type { Client, Pool } from "pg";

import { decide } from "@/lib/exceptions/decide";
import { fileRequest } from "@/lib/exceptions/file-request";
import type { Outcome } from "@/lib/refusal";

import { type Asking, newRequest } from "./asking";
import { button, cookieOf } from "./browser";
import type { Turn } from "./clients";
import { about, keyOf, replay, type Statement, statementsOf } from "./statements";
import { approval, approver, oneByOne, type Waiting } from "./waiting";

export async function pressedFiling(url: string, asking: Asking): Promise<Turn> {
  const press = await button(url, "fileNewRequest");
  const cookie = await cookieOf(asking.actor.sessionId);
  return () => press(newRequest(asking), cookie, "/exceptions/new");
}

export async function pressedDeciding(url: string, requests: Waiting[]): Promise<Turn> {
  const press = await button(url, "decideRequest");
  const next = oneByOne(requests);
  return async () => {
    const request = next();
    if (!request) return false;
    await press(approval(request), await cookieOf(request.sessionId), `/inbox?open=EX-${request.number}`);
  };
}

export function filing(asking: Asking): Turn {
  return async () => done(await fileRequest(newRequest(asking), asking.actor, new Date()));
}

export function deciding(requests: Waiting[]): Turn {
  const next = oneByOne(requests);
  return async () => {
    const request = next();
    if (!request) return false;
    done(await decide(approval(request), approver(request), new Date()));
  };
}

/** Its ids are new each time, those of the directory stay. */
export async function rawFiling(pool: Pool, client: Client, asking: Asking): Promise<Turn> {
  const statements = await statementsOf(() => filing(asking)(0));
  const known = await directoryIds(client);
  const made = newIds(statements, known);
  return () => {
    const exchange = new Map<string, unknown>(made.map((id) => [id, randomUUID()]));
    for (const id of made) exchange.set(`exception/${id}`, `exception/${exchange.get(id)}`);
    return sendAll(pool, about(statements, exchange));
  };
}

export async function rawDeciding(pool: Pool, client: Client, requests: Waiting[]): Promise<Turn> {
  const [sample, ...others] = requests;
  if (!sample) throw new Error("Nothing waits for a decision.");
  const statements = await statementsOf(() => deciding([sample])(0));
  const known = await directoryIds(client);
  const [decisionId] = newIds(statements, new Set([...known, sample.id, sample.stepId]));
  const next = oneByOne(others);

  return async () => {
    const request = next();
    if (!request) return false;
    const exchange = new Map<string, unknown>([
      [sample.id, request.id],
      [`exception/${sample.id}`, `exception/${request.id}`],
      [sample.contentHash, Buffer.from(request.contentHash, "hex")],
      [sample.stepId, request.stepId],
      [sample.personId, request.personId],
      [sample.accountId, request.accountId],
      [sample.sessionId, request.sessionId],
      [decisionId ?? "", randomUUID()],
    ]);
    await sendAll(pool, about(statements, exchange));
  };
}

async function sendAll(pool: Pool, statements: Statement[]) {
  const client = await pool.connect();
  await replay(client, statements);
  client.release();
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function newIds(statements: Statement[], known: ReadonlySet<string>): string[] {
  const ids = statements.flatMap(({ values }) => values.map(keyOf)).filter((key) => key !== null);
  return [...new Set(ids)].filter((id) => uuid.test(id) && !known.has(id));
}

async function directoryIds(client: Client): Promise<Set<string>> {
  const tables = ["person", "account", "session", "approver_group", "policy", "system"];
  const { rows } = await client.query<{ id: string }>(
    tables.map((table) => `SELECT id FROM ${table}`).join(" UNION ALL "),
  );
  return new Set(rows.map(({ id }) => id));
}

function done(outcome: Outcome<object>) {
  if (!outcome.ok) throw new Error(outcome.message);
}
