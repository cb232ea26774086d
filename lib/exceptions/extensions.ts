// An extension is a fresh request that continues an earlier exception (R16). It is asked for by who owns or asked for the
// earlier one, while that one is in force or expired, and only one lives at a time.

import { openStatuses, whyCannotMove } from "@/lib/exceptions/lifecycle";
import { type Refusal, refuse } from "@/lib/refusal";
import type { ClosedReason, Status } from "@/prisma/generated/enums";

type Earlier = {
  status: Status;
  closedReason: ClosedReason | null;
  ownerId: string;
  requesterId: string;
  filedById: string;
};

/** `extensions`: what continues the earlier one already, dead or alive. */
export function whyCannotExtend(
  earlier: Earlier,
  extensions: { number: number; status: Status }[],
  actor: { id: string },
): Refusal | null {
  const wrongStatus = whyCannotMove(earlier, "extend");
  if (wrongStatus) return wrongStatus;
  if (![earlier.ownerId, earlier.requesterId, earlier.filedById].includes(actor.id)) {
    return refuse("not-allowed", "Only its owner or whoever asked for it can extend it.");
  }
  const living = extensions.find(({ status }) => openStatuses.some((open) => open === status));
  return living ? refuse("conflict", `EX-${living.number} extends it already.`) : null;
}
