// R27: a quarter is reviewed by whoever answers for security, signed once when it has ended, and never changed.

import type { Case } from "@/prisma/guards/case";
import { allows, refuses } from "@/prisma/guards/case";
import type { Name, World } from "@/prisma/guards/world";

const whoReviews = "R27 security leads and administrators review a quarter";
const author = "R27 a review without the event of its author";
const whereItEnds = "R27 a quarter ends where the organisation is";
const as = (it: World, name: Name) => ({ by_id: it.person[name].id });

export const reviews: Case[] = [
  allows("R27: the lead of a group that answers for a security rule comments and signs", async (it) => {
    await it.commentQuarter();
    await it.signQuarter();
  }),
  allows("R27: so does an administrator", async (it) => {
    await it.sql.update("person", it.person.Ben.id, { role: "administrator" });
    await it.record({ stream: `person/${it.person.Ben.id}`, by: "Root" });
    await it.commentQuarter(as(it, "Ben"), "Ben");
    await it.signQuarter(as(it, "Ben"), "Ben");
  }),
  refuses(whoReviews, "R27: nobody else comments", (it) => it.commentQuarter(as(it, "Ada"), "Ada")),
  refuses(whoReviews, "R27: nobody else signs", (it) => it.signQuarter(as(it, "Ada"), "Ada")),
  refuses(whoReviews, "R27: nor who leads a group whose rules are retired", async (it) => {
    await it.sql.rows("UPDATE policy SET retired_at = register_now()");
    for (const id of Object.values(it.policy)) await it.record({ stream: `policy/${id}`, by: "Root" });
    await it.signQuarter();
  }),
  refuses(whoReviews, "R27: nor who leads a group that is retired", async (it) => {
    await it.sql.rows("UPDATE approver_group SET retired_at = register_now() WHERE id = $1", [
      it.group.security,
    ]);
    await it.record({ stream: `approver_group/${it.group.security}`, by: "Root" });
    await it.signQuarter();
  }),
  refuses(author, "R27: no comment without its event", (it) => it.commentQuarter({}, null)),
  refuses(author, "R27: nor in another's name", (it) => it.commentQuarter({}, "Ada")),
  refuses(author, "R27: no signature without its event", (it) => it.signQuarter({}, null)),
  refuses(author, "R27: nor in another's name", (it) => it.signQuarter({}, "Root")),
  refuses(
    "R27 what is signed takes no more comments",
    "R27: a signed quarter takes no more comments",
    async (it) => {
      await it.signQuarter();
      await it.commentQuarter();
    },
  ),
  refuses({ constraint: "r27_signed_once" }, "R27: a quarter is signed once", async (it) => {
    await it.signQuarter();
    await it.signQuarter();
  }),
  allows("R27: from the instant at which it has ended", async (it) => {
    await it.sql.at("2027-01-01T00:00:00Z");
    await it.signQuarter({ quarter: "2026-Q4", until_at: "2027-01-01T00:00:00Z" });
  }),
  refuses("R27 a quarter is signed when it has ended", "R27: and not a millisecond before", async (it) => {
    await it.sql.at("2026-12-31T23:59:59.999Z");
    await it.signQuarter({ quarter: "2026-Q4", until_at: "2027-01-01T00:00:00Z" });
  }),
  refuses(whereItEnds, "R27: not by moving its end", (it) =>
    it.signQuarter({ quarter: "2026-Q4", until_at: "2026-10-01T00:00:00Z" }),
  ),
  refuses(whereItEnds, "R27: what is no quarter is not signed", (it) =>
    it.signQuarter({ quarter: "2026-Q33" }),
  ),
];
