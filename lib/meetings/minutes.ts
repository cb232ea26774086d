// A meeting in writing: each item with why it was there, what was said, recommended and promised, who acted on it meanwhile,
// and what became of it. People are held by id, so that a name can be erased and the hash still fits.

import { createHash } from "node:crypto";

import { db, type Tx } from "@/lib/db";
import type { AgendaKind, Risk } from "@/prisma/generated/enums";

/** Keys are fixed for years: this is what is hashed. Instants are written in UTC. */
export type Minutes = {
  meeting: number;
  openedAt: string;
  endedAt: string;
  /** In which days and times are read. */
  zone: string;
  chair: string;
  present: string[];
  items: MinutesItem[];
};

export type MinutesItem = {
  position: number;
  kind: AgendaKind;
  about: MinutesSubject;
  why: string;
  /** Whoever put it there by hand. */
  by: string | null;
  /** So many meetings have carried it to this one. */
  carried: number;
  outcome: Outcome;
  seconds: number;
  notes: Said[];
  recommendations: Said[];
  acts: { by: string; at: string; action: string }[];
  followUps: { what: string; owner: string; dueOn: string }[];
};

export type MinutesSubject =
  | { exception: number; title: string; risk: Risk }
  | { policy: string; title: string }
  | { followUp: string; owner: string };

export type Outcome = "discussed" | "carried over" | "not reached";
type Said = { by: string; at: string; body: string };

/** What is told of the acts that people took while the meeting looked on: each with all its rules, none by the meeting. */
export const actWords: Record<string, string> = {
  "request.approved": "approved it",
  "request.rejected": "rejected it",
  "request.sent_back": "sent it back",
  "request.risk_raised": "raised its risk",
  "request.withdrawn": "withdrew it",
  "emergency.ratified": "ratified it",
  "emergency.refused": "refused to ratify it",
  "exception.closed": "closed it",
  "exception.revoked": "revoked it",
  "exception.reassigned": "handed it over",
  "exception.still_needed": "said that it is still needed",
  "condition.attested": "proved a condition",
  "condition.broken": "declared a condition broken",
  "policy_gap.decided": "decided about the gap",
  "follow_up.done": "said that it is done",
};

/** As it stands at `now`; for a meeting that has ended, read what was kept instead. */
export async function minutesOf(
  client: Tx | typeof db,
  meetingId: string,
  zone: string,
  now: Date,
): Promise<Minutes> {
  const said = {
    select: { byId: true, at: true, body: true, recommends: true },
    orderBy: { at: "asc" },
  } as const;
  const meeting = await client.meeting.findUniqueOrThrow({
    where: { id: meetingId },
    include: {
      attendance: {
        where: { present: true },
        select: { personId: true },
        orderBy: { person: { name: "asc" } },
      },
      items: {
        include: {
          exception: { select: { number: true, title: true, risk: true } },
          policy: { select: { key: true, title: true } },
          followUp: { select: { what: true, ownerId: true } },
          notes: said,
          followUps: { select: { what: true, ownerId: true, dueOn: true }, orderBy: { id: "asc" } },
        },
        orderBy: { position: "asc" },
      },
    },
  });
  const { number, openedAt, chairId, attendance, items } = meeting;
  const acts = await actsMeanwhile(client, items, openedAt, now);

  return {
    meeting: number,
    openedAt: openedAt.toISOString(),
    endedAt: now.toISOString(),
    zone,
    chair: chairId,
    present: attendance.map(({ personId }) => personId),
    items: items.map((item) => ({
      position: item.position ?? 0,
      kind: item.kind,
      about: subjectOf(item),
      why: item.why,
      by: item.byId,
      carried: item.carried,
      outcome: outcomeOf(item),
      seconds: item.seconds,
      notes: item.notes.filter(({ recommends }) => !recommends).map(saidAt),
      recommendations: item.notes.filter(({ recommends }) => recommends).map(saidAt),
      acts: acts.filter(({ about }) => about === thingOf(item)).map(({ about: _, ...act }) => act),
      followUps: item.followUps.map(({ what, ownerId, dueOn }) => ({
        what,
        owner: ownerId,
        dueOn: dueOn.toISOString().slice(0, 10),
      })),
    })),
  };
}

type Row = {
  exceptionId: string | null;
  policyId: string | null;
  followUpId: string | null;
  exception: { number: number; title: string; risk: Risk } | null;
  policy: { key: string; title: string } | null;
  followUp: { what: string; ownerId: string } | null;
};

function subjectOf({ exception, policy, followUp }: Row): MinutesSubject {
  if (exception) return { exception: exception.number, title: exception.title, risk: exception.risk };
  if (policy) return { policy: policy.key, title: policy.title };
  return { followUp: followUp?.what ?? "", owner: followUp?.ownerId ?? "" };
}

const thingOf = ({ exceptionId, policyId, followUpId }: Row) => exceptionId ?? policyId ?? followUpId;

function outcomeOf({ reachedAt, carriedAt }: { reachedAt: Date | null; carriedAt: Date | null }): Outcome {
  if (!reachedAt) return "not reached";
  return carriedAt ? "carried over" : "discussed";
}

const saidAt = ({ byId, at, body }: { byId: string; at: Date; body: string }): Said => ({
  by: byId,
  at: at.toISOString(),
  body,
});

type ActMeanwhile = { about: string | null; by: string; at: string; action: string };

async function actsMeanwhile(
  client: Tx | typeof db,
  items: Row[],
  from: Date,
  until: Date,
): Promise<ActMeanwhile[]> {
  const events = await client.auditEvent.findMany({
    where: { at: { gte: from, lte: until }, via: "session", action: { in: Object.keys(actWords) } },
    select: {
      action: true,
      at: true,
      exceptionId: true,
      stream: true,
      body: true,
      actor: { select: { personId: true } },
    },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  const things = new Set(items.map(thingOf));
  return events.flatMap(({ action, at, exceptionId, stream, body, actor }) => {
    const { policy } = body as { policy?: string };
    const about = exceptionId ?? policy ?? stream.split("/")[1] ?? null;
    return actor && things.has(about) ? { about, by: actor.personId, at: at.toISOString(), action } : [];
  });
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** By id, for whoever is mentioned. */
export type NameOf = (personId: string) => string;

export async function namesIn(minutes: Minutes, client: Tx | typeof db = db): Promise<NameOf> {
  const ids = [
    minutes.chair,
    ...minutes.present,
    ...minutes.items.flatMap(({ about, by, notes, recommendations, acts, followUps }) => [
      ...("owner" in about ? [about.owner] : []),
      ...(by ? [by] : []),
      ...[...notes, ...recommendations, ...acts].map((said) => said.by),
      ...followUps.map(({ owner }) => owner),
    ]),
  ];
  const people = await client.person.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) || "somebody whose name was erased";
}
