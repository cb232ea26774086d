// Ada leads the weekly meeting: the last two, on Fridays at ten, with what was said, recommended and promised.

import { addDays, addSeconds } from "date-fns";

import type { Actor } from "@/lib/auth/actor";
import { dayIn } from "@/lib/dates";
import { db } from "@/lib/db";
import { endMeeting } from "@/lib/meetings/end-meeting";
import { finishFollowUp } from "@/lib/meetings/finish-follow-up";
import { moveTo } from "@/lib/meetings/move-to";
import { openMeeting } from "@/lib/meetings/open-meeting";
import { setFollowUp } from "@/lib/meetings/set-follow-up";
import { recommend, writeNote } from "@/lib/meetings/write-note";
import { sendMails } from "@/lib/notices/send-mails";
import type { AgendaKind, MeetingItem } from "@/prisma/generated/client";
import { onWeekday } from "./calendar";
import type { Cast } from "./cast";
import type { Directory } from "./directory";
import { company, type PersonKey } from "./people";
import { granted } from "./refused";
import type { Interlude } from "./tell";

/** What people say about the like of it, the first time and the second. */
const said: Partial<Record<AgendaKind, [string, string]>> = {
  expired: [
    "The change is out, the owner says. Somebody else looks before it is closed.",
    "Still open: the one who is to look was away. Today it is.",
  ],
  ending: [
    "It is not needed any more; the owner closes it before its end.",
    "The supplier slipped by two days. The owner asks to go on today, not on the last evening.",
  ],
  condition: [
    "The log is read, but nobody added it. That is not proof.",
    "The proof is there since this morning; it is added after the meeting.",
  ],
  overdue: [
    "Two of the group are at the audit. The third reads it this afternoon.",
    "It waited for an answer that nobody had asked for. Compliance asks today.",
  ],
  gap: [
    "Every team meets this rule at the same place. Compliance writes down what it would change.",
    "The change is written and goes to the platform team. It is decided on the policy's page.",
  ],
  new_high: [
    "Read in full. Two safeguards are proven, the third is due next week.",
    "Read in full. The window is short enough, and the owner knows what it costs.",
  ],
};
const recommended: Partial<Record<AgendaKind, string>> = {
  overdue: "Decide it this week. If more is needed than the text says, send it back and say what.",
  gap: "Change the rule rather than except it once more.",
};

type Promise = { what: string; by: PersonKey; inDays: number };
type Meeting = { weeksAgo: number; promise: Promise; reaches: "all" | "all but one" };

export function meetingsHeld(cast: Cast, { personId }: Directory, now: Date): Interlude[] {
  const held: Meeting[] = [
    {
      weeksAgo: 2,
      promise: { what: "Ask the three teams which rule they would need instead", by: "felix", inDays: 7 },
      reaches: "all but one",
    },
    {
      weeksAgo: 1,
      promise: { what: "Connect the re-checks of the booking pipelines", by: "lena", inDays: 21 },
      reaches: "all",
    },
  ];
  const [first, second] = held.map((meeting) => ({
    at: onWeekday("friday", meeting.weeksAgo, "10:00")({ now, before: now, end: null }),
    meeting,
  })) as [{ at: Date; meeting: Meeting }, { at: Date; meeting: Meeting }];
  const done = addDays(first.at, 4);
  return [
    { at: first.at, happen: () => hold(first.meeting, 0, first.at) },
    { at: done, happen: () => keepPromise(done) },
    { at: second.at, happen: () => hold(second.meeting, 1, second.at) },
  ];

  async function hold({ promise, reaches }: Meeting, time: 0 | 1, begins: Date) {
    const present = (["ben", "felix", "marta"] as const).map((key) => personId.get(key) as string);
    const { number } = granted(
      await openMeeting({ present }, await cast.as("ada", begins), begins),
      "Ada opens the meeting",
    );
    const items = await db.meetingItem.findMany({
      where: { meeting: { number } },
      orderBy: { position: "asc" },
    });
    const reached = reaches === "all" ? items : items.slice(0, Math.max(1, items.length - 1));
    let at = begins;
    for (const [index, item] of reached.entries()) {
      const place = { number, item: index + 1 };
      if (index > 0) await turn(place, at);
      const isNews = items.find(({ kind }) => kind === item.kind)?.id === item.id;
      at = isNews ? await talk(place, item, time, addSeconds(at, 150)) : addSeconds(at, 95);
    }
    at = addSeconds(at, 40);
    const dueOn = dayIn(company.zone, addDays(at, promise.inDays));
    const ownerId = personId.get(promise.by) as string;
    const { what } = promise;
    const ada = await cast.as("ada", at);
    granted(await setFollowUp({ number, item: 1, what, ownerId, dueOn }, ada, at), `Ada writes “${what}”`);
    at = addSeconds(at, 60);
    granted(await endMeeting({ number }, await cast.as("ada", at), at), "Ada ends the meeting");
    // Nobody gets a mail of weeks ago: what was written then is kept.
    await sendMails(at, null);
  }

  async function turn({ number, item }: { number: number; item: number }, at: Date) {
    const ada = await cast.as("ada", at);
    granted(await moveTo({ number, item, seen: item - 1 }, ada, at), `Ada turns to item ${item}`);
  }

  async function talk(place: { number: number; item: number }, { kind }: MeetingItem, time: 0 | 1, at: Date) {
    const ada: Actor = await cast.as("ada", at);
    const body = said[kind]?.[time];
    if (body) granted(await writeNote({ ...place, body }, ada, at), `Ada writes a note on ${kind}`);
    const advice = recommended[kind];
    if (!advice) return at;
    const then = addSeconds(at, 50);
    const again = await cast.as("ada", then);
    granted(await recommend({ ...place, body: advice }, again, then), `Ada recommends on ${kind}`);
    return then;
  }

  async function keepPromise(at: Date) {
    const { id } = await db.followUp.findFirstOrThrow({ where: { doneAt: null } });
    granted(await finishFollowUp({ followUpId: id }, await cast.as("felix", at), at), "Felix is done");
  }
}
