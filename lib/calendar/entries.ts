// What stands in a person's calendar: when what they own ends, and by when they must decide. What is over or no longer
// theirs stays for a month as cancelled, so that calendars take it out. Nothing in it but what they see on their pages.

import type { CalendarEntry } from "@/lib/calendar/icalendar";
import { db } from "@/lib/db";
import { requestsAwaitingDecision } from "@/lib/exceptions/requests-awaiting-decision";

const month = 30 * 86_400_000;

export async function calendarEntries(
  person: { id: string },
  base: string,
  now: Date,
): Promise<CalendarEntry[]> {
  const since = new Date(now.getTime() - month);
  const [ends, awaiting, over] = await Promise.all([
    endsOf(person.id, since),
    awaitedFrom(person, now),
    noLongerAwaitedFrom(person.id, since),
  ]);
  const waiting = new Set(awaiting.map(({ stepId }) => stepId));
  return [
    ...ends.map((row) => endEntry(row, base)),
    ...awaiting.map((row) => decideEntry(row, base, false)),
    ...over.filter(({ stepId }) => !waiting.has(stepId)).map((row) => decideEntry(row, base, true)),
  ];
}

type End = Changed & { at: Date; isMine: boolean; status: string };
type Decide = Changed & { stepId: string; dueAt: Date; groupName: string };
type Changed = { id: string; number: number; title: string; version: number; changedAt: Date };

/** What I own and what I owned: handed over, it is cancelled here. */
function endsOf(personId: string, since: Date): Promise<End[]> {
  return db.$queryRaw<End[]>`
    SELECT x.id, x.number, x.title, x.version, x.ends_at AS at, x.status::text, e.at AS "changedAt",
           x.owner_id = ${personId}::uuid AS "isMine"
    FROM exception x
    JOIN audit_event e ON (e.exception_id, e.version) = (x.id, x.version)
    JOIN person me ON me.id = ${personId}::uuid AND me.role <> 'outside_approver' -- they see what is put to them alone
    WHERE x.ends_at >= ${since}
      AND (x.owner_id = ${personId}::uuid OR EXISTS (
        SELECT FROM party p WHERE (p.exception_id, p.person_id, p.capacity) = (x.id, ${personId}::uuid, 'owner')))
    ORDER BY x.ends_at, x.number LIMIT 500`;
}

/** The one question that Inbox and mail ask, too; what was put off there stands here all the same. */
async function awaitedFrom(person: { id: string }, now: Date): Promise<Decide[]> {
  const requests = [
    ...(await requestsAwaitingDecision(person, now)),
    ...(await requestsAwaitingDecision(person, now, true)),
  ];
  const steps = requests.map(({ id, revision, stepPosition }) => ({ id, revision, position: stepPosition }));
  return db.$queryRaw<Decide[]>`
    SELECT x.id, x.number, x.title, x.version, e.at AS "changedAt", s.id AS "stepId", g.name AS "groupName",
           coalesce(x.ratify_by, s.due_at) AS "dueAt"
    FROM json_to_recordset(${JSON.stringify(steps)}::json) AS asked (id uuid, revision int, position int)
    JOIN exception x ON x.id = asked.id
    JOIN step s ON (s.exception_id, s.revision, s.position) = (asked.id, asked.revision, asked.position)
    JOIN approver_group g ON g.id = s.group_id
    JOIN audit_event e ON (e.exception_id, e.version) = (x.id, x.version)
    ORDER BY s.due_at, x.number`;
}

/** Steps of my groups that are decided, sent back, withdrawn or of an older revision. Parties were never asked. */
function noLongerAwaitedFrom(personId: string, since: Date): Promise<Decide[]> {
  return db.$queryRaw<Decide[]>`
    SELECT x.id, x.number, x.title, x.version, e.at AS "changedAt", s.id AS "stepId", g.name AS "groupName",
           coalesce(x.ratify_by, s.due_at) AS "dueAt"
    FROM step s
    JOIN membership m ON m.group_id = s.group_id AND m.person_id = ${personId}::uuid AND m.until_at IS NULL
    JOIN approver_group g ON g.id = s.group_id
    JOIN exception x ON x.id = s.exception_id
    JOIN audit_event e ON (e.exception_id, e.version) = (x.id, x.version)
    WHERE s.due_at >= ${since}
      AND NOT EXISTS (SELECT FROM party p WHERE p.exception_id = x.id
                      AND root_person(p.person_id) = root_person(${personId}::uuid))
    ORDER BY s.due_at, x.number LIMIT 500`;
}

function endEntry(row: End, base: string): CalendarEntry {
  const cancelled = !row.isMine || !["active", "expired"].includes(row.status);
  return {
    ...common(row, base, "ends", cancelled),
    at: row.at,
    title: `EX-${row.number} ends: ${row.title}`,
    details: "The rule holds again from then on. Remove what it allowed, then close it.",
  };
}

function decideEntry(row: Decide, base: string, cancelled: boolean): CalendarEntry {
  return {
    ...common(row, base, `decide-${row.stepId}`, cancelled),
    at: row.dueAt,
    title: `Decide EX-${row.number}: ${row.title}`,
    details: `It waits for ${row.groupName}. Nothing is approved by silence.`,
    url: new URL(`/inbox?open=EX-${row.number}`, base).href,
  };
}

function common({ id, number, version, changedAt }: Changed, base: string, what: string, cancelled: boolean) {
  return {
    uid: `${id}-${what}@${new URL(base).hostname}`,
    sequence: version,
    changedAt,
    url: new URL(`/exceptions/EX-${number}`, base).href,
    cancelled,
  };
}
