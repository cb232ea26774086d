// R27: one meeting at a time, led by whoever answers for security, and nothing of it changes once it has ended.

import { randomUUID } from "node:crypto";

import type { Role, Row } from "@/lib/testing/sql";
import type { Case } from "@/prisma/guards/case";
import { allows, refuses } from "@/prisma/guards/case";
import type { Name, World } from "@/prisma/guards/world";
import { after, day } from "@/prisma/guards/world";

const whoHolds = "R27 security leads and administrators hold the meeting";
const hasEnded = "R27 a meeting that has ended does not change";
const keeps = "R27 a meeting keeps its number and its beginning";
const onOpen = "R27 items stand on the agenda of an open meeting";
const itsAgenda = "R27 an item stays on its agenda";
const about = "R27 an item stays what it is about";
const once = "R27 a follow-up is done once, and nothing else of it changes";
const doneNow = "R27 a follow-up is done now";
const author = "R27 a change of a meeting without the event of whoever made it";
const stronger: Role[] = ["owner", "replica"];

const exceptionOf = (it: World) => it.exception.waiting as string;
const set = (it: World, table: string, change: Row, where: string) =>
  it.sql.rows(
    `UPDATE ${table} SET ${Object.keys(change)
      .map((column, index) => `${column} = $${index + 1}`)
      .join(", ")} WHERE ${where}`,
    Object.values(change),
  );

/** An open meeting with one item, and how to write to it. */
async function opened(it: World) {
  const meeting = await it.openMeeting();
  const item = await it.atMeeting(meeting, "meeting_item", it.itemRow(meeting));
  return { meeting, item };
}

/** What was done is on record; what comes now needs an event of its own. */
async function muchLater(it: World) {
  await it.sql.fireDeferred();
  await it.sql.at(after(day));
}

async function promised(it: World) {
  const { meeting, item } = await opened(it);
  return it.atMeeting(meeting, "follow_up", it.followUpRow(item));
}

async function done(it: World, followUp: string, by: Name | null, change: Row = {}) {
  await it.sql.update("follow_up", followUp, { done_at: after(0), ...change });
  if (by) await it.record({ stream: `follow_up/${followUp}`, by });
}

async function flagged(it: World, by: Name | null) {
  const change = { policy_id: null, exception_id: exceptionOf(it), by_id: it.person.Ada.id };
  await it.sql.insert("meeting_item", { id: randomUUID(), ...it.itemRow(null, change) });
  if (by) await it.record({ exception: exceptionOf(it), by, version: null });
}

