// The minutes by mail: to whoever was there and whoever promised something, not to the one who ended the meeting.

import type { Actor } from "@/lib/auth/actor";
import { formatDay } from "@/lib/dates";
import type { Tx } from "@/lib/db";
import { kindNames } from "@/lib/meetings/agenda";
import { type Minutes, type MinutesItem, type NameOf, namesIn } from "@/lib/meetings/minutes";
import { outcomeInWords, promiseInWords, subjectInWords } from "@/lib/meetings/minutes-words";
import { type LetterTo, writeLetters } from "@/lib/notices/letter";
import type { AgendaKind } from "@/prisma/generated/enums";

export async function mailMinutes(
  tx: Tx,
  minutes: Minutes,
  endedBy: Pick<Actor, "id">,
  now: Date,
  alsoTo: string[] = [],
): Promise<void> {
  const nameOf = await namesIn(minutes, tx);
  const owners = minutes.items.flatMap(({ followUps }) => followUps.map(({ owner }) => owner));
  const readers = [...new Set([...minutes.present, ...owners, ...alsoTo])].filter((id) => id !== endedBy.id);
  const active = await tx.person.findMany({
    where: { id: { in: readers }, deactivatedAt: null },
    select: { id: true },
  });
  const letters = active.map(({ id }) => minutesLetter(id, minutes, nameOf));
  await writeLetters(tx, letters, now);
}

export function minutesLetter(personId: string, minutes: Minutes, nameOf: NameOf): LetterTo {
  const { meeting, items, present, zone, openedAt } = minutes;
  const day = formatDay(new Date(openedAt), zone);
  const mine = items.flatMap(({ followUps }) => followUps.filter(({ owner }) => owner === personId));
  const key = `meeting/${meeting}`;
  const button = { label: "Open", path: `/meeting/${meeting}` };
  if (items.length === 0)
    return {
      personId,
      key,
      subject: `All clear: nothing needed the meeting, ${day}`,
      entry: {
        lead: "All clear",
        title: "Nothing needed the meeting",
        number: day,
        facts: [{ label: "Who", value: `${nameOf(minutes.chair)} looked at the agenda` }],
        act: "No meeting is needed this week: nothing is expired, ends without action, is late or waits for a decision.",
        why: "You get this because you are asked to the weekly meeting.",
        button,
      },
    };
  return {
    personId,
    key,
    subject: `Minutes, ${day}`,
    entry: {
      lead: `Minutes, ${day}`,
      title: outcomeInWords(items),
      number: `Meeting ${meeting}`,
      facts: factsOf(minutes, nameOf),
      act:
        mine.length > 0
          ? `You promised: ${mine.map(({ what, dueOn }) => promiseInWords({ what, dueOn })).join("; ")}.`
          : "Nothing is asked of you.",
      why: `You get this because you ${present.includes(personId) ? "were at the meeting" : "promised something at the meeting"}.`,
      button,
    },
  };
}

function factsOf({ chair, present, items }: Minutes, nameOf: NameOf) {
  const others = present.filter((id) => id !== chair).map(nameOf);
  const named = (chosen: MinutesItem[]) => chosen.map(({ about }) => subjectInWords(about)).join("; ");
  const promised = items
    .flatMap(({ followUps }) => followUps)
    .map(({ owner, ...promise }) => `${nameOf(owner)}: ${promiseInWords(promise)}`)
    .join("; ");
  const facts = [
    {
      label: "Who",
      value: `${nameOf(chair)} led${others.length > 0 ? `; ${others.join(", ")} ${others.length === 1 ? "was" : "were"} there` : ""}`,
    },
    { label: "Items", value: countedKinds(items) },
    { label: "Asked", value: named(items.filter(({ recommendations }) => recommendations.length > 0)) },
    { label: "To do", value: promised },
    { label: "Later", value: named(items.filter(({ outcome }) => outcome !== "discussed")) },
  ];
  return facts.filter(({ value }) => value !== "");
}

/** "expired 2, ending without action 4" */
export function countedKinds(items: { kind: AgendaKind }[]): string {
  const counts = new Map<AgendaKind, number>();
  for (const { kind } of items) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${kindNames[kind].toLowerCase()} ${count}`).join(", ");
}
