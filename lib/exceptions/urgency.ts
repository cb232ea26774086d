// Asking urgently is no fault, and making a habit of it is what an approver should see: how often this requester did in
// the last 90 days, and how often these rules were broken in a hurry.

import { db } from "@/lib/db";

const lookedBackDays = 90;

export type Urgency = {
  days: number;
  /** Requests of this person that were urgent or an emergency, this one included. */
  byRequester: number;
  /** The same for each rule, whoever asked; the most often first. */
  byPolicy: { key: string; times: number }[];
};

/** Null: this one is neither urgent nor an emergency. */
export async function urgencyOf(
  exception: {
    requesterId: string;
    emergency: boolean;
    current: { content: { urgent?: { what: string } } };
    scopes: { policyId: string }[];
  },
  now: Date,
): Promise<Urgency | null> {
  const { requesterId, emergency, current, scopes } = exception;
  if (!emergency && !current.content.urgent) return null;

  const since = new Date(now.getTime() - lookedBackDays * 86_400_000);
  const policyIds = [...new Set(scopes.map(({ policyId }) => policyId))];
  const [[asked], byPolicy] = await Promise.all([
    db.$queryRaw<{ times: number }[]>`
      SELECT count(*)::int AS times
      FROM exception x JOIN revision r ON (r.exception_id, r.number) = (x.id, x.revision)
      WHERE x.requester_id = ${requesterId}::uuid AND x.filed_at > ${since}
        AND (x.emergency OR r.content -> 'urgent' ->> 'what' <> '')`,
    db.$queryRaw<{ key: string; times: number }[]>`
      SELECT p.key, count(DISTINCT x.id)::int AS times
      FROM scope s
      JOIN policy p ON p.id = s.policy_id
      JOIN exception x ON (x.id, x.revision) = (s.exception_id, s.revision)
      JOIN revision r ON (r.exception_id, r.number) = (x.id, x.revision)
      WHERE s.policy_id = ANY (${policyIds}::uuid[]) AND x.filed_at > ${since}
        AND (x.emergency OR r.content -> 'urgent' ->> 'what' <> '')
      GROUP BY p.key ORDER BY times DESC, p.key`,
  ]);
  return { days: lookedBackDays, byRequester: asked?.times ?? 0, byPolicy };
}

/** "Cora Lind asked urgently 3 times in 90 days. SEC-014 was asked for urgently 5 times." */
export function urgencySentence({ days, byRequester, byPolicy }: Urgency, requesterName: string): string {
  const often = byPolicy.filter(({ times }) => times > 1);
  return [
    `${requesterName} asked urgently ${timesInWords(byRequester)} in ${days} days, this time included.`,
    ...(often.length > 0
      ? [`For ${often.map(({ key, times }) => `${key} it was asked ${timesInWords(times)}`).join(", for ")}.`]
      : []),
  ].join(" ");
}

function timesInWords(times: number): string {
  return times === 1 ? "once" : times === 2 ? "twice" : `${times} times`;
}
