// A pack that would be too large is taken month by month: nothing twice, and nothing left out.

import { beforeAll, expect, test } from "vitest";

import { parseFilter } from "@/lib/exceptions/register-filter";
import { knownOf } from "@/lib/exceptions/register-known";
import { type AskedPack, chosenFor, packName, packSentence } from "@/lib/packs/chosen";
import { monthsOf, readMonth } from "@/lib/packs/months";
import { takePack } from "@/lib/packs/take-pack";
import { signedInAgain } from "@/lib/testing/carry-on";
import { type Cast, noon, theCast } from "@/lib/testing/cast";
import { testDatabase } from "@/lib/testing/database";
import { filedBy } from "@/lib/testing/requests";
import { unzipped } from "@/lib/testing/unzip";

const zone = "Europe/Berlin";
/** 1 December in Berlin begins. */
const december = new Date("2026-11-30T23:00:00.000Z");
const later = new Date("2026-12-24T12:00:00.000Z");
let cast: Cast;
let all: AskedPack;

beforeAll(async () => {
  await testDatabase();
  cast = await theCast();
  for (const at of [noon, new Date(december.getTime() - 1), december])
    await filedBy(cast, await signedInAgain(cast.actor.Cora, at), {}, at);
  all = { of: "list", known: await knownOf(parseFilter({ view: "all" }), cast.actor.Root) };
});

test("each exception stands in one month, that of the organisation's zone, to the millisecond", async () => {
  const { chosen, months } = await monthsOf(all, cast.actor.Root, zone, later);
  expect(months).toMatchObject([
    { month: { key: "2026-11", name: "November 2026", until: december }, exceptions: 2, files: 0, bytes: 0 },
    { month: { key: "2026-12", name: "December 2026", from: december }, exceptions: 1 },
  ]);
  const each = await Promise.all(
    months.map(({ month }) => chosenFor({ ...all, month }, cast.actor.Root, later)),
  );
  expect(each.map(({ length }) => length)).toEqual([2, 1]);
  expect(each.flat()).toEqual(chosen);
});

test("a month's pack says which month it is of, in its manifest and its name", async () => {
  const month = readMonth("2026-11", zone) ?? undefined;
  const asked = { ...all, month };
  expect(packSentence(asked)).toBe("All exceptions, asked for in November 2026");
  expect(packName(asked, "2026-12-24")).toBe("pack-2026-11-2026-12-24");
  const root = await signedInAgain(cast.actor.Root, later);
  const taken = await takePack({ asked, organisation: { name: "Northwind", zone } }, root, later);
  if (!taken.ok) throw new Error(taken.message);
  const bytes: Uint8Array[] = [];
  for await (const piece of taken.bytes) bytes.push(piece);
  const manifest = unzipped(Buffer.concat(bytes)).get("manifest.json");
  expect(JSON.parse(new TextDecoder().decode(manifest))).toMatchObject({
    of: "All exceptions, asked for in November 2026",
    exceptions: 2,
    complete: true,
  });
});

test.each(["", "2026", "2026-13", "2026-00", "26-11", "2026-11-01"])("“%s” is no month", (key) => {
  expect(readMonth(key, zone)).toBeNull();
});
