// R9: rules stand in versions. One draft at a time, what is published never changes, and a request keeps its rules.

import type { Row } from "@/lib/testing/sql";
import type { Case } from "@/prisma/guards/case";
import { allows, refuses } from "@/prisma/guards/case";
import type { World } from "@/prisma/guards/world";
import { after, noon } from "@/prisma/guards/world";

const beginsAsDraft = "R9 rules begin as a draft, one version after the last";
const neverChanges = "R9 published rules never change";
const keepsItsRules = "R9 a request keeps the rules it was filed under";
const rules = JSON.stringify({ rules: [], fallback: { kind: "forum" } });

async function draft(it: World, change: Row = {}) {
  await it.sql.insert("rule_set", {
    version: 2,
    rules,
    note: "Finance signs, too.",
    drafted_by_id: it.person.Root.id,
    drafted_at: noon,
    ...change,
  });
}
const told = (it: World, version = 2) => it.record({ stream: `rule_set/${version}`, by: "Root" });
const set = (it: World, version: number, assignments: string) =>
  it.sql.rows(`UPDATE rule_set SET ${assignments} WHERE version = $1`, [version]);
const publish = async (it: World, at = noon) => {
  await it.sql.rows("UPDATE rule_set SET published_at = $2, published_by_id = $3 WHERE version = $1", [
    2,
    at,
    it.person.Root.id,
  ]);
  await told(it);
};
const published = async (it: World) => {
  await draft(it);
  await publish(it);
};

/** Filed a minute ago, under version 1. */
async function filedEarlier(it: World) {
  const id = await it.file({ revision: { rule_set_version: 1 } });
  await it.sql.fireDeferred();
  await it.sql.rows("SET CONSTRAINTS ALL DEFERRED");
  await it.sql.at(after(60));
  return id;
}

export const ruleSets: Case[] = [
  allows("R9: a draft is written, written again and published, each with its event", async (it) => {
    await draft(it);
    await set(it, 2, "note = 'Finance and Legal sign, too.'");
    await publish(it);
  }),
  allows("R9: the next draft follows what was published", async (it) => {
    await published(it);
    await draft(it, { version: 3 });
    await told(it, 3);
  }),
  refuses(beginsAsDraft, "R9: no version is left out", (it) => draft(it, { version: 3 })),
  refuses(
    beginsAsDraft,
    "R9: nothing is published that was no draft before",
    (it) => draft(it, { published_at: noon, published_by_id: it.person.Root.id }),
    { roles: ["owner", "replica"] },
  ),
  refuses({ constraint: "r9_one_draft" }, "R9: there is one draft at a time", async (it) => {
    await draft(it);
    await draft(it, { version: 3 });
  }),
  refuses(neverChanges, "R9: what is published never changes, not in its rules", async (it) => {
    await published(it);
    await set(it, 2, `rules = '{"rules": [1]}'`);
  }),
  refuses(neverChanges, "R9: nor in its note", (it) => set(it, 1, "note = 'Nobody decides.'")),
  refuses(neverChanges, "R9: nor is it taken back", (it) => set(it, 1, "published_at = NULL")),
  refuses(
    neverChanges,
    "R9: a draft does not slip into another number",
    async (it) => {
      await draft(it);
      await set(it, 2, "version = 7");
    },
    { roles: ["owner", "replica"] },
  ),
  refuses("R9 rules are published now", "R9: rules do not count from yesterday", async (it) => {
    await draft(it);
    await publish(it, after(-86_400));
  }),
  refuses("R2 a change of rule_set without its audit event", "R2: no draft without its event", (it) =>
    draft(it),
  ),

  allows("R9: a request is routed by published rules", async (it) => {
    await it.file({ revision: { rule_set_version: 1 } });
  }),
  refuses("R9 a draft routes nothing", "R9: a draft routes nothing", async (it) => {
    await draft(it);
    await it.file({ revision: { rule_set_version: 2 } });
  }),
  allows("R9: a changed request keeps the rules it was filed under", async (it) => {
    await published(it);
    const id = await filedEarlier(it);
    await it.revise(id, { revision: { rule_set_version: 1 } });
  }),
  allows("R9: what was filed before rules had versions takes them on", async (it) => {
    await it.revise(it.exception.waiting as string, { revision: { rule_set_version: 1 } });
  }),
  refuses(keepsItsRules, "R9: a change does not choose other rules", async (it) => {
    await published(it);
    const id = await filedEarlier(it);
    await it.revise(id, { revision: { rule_set_version: 2 } });
  }),
  refuses(keepsItsRules, "R9: nor none at all", async (it) => {
    const id = await filedEarlier(it);
    await it.revise(id, { revision: { rule_set_version: null } });
  }),
];
