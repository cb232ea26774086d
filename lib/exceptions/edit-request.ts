// Whoever asked, filed or owns may change a request while nobody has decided it for good. Each change is a new
// revision with steps of its own: decisions on the one before no longer count (R10). What was sent back returns this way.

import { record } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { inTransaction } from "@/lib/db";
import { whyUnfitConditions } from "@/lib/exceptions/demand-conditions";
import { whyNoEmergency } from "@/lib/exceptions/emergency";
import { peopleNamed, windowOf } from "@/lib/exceptions/file-request";
import { foundBefore } from "@/lib/exceptions/found-before";
import { after, whyCannotMove } from "@/lib/exceptions/lifecycle";
import { type LockedException, lockException } from "@/lib/exceptions/lock-exception";
import { filedUnder, planRequest } from "@/lib/exceptions/plan-request";
import { contentOf } from "@/lib/exceptions/revisions";
import { isAtLeast, riskNames } from "@/lib/exceptions/risk";
import type { Edit } from "@/lib/exceptions/schemas";
import { storeRevision, storeSteps } from "@/lib/exceptions/store-revision";
import { whyCannotSubmit } from "@/lib/exceptions/submission";
import { whyCannotFile } from "@/lib/exceptions/why-not-file";
import { askedWindow } from "@/lib/exceptions/window";
import { type Outcome, type Refusal, refuse } from "@/lib/refusal";
import type { Risk } from "@/prisma/generated/enums";

export function editRequest(
  edit: Edit,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ number: number; revision: number }>> {
  return inTransaction<Outcome<{ number: number; revision: number }>>(now, async (tx) => {
    const exception = await lockException(tx, edit.exceptionId);
    if (!exception) return refuse("not-found", "There is no such request.");

    const { requesterId, parties } = exception;
    const partyIds = [...parties.map(({ personId }) => personId), actor.id, edit.ownerId];
    const asked = {
      ...edit,
      continuesId: exception.continuesId ?? undefined,
      emergency: exception.emergency,
      atLeast: exception.wasRaised ? exception.risk : undefined,
    };
    const [plan, people] = await Promise.all([
      planRequest(tx, asked, partyIds, now, filedUnder(exception.ruleSetVersion)),
      peopleNamed(tx, { ...edit, requesterId }),
    ]);
    const window = askedWindow(edit.window);

    const refusal =
      whyCannotEdit(exception, actor) ??
      whyEditedMeanwhile(exception, edit) ??
      whyLowerRisk(exception.risk, plan.risk) ??
      whyNoEmergency(asked, window) ??
      whyCannotFile({ ...edit, ...people, window }, plan, now) ??
      (await whyUnfitConditions(tx, edit.conditions, windowOf(window, plan, edit.ownerId), now));
    if (refusal) return refusal;

    const managerId = people.manager?.id as string; // whyCannotFile has seen to it
    const revision = exception.revision + 1;
    const content = contentOf(
      { ...edit, ...(await foundBefore(tx, exception.id)) },
      { managerId, reasonsForRisk: plan.reasonsForRisk },
    );
    await storeRevision(tx, {
      exceptionId: exception.id,
      number: revision,
      cause: "edited",
      byId: actor.id,
      content,
      asked: window,
      plan,
      emergency: exception.emergency,
    });
    const { version, number } = await tx.exception.update({
      where: { id: exception.id },
      data: {
        ...after("edit"),
        title: edit.title,
        risk: plan.risk,
        ownerId: edit.ownerId,
        managerId,
        sentBack: false,
        revision,
        version: { increment: 1 },
      },
      select: { version: true, number: true },
    });
    await storeSteps(tx, exception.id, revision, plan);
    await record(tx, {
      action: "request.edited",
      exceptionId: exception.id,
      version,
      actor,
      body: { revision, wasSentBack: exception.sentBack },
    });

    return { ok: true, number, revision };
  });
}

type Editable = Pick<LockedException, "status" | "closedReason" | "requesterId" | "filedById" | "ownerId"> &
  Parameters<typeof whyCannotSubmit>[0];

export function whyCannotEdit(exception: Editable, actor: { id: string }): Refusal | null {
  const { requesterId, filedById, ownerId } = exception;
  if ([requesterId, filedById, ownerId].includes(actor.id))
    return whyCannotMove(exception, "edit") ?? whyCannotSubmit(exception, actor);
  return refuse("not-allowed", "Only whoever asked for it or owns it can change it.");
}

function whyEditedMeanwhile(exception: { revision: number }, edit: Edit): Refusal | null {
  if (exception.revision === edit.seenRevision) return null;
  return refuse(
    "outdated-revision",
    "Somebody changed this request while you did. Your words are kept; compare before you send them.",
  );
}

/** R8: nobody lowers the risk, not by describing the same break more kindly either. */
function whyLowerRisk(was: Risk, now: Risk): Refusal | null {
  if (isAtLeast(now, was)) return null;
  return refuse(
    "not-allowed",
    `These answers would lower the risk from ${riskNames[was].toLowerCase()} to ${riskNames[now].toLowerCase()}, and nobody lowers the risk. Withdraw this request and file another.`,
  );
}
