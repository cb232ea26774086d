// Direct SQL, without our code in between: one connection of a superuser that takes on the roles of the register.

import pg from "pg";

/** `replica` is the superuser with the triggers of replication alone: what a DBA reaches for to get round guards. */
export type Role = "app" | "auditor" | "owner" | "replica";

export type Row = Record<string, unknown>;

export type Sql = {
  rows<Result = Row>(text: string, values?: unknown[]): Promise<Result[]>;
  /** The first row; without one it throws. */
  row<Result = Row>(text: string, values?: unknown[]): Promise<Result>;
  insert(table: string, row: Row): Promise<void>;
  /** Changes the row with this id. */
  update(table: string, id: string, set: Row): Promise<void>;
  /** Until the end of the transaction or savepoint. */
  become(role: Role): Promise<void>;
  /** Moves the register's clock, until the end of the transaction or savepoint. */
  at(instant: Date | string): Promise<void>;
  /** Fires what waits for the commit, without committing. */
  fireDeferred(): Promise<void>;
};

export async function withSql<Result>(
  superuserUrl: string,
  work: (sql: Sql) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: superuserUrl });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(sqlOn(client));
  } finally {
    await client.end();
  }
}

export function sqlOn(client: pg.Client): Sql {
  const rows = async <Result>(text: string, values?: unknown[]) =>
    (await client.query(text, values)).rows as Result[];

  return {
    rows,
    async row<Result>(text: string, values?: unknown[]) {
      const [first] = await rows<Result>(text, values);
      if (first === undefined) throw new Error(`No row: ${text}`);
      return first;
    },
    async insert(table, row) {
      const columns = Object.keys(row);
      const places = columns.map((_, index) => `$${index + 1}`);
      await client.query(
        `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${places.join(", ")})`,
        Object.values(row),
      );
    },
    async update(table, id, set) {
      const columns = Object.keys(set).map((column, index) => `${column} = $${index + 2}`);
      await client.query(`UPDATE ${table} SET ${columns.join(", ")} WHERE id = $1`, [
        id,
        ...Object.values(set),
      ]);
    },
    async become(role) {
      await client.query(takeOn[role]);
    },
    async at(instant) {
      await client.query("SELECT set_config('register.now', $1, true)", [new Date(instant).toISOString()]);
    },
    async fireDeferred() {
      await client.query("SET CONSTRAINTS ALL IMMEDIATE");
    },
  };
}

const takeOn: Record<Role, string> = {
  app: "SET LOCAL SESSION AUTHORIZATION register_app",
  auditor: "SET LOCAL SESSION AUTHORIZATION register_auditor",
  owner: "SET LOCAL SESSION AUTHORIZATION register_owner",
  replica: "SET LOCAL session_replication_role = replica",
};

/** Runs `work` in a transaction of its own that is rolled back whatever happens. */
export async function rolledBack<Result>(
  sql: Sql,
  work: () => Promise<Result>,
  isolation = "READ COMMITTED",
): Promise<Result> {
  await sql.rows(`BEGIN ISOLATION LEVEL ${isolation}`);
  try {
    return await work();
  } finally {
    await sql.rows("ROLLBACK");
  }
}

/** The same inside a transaction that goes on afterwards. */
export async function undone<Result>(sql: Sql, work: () => Promise<Result>): Promise<Result> {
  await sql.rows("SAVEPOINT undone");
  try {
    return await work();
  } finally {
    await sql.rows("ROLLBACK TO SAVEPOINT undone");
    await sql.rows("RELEASE SAVEPOINT undone");
  }
}
