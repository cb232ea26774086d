// R2: what other systems are told, and the addresses of calendars, change with their events; what was sent stays on record.

import type { Case } from "@/prisma/guards/case";
import { allows, refuses } from "@/prisma/guards/case";

export const outgoing: Case[] = [
  allows("a webhook that fails is counted without an event", (it) =>
    it.sql.rows("UPDATE webhook SET failures = failures + 1"),
  ),
  refuses("R2 a change of webhook without its audit event", "R2: no webhook is switched off unseen", (it) =>
    it.sql.rows("UPDATE webhook SET off_at = register_now(), off_why = 'it answered 410'"),
  ),
  refuses(
    "R2 a change of webhook without its audit event",
    "R2: none is made to start re-checks unseen",
    (it) => it.sql.rows("UPDATE webhook SET starts_rechecks = true"),
  ),
  refuses("R2 a change of webhook without its audit event", "R2: none is told of more unseen", (it) =>
    it.sql.rows("UPDATE webhook SET events = '{exception.closed}'"),
  ),
  refuses("R2 a change of webhook without its audit event", "R2: nor of other systems", (it) =>
    it.sql.rows("UPDATE webhook SET system_ids = ARRAY[gen_random_uuid()]"),
  ),

  allows("a person makes a new address once theirs has ended", async (it) => {
    const [{ id } = { id: "" }] = await it.sql.rows<{ id: string }>(
      "UPDATE calendar_feed SET ended_at = register_now() RETURNING id",
    );
    await it.record({ stream: `calendar_feed/${id}`, by: "Cora" });
    await it.openFeed("Cora");
  }),
  refuses({ constraint: "one_feed_at_a_time" }, "a calendar has one address at a time", (it) =>
    it.openFeed("Cora"),
  ),
  refuses(
    "R2 a change of calendar_feed without its audit event",
    "R2: no address of a calendar ends unseen",
    (it) => it.sql.rows("UPDATE calendar_feed SET ended_at = register_now()"),
  ),
];
