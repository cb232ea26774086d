// R2: every event gets one leaf, in one row without a gap, and a checkpoint is of leaves that are there.

import assert from "node:assert/strict";

import type { Row } from "@/lib/testing/sql";
import type { Case } from "@/prisma/guards/case";
import { allows, refuses } from "@/prisma/guards/case";
import type { World } from "@/prisma/guards/world";
import { after, noon } from "@/prisma/guards/world";

const follows = "R2 a leaf follows the leaf before it";
const larger = "R2 a checkpoint is larger than the one before it";
const ofLeaves = "R2 a checkpoint is of leaves that are there";

/** Of the newest event, which has none yet, `ahead` places after the last leaf. */
async function leaf(it: World, { ahead = 0, ...change }: Row & { ahead?: number } = {}) {
  const { event, next } = await it.sql.row<{ event: string; next: number }>(
    "SELECT (SELECT max(id) FROM audit_event) AS event, (SELECT count(*)::int FROM audit_leaf) AS next",
  );
  await it.sql.insert("audit_leaf", { idx: next + ahead, event_id: event, ...change });
  return next;
}

async function checkpoint(it: World, beyond: number, change: Row = {}) {
  const { leaves } = await it.sql.row<{ leaves: number }>("SELECT count(*)::int AS leaves FROM audit_leaf");
  const words = { root: Buffer.alloc(32), note: "signed", key: "key" };
  await it.sql.insert("audit_checkpoint", { size: leaves + beyond, ...words, ...change });
}

export const checkpoints: Case[] = [
  allows("R2: the next event gets the next leaf, and the database reckons its hash", async (it) => {
    const idx = await leaf(it);
    const row = await it.sql.row(
      "SELECT l.hash = sha256('\\x00'::bytea || e.hash) AS fits FROM audit_leaf l JOIN audit_event e ON e.id = l.event_id WHERE l.idx = $1",
      [idx],
    );
    assert.deepEqual(row, { fits: true });
  }),
  refuses(follows, "R2: no place is left out", (it) => leaf(it, { ahead: 1 })),
  refuses(follows, "R2: nor is one given twice", (it) => leaf(it, { ahead: -1 })),
  refuses({ constraint: "audit_leaf_event_id_key" }, "R2: an event has one leaf", async (it) => {
    await leaf(it);
    await leaf(it);
  }),
  refuses({ code: "P0002" }, "R2: an event that is not there has none", (it) => leaf(it, { event_id: 0 })),
  allows("R2: what has grown is signed, up to its last leaf, at the time of the database", async (it) => {
    await leaf(it);
    await checkpoint(it, 0);
    const newest = "SELECT at FROM audit_checkpoint ORDER BY size DESC LIMIT 1";
    const { at } = await it.sql.row<{ at: Date }>(newest);
    assert.ok(at >= noon && at < after(60), String(at));
  }),
  refuses(ofLeaves, "R2: not one leaf beyond it", async (it) => {
    await leaf(it);
    await checkpoint(it, 1);
  }),
  refuses(larger, "R2: nor the same twice", (it) => checkpoint(it, 0)),
  refuses(larger, "R2: nor fewer than before", (it) => checkpoint(it, -1)),
];
