import type { End } from "@/lib/audit/links";
import { db } from "@/lib/db";
import { hex } from "@/lib/exceptions/revisions";
import type { Quarter } from "@/lib/reviews/quarter";

export type SignedText = {
  quarter: Quarter;
  /** Figures and comments, letter for letter as they were signed. */
  text: string;
  sha256: string;
  end: End;
  by: string;
  at: Date;
};

/** What was signed of the quarter by that instant, or null. Its one event stands in a stream of its own (R27). */
export async function signedText(quarter: Quarter, now: Date): Promise<SignedText | null> {
  const [row] = await db.$queryRaw<
    { stream: string; text: string; hash: Uint8Array; by: string; at: Date }[]
  >`
    SELECT 'quarter_snapshot/' || s.id AS stream, s.figures::text AS text, s.hash, p.name AS by, s.at
    FROM quarter_snapshot s JOIN person p ON p.id = s.by_id WHERE s.quarter = ${quarter} AND s.at <= ${now}`;
  if (!row) return null;
  const { stream, text, hash, by, at } = row;
  return { quarter, text, sha256: hex(hash), end: { stream, seq: 1 }, by, at };
}
