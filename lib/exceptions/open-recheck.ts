// The re-check that waits for an answer, or a new one where the last was answered. The first is opened by the database
// with the end itself.

import type { Tx } from "@/lib/db";
import { dayInSeconds } from "@/lib/exceptions/window";
import type { Recheck } from "@/prisma/generated/client";

export type RecheckRow = Recheck;

export async function openRecheck(
  tx: Tx,
  { id: exceptionId, revision }: { id: string; revision: number },
  now: Date,
): Promise<RecheckRow> {
  const open = await tx.recheck.findFirst({ where: { exceptionId, outcome: null } });
  if (open) return open;

  const { _min } = await tx.policy.aggregate({
    where: { scopes: { some: { exceptionId, revision } } },
    _min: { recheckSeconds: true },
  });
  const seconds = _min.recheckSeconds ?? dayInSeconds;
  const deadline = new Date(now.getTime() + seconds * 1000);
  return tx.recheck.create({ data: { exceptionId, openedAt: now, deadline } });
}
