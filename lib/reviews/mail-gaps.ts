// A rule that does not fit is put to the people who own it, once in a quarter and until somebody has decided (R26).

import { db, inTransaction } from "@/lib/db";
import { type LetterTo, writeLetters } from "@/lib/notices/letter";
import { organisation } from "@/lib/organisation";
import { gapsNow } from "@/lib/reviews/gap-of-policy";
import { figuresInWords, type GapSignal, type PolicyUse } from "@/lib/reviews/policy-gaps";
import { type Quarter, quarterAt, quarterName } from "@/lib/reviews/quarter";

type ToldGap = PolicyUse & { signals: GapSignal[] };

export async function mailGaps(now: Date): Promise<{ done: number; failed: [] }> {
  const { zone } = await organisation();
  const open = (await gapsNow(zone, now)).filter(({ decision }) => decision === null);
  const owners = await ownersOf(open.map(({ policy }) => policy));
  const quarter = quarterAt(now, zone);
  const letters = open.flatMap((gap) => {
    const { group = "", memberIds = [] } = owners.get(gap.policy) ?? {};
    return memberIds.map((personId) => gapLetter(personId, gap, group, quarter));
  });
  const known = await db.mail.findMany({
    where: { conversation: { in: letters.map(({ key }) => key) } },
    select: { personId: true, conversation: true },
  });
  const told = new Set(known.map(({ personId, conversation }) => `${personId} ${conversation}`));
  const news = letters.filter(({ personId, key }) => !told.has(`${personId} ${key}`));
  if (news.length > 0)
    await inTransaction(now, async (tx) => {
      await writeLetters(tx, news, now);
      return {};
    });
  return { done: news.length, failed: [] };
}

export function gapLetterKey(policy: string, quarter: Quarter): string {
  return `policy_gap/${policy}/${quarter}`;
}

/** By the key of the policy: the group that owns it, and who is in it and still here. */
async function ownersOf(policies: string[]) {
  const found = await db.policy.findMany({
    where: { key: { in: policies } },
    select: {
      key: true,
      controlOwner: {
        select: {
          name: true,
          memberships: {
            where: { untilAt: null, person: { deactivatedAt: null } },
            select: { personId: true },
          },
        },
      },
    },
  });
  return new Map(
    found.map(({ key, controlOwner: { name, memberships } }) => [
      key,
      { group: name, memberIds: [...new Set(memberships.map(({ personId }) => personId))] },
    ]),
  );
}

export function gapLetter(personId: string, gap: ToldGap, group: string, quarter: Quarter): LetterTo {
  const { policy, title, signals } = gap;
  return {
    personId,
    key: gapLetterKey(policy, quarter),
    subject: `${policy} does not fit: ${figuresInWords(gap)} this quarter`,
    entry: {
      lead: "A rule that does not fit",
      title,
      number: policy,
      facts: [
        { label: "Signals", value: signals.join(", ") },
        { label: "Figures", value: figuresInWords(gap) },
        { label: "Quarter", value: quarterName(quarter) },
      ],
      act: "Decide what becomes of it: keep the policy as it is, change it, or fund a fix. The next quarter shows what came of it.",
      why: `You get this because you are in ${group}, which owns the policy; once in a quarter, until somebody decides.`,
      button: { label: "Decide", path: `/policies/${encodeURIComponent(policy)}` },
    },
  };
}
