// What one person has been told, in the app: the same notices that the mails are made of.

import { z } from "zod";

import type { Actor } from "@/lib/auth/actor";
import { db, inTransaction } from "@/lib/db";
import type { Facts } from "@/lib/notices/due";
import { kindOf, stillTrue } from "@/lib/notices/kinds";
import { toldExceptions } from "@/lib/notices/told";
import type { Outcome } from "@/lib/refusal";
import type { Prisma } from "@/prisma/generated/client";
import type { Risk } from "@/prisma/generated/enums";

export const noticeViews = ["all", "unread"] as const;
export type NoticeView = (typeof noticeViews)[number];

export type MyNotice = {
  id: string;
  kind: string;
  dueAt: Date;
  isRead: boolean;
  /** "Decide by Mon 23 Nov, 12:00" */
  lead: string;
  title: string;
  number: number;
  risk: Risk;
  /** What is wanted; null where it is wanted no more. */
  act: string | null;
  why: string;
  mustDo: boolean;
  href: string;
};

const pageSize = 50;

/** Newest first. What is no longer true stays in the list and asks for nothing. */
export async function myNotices(
  actor: Pick<Actor, "id">,
  { view, page, zone, now }: { view: NoticeView; page: number; zone: string; now: Date },
) {
  const where: Prisma.NoticeWhereInput = {
    ...mine(actor, now),
    ...(view === "unread" && { readAt: null }),
  };
  const [rows, total] = await Promise.all([
    db.notice.findMany({
      where,
      orderBy: [{ dueAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
    db.notice.count({ where }),
  ]);
  const told = await toldExceptions(db, [...new Set(rows.map(({ exceptionId }) => exceptionId))], now);
  const exceptions = new Map(told.map((x) => [x.id, x]));

  const notices = rows.flatMap((row): MyNotice[] => {
    const [x, kind] = [exceptions.get(row.exceptionId), kindOf(row.kind)];
    if (!x || !kind) return [];
    const facts = row.facts as Facts;
    const holds = stillTrue(x, row, now) !== null;
    // "Ends in 7 days" was right on the day it was said.
    const look = { zone, now: holds ? now : row.dueAt };
    return [
      {
        id: row.id,
        kind: row.kind,
        dueAt: row.dueAt,
        isRead: row.readAt !== null,
        lead: kind.subject(x, facts, look),
        title: x.title,
        number: x.number,
        risk: x.risk,
        act: holds ? kind.act(x, facts, look) : null,
        why: kind.why(x, facts),
        mustDo: holds && kind.mustDo(facts),
        href: holds ? kind.page(x, facts) : `/exceptions/EX-${x.number}`,
      },
    ];
  });
  return { notices, total, pageSize };
}

/** What the bell shows. */
export function countUnread(actor: Pick<Actor, "id">, now: Date): Promise<number> {
  return db.notice.count({ where: { ...mine(actor, now), readAt: null } });
}

function mine({ id }: Pick<Actor, "id">, now: Date): Prisma.NoticeWhereInput {
  return { personId: id, dueAt: { lte: now }, state: { not: "moot" } };
}

/** Some of them, or all that stood there when the page was drawn. */
export const readSchema = z.union([
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(200) }),
  z.strictObject({ until: z.iso.datetime() }),
]);

/** A private act: it is no change of the record, so it leaves no event. */
export function readNotices(
  which: z.infer<typeof readSchema>,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ count: number }>> {
  return inTransaction<Outcome<{ count: number }>>(now, async (tx) => {
    const chosen = "ids" in which ? { id: { in: which.ids } } : { dueAt: { lte: new Date(which.until) } };
    const { count } = await tx.notice.updateMany({
      where: { AND: [mine(actor, now), chosen], readAt: null },
      data: { readAt: now },
    });
    return { ok: true, count };
  });
}
