// A made-up meeting as each of its letters would tell it: what an administrator reads before anybody gets one.

import { addDays, addMinutes } from "date-fns";

import { dayIn } from "@/lib/dates";
import type { AgendaItem } from "@/lib/meetings/agenda";
import { agendaLetter } from "@/lib/meetings/mail-agenda";
import { minutesLetter } from "@/lib/meetings/mail-minutes";
import type { Minutes, MinutesItem, MinutesSubject } from "@/lib/meetings/minutes";
import { nextWeekly } from "@/lib/meetings/weekly";
import type { LetterTo } from "@/lib/notices/letter";

const [mara, cora, ada] = ["Mara Voss", "Cora Lind", "Ada Brandt"] as const;
const feed: MinutesSubject = { exception: 1042, title: "TLS 1.1 on the payroll feed", risk: "high" };
const port: MinutesSubject = { exception: 1017, title: "Port 5005 open on db-3", risk: "high" };

export function sampleLetters(zone: string, now: Date): { label: string; letter: LetterTo }[] {
  const minutes = minutesOf(
    [item(1, "expired", port, now, zone), item(2, "ending", feed, now, zone)],
    zone,
    now,
  );
  return [
    { label: "The agenda of the weekly meeting", letter: agendaLetter(cora, agendaFor(zone, now)) },
    { label: "The minutes of the weekly meeting", letter: minutesLetter(cora, minutes, (id) => id) },
    {
      label: "Nothing needs the meeting",
      letter: minutesLetter(cora, { ...minutes, items: [] }, (id) => id),
    },
  ];
}

function agendaFor(zone: string, now: Date) {
  const about = (id: string) => ({ exceptionId: id });
  const agenda: AgendaItem[] = [
    { kind: "expired", about: about("port"), why: "", waiting: null },
    { kind: "ending", about: about("feed"), why: "", waiting: null },
  ];
  const subjects = new Map([
    ["port", port],
    ["feed", feed],
  ]);
  return { agenda, subjects, key: "", at: nextWeekly("Friday 10:00", zone, now), zone };
}

function minutesOf(items: MinutesItem[], zone: string, now: Date): Minutes {
  const openedAt = addMinutes(now, -30).toISOString();
  return {
    meeting: 12,
    openedAt,
    endedAt: now.toISOString(),
    zone,
    chair: mara,
    present: [mara, cora, ada],
    items,
  };
}

function item(
  position: number,
  kind: MinutesItem["kind"],
  about: MinutesSubject,
  now: Date,
  zone: string,
): MinutesItem {
  const dueOn = dayIn(zone, addDays(now, 7));
  return {
    ...{ position, kind, about, why: "", by: null, carried: 0, seconds: 240, notes: [], acts: [] },
    outcome: "discussed",
    recommendations: position === 2 ? [{ by: mara, at: now.toISOString(), body: "No third extension." }] : [],
    followUps: position === 1 ? [{ what: "Close the port", owner: cora, dueOn }] : [],
  };
}
