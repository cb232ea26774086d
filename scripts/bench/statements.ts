// The raw floor: the very statements that a use case or a read sends, caught on their way and sent again over plain pg.
// So the floor does the same work in the database, guards and all, and cannot drift from the code.

import pg from "pg";

export type Statement = { text: string; values: unknown[] };

/** What `work` sends to the database. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const caught: Statement[] = [];
  const send = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...sent: unknown[]) {
    const [query, values] = sent as [string | Statement, unknown[] | undefined];
    caught.push(typeof query === "string" ? { text: query, values: values ?? [] } : asStatement(query));
    return Reflect.apply(send, this, sent);
  } as typeof send;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = send;
  }
  return caught;
}

const asStatement = ({ text, values }: Statement): Statement => ({ text, values: values ?? [] });

export async function replay(client: pg.ClientBase, statements: Statement[]): Promise<void> {
  for (const { text, values } of statements) await client.query({ text, values, rowMode: "array" });
}

/** The same statements about something else: each value that equals a key becomes what stands beside it. */
export function about(statements: Statement[], exchange: Map<string, unknown>): Statement[] {
  const exchanged = (value: unknown) => {
    const key = keyOf(value);
    return key !== null && exchange.has(key) ? exchange.get(key) : value;
  };
  return statements.map(({ text, values }) => ({ text, values: values.map(exchanged) }));
}

/** Bytes are compared by their hex. */
export function keyOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  return value instanceof Uint8Array ? Buffer.from(value).toString("hex") : null;
}
