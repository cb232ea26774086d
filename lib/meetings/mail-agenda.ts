// A day before the weekly meeting its agenda goes to whoever is asked to it, once (R27). An agenda with nothing on it is
// no mail.

import { formatDay, formatInstant, formatShortInstant } from "@/lib/dates";
import { db, inTransaction } from "@/lib/db";
import { type AgendaItem, agendaKinds, idOf, kindNames } from "@/lib/meetings/agenda";
import { invited } from "@/lib/meetings/invited";
import type { MinutesSubject } from "@/lib/meetings/minutes";
import { subjectInWords } from "@/lib/meetings/minutes-words";
import { subjectsOf } from "@/lib/meetings/subjects";
import { nextAgenda } from "@/lib/meetings/waiting";
import { nextWeekly } from "@/lib/meetings/weekly";
import { type LetterTo, writeLetters } from "@/lib/notices/letter";
import { organisation } from "@/lib/organisation";

const before = 24 * 3_600_000;
const namedAtMost = 4;

export async function mailAgenda(now: Date): Promise<{ done: number; failed: [] }> {
  const { zone, meeting } = await organisation();
  if (!meeting) return { done: 0, failed: [] };
  const at = nextWeekly(meeting, zone, now);
  if (at.getTime() - now.getTime() > before) return { done: 0, failed: [] };
  const key = `meeting/agenda/${at.toISOString()}`;
  if (await db.mail.findFirst({ where: { conversation: key }, select: { id: true } }))
    return { done: 0, failed: [] };

  const agenda = await nextAgenda(zone, now);
  if (agenda.length === 0) return { done: 0, failed: [] };
  const [subjects, readers] = await Promise.all([subjectsOf(agenda.map(({ about }) => about)), invited()]);
  const letters = readers.map((personId) => agendaLetter(personId, { agenda, subjects, key, at, zone }));
  const written = await inTransaction(now, async (tx) => {
    await writeLetters(tx, letters, now);
    return { letters: letters.length };
  });
  return { done: "letters" in written ? written.letters : 0, failed: [] };
}

type Told = {
  agenda: AgendaItem[];
  subjects: Map<string, MinutesSubject>;
  key: string;
  at: Date;
  zone: string;
};

export function agendaLetter(personId: string, { agenda, subjects, key, at, zone }: Told): LetterTo {
  const lead = `${formatDay(at, zone).split(" ")[0] ?? ""} ${formatShortInstant(at, zone).split(", ")[1] ?? ""}`;
  const items = agenda.length === 1 ? "one item" : `${agenda.length} items`;
  return {
    personId,
    key,
    until: at,
    subject: `Weekly meeting, ${formatShortInstant(at, zone)}: ${items}`,
    entry: {
      lead: "Weekly meeting",
      title: `${items.charAt(0).toUpperCase()}${items.slice(1)} for ${lead.trim()}`,
      number: formatInstant(at, zone),
      facts: agendaKinds.flatMap((kind) => factOf(kind, agenda, subjects)),
      act: `It begins ${formatInstant(at, zone)}. What is closed, decided or proven before then falls off the agenda by itself.`,
      why: "You get this because you came to the last meeting, or lead a group that answers for a security rule.",
      button: { label: "See the agenda", path: "/meeting" },
    },
  };
}

function factOf(kind: (typeof agendaKinds)[number], agenda: AgendaItem[], subjects: Told["subjects"]) {
  const of = agenda.filter((item) => item.kind === kind);
  if (of.length === 0) return [];
  const named = of.slice(0, namedAtMost).flatMap(({ about }) => {
    const subject = subjects.get(idOf(about));
    return subject ? subjectInWords(subject) : [];
  });
  const rest = of.length - named.length;
  return { label: kindNames[kind], value: [...named, ...(rest > 0 ? [`${rest} more`] : [])].join("; ") };
}
