// Makes tests of cases: one for each case, in every role that it names.

import pg from "pg";
import { afterAll, expect, test } from "vitest";

import { testDatabase } from "@/lib/testing/database";
import { rolledBack, type Sql, sqlOn } from "@/lib/testing/sql";
import { type Case, surprise } from "@/prisma/guards/case";
import { makeWorld } from "@/prisma/guards/world";

export async function tell(choose: (sql: Sql) => Case[] | Promise<Case[]>) {
  const { DATABASE_SUPERUSER_URL } = await testDatabase();
  const client = new pg.Client({ connectionString: DATABASE_SUPERUSER_URL });
  await client.connect();
  afterAll(() => client.end());

  const sql = sqlOn(client);
  const people = await makeWorld(sql);
  for (const one of await choose(sql)) {
    test(one.title, async () => {
      for (const role of one.roles) {
        const found = await rolledBack(sql, () => surprise(sql, people, one, role), one.isolation);
        expect(found, `as ${role}`).toBeNull();
      }
    });
  }
}
