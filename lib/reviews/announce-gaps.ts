// A rule that does not fit is told to other systems, once in a quarter and until somebody has decided (R26).

import { writeOutgoingOfPolicy } from "@/lib/audit/announce";
import { db, inTransaction } from "@/lib/db";
import { organisation } from "@/lib/organisation";
import { gapsNow } from "@/lib/reviews/gap-of-policy";
import { figuresInWords } from "@/lib/reviews/policy-gaps";
import { quarterAt } from "@/lib/reviews/quarter";

const type = "policy_gap.raised";
type Gap = Awaited<ReturnType<typeof gapsNow>>[number];

export async function announceGaps(now: Date): Promise<{ done: number; failed: [] }> {
  const listening = await db.webhook.count({ where: { offAt: null, events: { has: type } } });
  if (listening === 0) return { done: 0, failed: [] };
  const { zone } = await organisation();
  const open = (await gapsNow(zone, now)).filter(({ decision }) => decision === null);
  let done = 0;
  for (const gap of open) if (await announceGap(gap, quarterAt(now, zone), now)) done++;
  return { done, failed: [] };
}

async function announceGap(gap: Gap, quarter: string, now: Date): Promise<boolean> {
  const { policy: key, signals, exceptions, teams } = gap;
  const told = await inTransaction(now, async (tx) => {
    const { id: policyId } = await tx.policy.findUniqueOrThrow({ where: { key }, select: { id: true } });
    // Whoever else is at it waits here, and finds it told.
    await tx.$queryRaw`SELECT 1 FROM policy WHERE id = ${policyId}::uuid FOR NO KEY UPDATE`;
    const before = await tx.outgoingEvent.count({
      where: { policyId, type, data: { path: ["quarter"], equals: quarter } },
    });
    if (before > 0) return { written: false };
    const data = { policy: key, quarter, signals, exceptions, teams, figures: figuresInWords(gap) };
    return { written: await writeOutgoingOfPolicy(tx, policyId, { type, data, at: now }) };
  });
  return "written" in told && told.written;
}
