// Waivers found in code that nobody approved: those that stand there first, the last seen before the others.

import { db } from "@/lib/db";
import type { FoundEntry } from "@/lib/gate/imports/found-entry";
import type { Claims } from "@/lib/gate/imports/waiver";
import type { Prisma } from "@/prisma/generated/client";
import type { Environment } from "@/prisma/generated/enums";

export const foundViews = ["there", "gone"] as const;
export type FoundView = (typeof foundViews)[number];

const pageSize = 50;

type Ask = { view: FoundView; q: string; page: number };

export async function foundEntriesPage({ view, q, page }: Ask) {
  const where = chosen(view, q);
  const [rows, total] = await Promise.all([
    db.foundEntry.findMany({
      where,
      include: systemOfEntry,
      orderBy: newestFirst,
      take: pageSize,
      skip: (page - 1) * pageSize,
    }),
    db.foundEntry.count({ where }),
  ]);
  return { rows: rows.map(asEntry), total, pageSize };
}

export const systemOfEntry = { system: { select: { id: true, key: true, name: true } } } as const;
const newestFirst = [
  { lastSeenAt: "desc" },
  { path: "asc" },
  { line: "asc" },
  { id: "asc" },
] satisfies Prisma.FoundEntryOrderByWithRelationInput[];

function chosen(view: FoundView, q: string): Prisma.FoundEntryWhereInput {
  const words = q.split(/\s+/).filter(Boolean).slice(0, 8);
  return {
    goneAt: view === "gone" ? { not: null } : null,
    AND: words.map((word) => {
      const holds = { contains: word, mode: "insensitive" } as const;
      return {
        OR: [
          { path: holds },
          { rule: holds },
          { tool: holds },
          { repository: holds },
          { resource: holds },
          { system: { OR: [{ key: holds }, { name: holds }] } },
        ],
      };
    }),
  };
}

export async function countFoundEntries(): Promise<number> {
  return db.foundEntry.count({ where: { goneAt: null } });
}

/** What stands in the code of one system, at most so many, and how many there are. */
export async function foundEntriesOf(systemId: string, most: number) {
  const where = { systemId, goneAt: null };
  const [rows, total] = await Promise.all([
    db.foundEntry.findMany({ where, include: systemOfEntry, orderBy: newestFirst, take: most }),
    db.foundEntry.count({ where }),
  ]);
  return { rows: rows.map(asEntry), total };
}

type Row = Omit<FoundEntry, "claims"> & { claims: Prisma.JsonValue; environment: Environment | null };

export function asEntry(row: Row): FoundEntry {
  return { ...row, claims: row.claims as Claims };
}
