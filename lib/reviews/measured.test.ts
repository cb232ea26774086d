// What was measured stood in the way at the instants at which it did, also a quarter later.

import { beforeAll, expect, test } from "vitest";

import { db } from "@/lib/db";
import { countsOf } from "@/lib/reviews/facts";
import { inForceAtEach, total } from "@/lib/reviews/growth";
import { periodOf, quarterAt } from "@/lib/reviews/quarter";
import { inForceAt } from "@/lib/reviews/then";
import { type Cast, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { failures, measurable } from "@/lib/testing/measured";

let cast: Cast;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
});

const minute = (count: number) => new Date(noon.getTime() + count * 60_000);

test("broken, mended, silent and read again: the review says of each minute what the gate said in it", async () => {
  // The other one may fall silent, and is broken without being suspended.
  const quiet = await measurable(cast, failures({ suspendsStale: false }, false));
  const { id, read } = await measurable(cast);
  const said: boolean[] = [];
  const acts: Record<number, () => Promise<unknown>> = {
    0: () => read(1, minute(0)),
    5: () => quiet.read(1, minute(5)),
    10: () => read(9, minute(10)),
    20: () => read(1, minute(20)),
    30: () => quiet.read(9, minute(30)),
    50: () => read(2, minute(50)),
  };
  for (let at = 0; at < 75; at++) {
    await acts[at]?.();
    // Half a minute later, so that no act is cut in two.
    const [row] = await db.$queryRaw<{ yes: boolean }[]>`
      SELECT in_force(x, ${minute(at + 0.5)}) AS yes FROM exception x WHERE x.id = ${id}::uuid`;
    said.push(row?.yes === true);
  }
  const spells = said.flatMap((yes, at) => (yes === said[at - 1] ? [] : [`${at} ${yes}`]));
  expect(spells).toEqual(["0 true", "10 false", "20 true", "35 false", "50 true", "65 false"]);

  const instants = said.map((_, at) => minute(at + 0.5));
  expect((await inForceAtEach(instants)).map((level) => total(level) - 1)).toEqual(said.map(Number));
  for (const at of [9, 10, 19, 34, 35, 49, 50, 64, 65]) {
    const [row] = await db.$queryRaw<{ yes: boolean }[]>`
      SELECT ${inForceAt(instants[at] as Date)} AS yes FROM exception x WHERE x.id = ${id}::uuid`;
    expect([at, row?.yes]).toEqual([at, said[at]]);
  }
  const asOf = (at: number) => periodOf(quarterAt(noon, "UTC"), "UTC", instants[at] as Date);
  expect(await countsOf("conditions", asOf(34))).toEqual(
    new Map([
      ["holds", 1],
      ["broken", 1],
    ]),
  );
  expect(await countsOf("conditions", asOf(36))).toEqual(
    new Map([
      ["late", 1],
      ["broken", 1],
    ]),
  );
});
