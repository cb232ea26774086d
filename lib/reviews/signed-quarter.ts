import { db, type Tx } from "@/lib/db";
import type { ChartKey } from "@/lib/reviews/charts";
import type { Quarter } from "@/lib/reviews/quarter";
import type { Review } from "@/lib/reviews/review";

/** People are held by id, so that a name can be erased and the hash still fits. */
export type Comment = { chart: ChartKey; by: string; at: string; body: string };
export type Signed = { review: Review; comments: Comment[] };
export type SignedQuarter = Signed & { sha256: string; signedBy: string; signedAt: Date };

/** What was signed, or null: a quarter stands open until then. */
export async function signedQuarter(quarter: Quarter): Promise<SignedQuarter | null> {
  const row = await db.quarterSnapshot.findUnique({
    where: { quarter },
    include: { by: { select: { name: true } } },
  });
  if (!row) return null;
  const { review, comments } = row.figures as unknown as Signed;
  const sha256 = Buffer.from(row.hash).toString("hex");
  return { review, comments, sha256, signedBy: row.by.name, signedAt: row.at };
}

/** Oldest first. */
export async function commentsOn(quarter: Quarter, client: Tx | typeof db = db): Promise<Comment[]> {
  const rows = await client.quarterComment.findMany({
    where: { quarter },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  return rows.map(({ chart, byId, at, body }) => ({
    chart: chart as ChartKey,
    by: byId,
    at: at.toISOString(),
    body,
  }));
}

/** The names of whoever commented, by id. */
export async function authorsOf(comments: Comment[]): Promise<Map<string, string>> {
  const people = await db.person.findMany({
    where: { id: { in: [...new Set(comments.map(({ by }) => by))] } },
    select: { id: true, name: true },
  });
  return new Map(people.map(({ id, name }) => [id, name]));
}