export const meetings: Case[] = [
  allows("R27: the lead of a security group opens a meeting, writes and ends it", async (it) => {
    const { meeting, item } = await opened(it);
    await it.atMeeting(meeting, "meeting_note", it.noteRow(item));
    await it.endMeeting(meeting);
  }),
  allows("R27: so does an administrator", async (it) => {
    await it.sql.update("person", it.person.Ben.id, { role: "administrator" });
    await it.record({ stream: `person/${it.person.Ben.id}`, by: "Root" });
    await it.openMeeting({ chair_id: it.person.Ben.id }, "Ben");
  }),
  refuses(whoHolds, "R27: nobody else opens one", (it) =>
    it.openMeeting({ chair_id: it.person.Ada.id }, "Ada"),
  ),
  refuses(whoHolds, "R27: nor takes one over", async (it) => {
    const { meeting } = await opened(it);
    await it.sql.update("meeting", meeting, { chair_id: it.person.Ada.id });
  }),
  refuses({ constraint: "r27_one_open_meeting" }, "R27: there is one meeting at a time", async (it) => {
    await it.openMeeting();
    await it.openMeeting({ number: 100 });
  }),
  refuses(hasEnded, "R27: nothing of a meeting that has ended changes", (it) =>
    set(it, "meeting", { item: 2 }, "number = 1"),
  ),
  refuses(
    keeps,
    "R27: a meeting keeps its number",
    async (it) => {
      const meeting = await it.openMeeting();
      await it.sql.update("meeting", meeting, { number: 7 });
    },
    { roles: stronger },
  ),
  refuses("R27 a meeting ends now", "R27: not at another time", async (it) => {
    const { meeting } = await opened(it);
    await it.endMeeting(meeting, { ended_at: after(60) });
  }),

  refuses(onOpen, "R27: no item is added afterwards", async (it) => {
    const { meeting } = await opened(it);
    await it.endMeeting(meeting);
    await it.atMeeting(meeting, "meeting_item", it.itemRow(meeting, { position: 2 }));
  }),
  refuses(onOpen, "R27: nor is one changed", (it) => set(it, "meeting_item", { seconds: 7 }, "position = 1")),
  refuses(itsAgenda, "R27: an item is not taken off the agenda", async (it) => {
    const { item } = await opened(it);
    await it.sql.update("meeting_item", item, { meeting_id: null, position: null });
  }),
  refuses(
    about,
    "R27: an item does not become another",
    async (it) => {
      const { item } = await opened(it);
      await it.sql.update("meeting_item", item, { policy_id: it.policy.port });
    },
    { roles: stronger },
  ),
  refuses(
    { constraint: "r27_waits_once" },
    "R27: an exception waits for the next meeting once",
    async (it) => {
      await flagged(it, "Ada");
      await flagged(it, "Ada");
    },
  ),
  allows("R27: what waits comes on the agenda of the next meeting", async (it) => {
    await flagged(it, "Ada");
    const meeting = await it.openMeeting();
    await set(it, "meeting_item", { meeting_id: meeting, position: 1 }, "meeting_id IS NULL");
    await it.record({ stream: `meeting/${meeting}`, by: "Mara" });
  }),
  refuses("R27 only who is at an open meeting is there", "R27: nobody was there afterwards", (it) =>
    set(it, "meeting_attendance", { present: false }, "true"),
  ),
  refuses("R27 notes are written at an open meeting", "R27: no note is added afterwards", async (it) => {
    const { meeting, item } = await opened(it);
    await it.endMeeting(meeting);
    await it.atMeeting(meeting, "meeting_note", it.noteRow(item));
  }),

  refuses(
    "R27 follow-ups are promised at an open meeting",
    "R27: nothing is promised afterwards",
    async (it) => {
      const { meeting, item } = await opened(it);
      await it.endMeeting(meeting);
      await it.atMeeting(meeting, "follow_up", it.followUpRow(item));
    },
  ),
  refuses("R27 whoever follows up is active", "R27: nobody who has left follows up", async (it) => {
    const { meeting, item } = await opened(it);
    await it.atMeeting(meeting, "follow_up", it.followUpRow(item, { owner_id: it.person.Lex.id }));
  }),
  allows("R27: whoever promised it says that it is done", async (it) => done(it, await promised(it), "Cora")),
  allows("R27: so does whoever could lead", async (it) => done(it, await promised(it), "Mara")),
  refuses(author, "R27: nobody else does", async (it) => done(it, await promised(it), "Ada")),
  refuses(once, "R27: it is done once", async (it) => {
    const followUp = await promised(it);
    await done(it, followUp, "Cora");
    await done(it, followUp, "Cora");
  }),
  refuses(
    once,
    "R27: nobody else's becomes what one promised",
    async (it) => done(it, await promised(it), "Cora", { owner_id: it.person.Ada.id }),
    { roles: stronger },
  ),
  refuses(doneNow, "R27: not at another time", async (it) =>
    done(it, await promised(it), "Cora", { done_at: after(60) }),
  ),

  refuses(author, "R27: no meeting without its event", (it) => it.openMeeting({}, null)),
  refuses(author, "R27: nor by an event in another's name", (it) => it.openMeeting({}, "Root")),
  refuses(author, "R27: no item without the event of whoever leads", async (it) => {
    const meeting = await it.openMeeting();
    await muchLater(it);
    await it.atMeeting(meeting, "meeting_item", it.itemRow(meeting), "Ada");
  }),
  refuses(author, "R27: nobody comes without one", async (it) => {
    const meeting = await it.openMeeting();
    await muchLater(it);
    const seat = { meeting_id: meeting, person_id: it.person.Ada.id, present: true };
    await it.atMeeting(meeting, "meeting_attendance", seat, null);
  }),
  refuses(author, "R27: no note without one", async (it) => {
    const { meeting, item } = await opened(it);
    await muchLater(it);
    await it.atMeeting(meeting, "meeting_note", it.noteRow(item), null);
  }),
  refuses(author, "R27: no promise without one", async (it) => {
    const { meeting, item } = await opened(it);
    await muchLater(it);
    await it.atMeeting(meeting, "follow_up", it.followUpRow(item), null);
  }),
  refuses(author, "R27: nothing is put on the agenda without the event of whoever did", (it) =>
    flagged(it, "Cora"),
  ),
];
