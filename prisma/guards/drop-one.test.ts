// Taking away one guard at a time. Here a part of them; npm run test:guards and npm run test:long take away each one.

import { expect, test } from "vitest";

import { testDatabase } from "@/lib/testing/database";
import { withSql } from "@/lib/testing/sql";
import { dropOneByOne, table } from "@/prisma/guards/drop-one";
import type { Mutation } from "@/prisma/guards/mutations";

const long = process.env.TEST_LONG === "1";

test("no guard can be taken away without a test that misses it", {
  timeout: long ? 3_600_000 : 900_000,
}, async () => {
  const { DATABASE_SUPERUSER_URL } = await testDatabase();
  let count = 0;
  const chosen = ({ kind }: Mutation) => {
    count++;
    return long || kind === "rule in a guard" || count % 10 === 0;
  };
  const { results } = await withSql(DATABASE_SUPERUSER_URL, (sql) => dropOneByOne(sql, chosen, () => {}));
  const unnoticed = results
    .filter(({ noticed }) => noticed.by === "nobody")
    .map(({ mutation }) => mutation.name);
  expect(unnoticed, table(results)).toEqual([]);
});
