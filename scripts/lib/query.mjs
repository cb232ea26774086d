// A short conversation with a database, over plain SQL.

import pg from "pg";

/** Opens a connection, hands it to `work` and closes it again. */
export async function connected(url, work) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // Without a handler, a database that goes away ends the process.
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
