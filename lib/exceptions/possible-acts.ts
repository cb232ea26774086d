// What a person may do with an exception now: for each act null, or the sentence that stands on its button. The use cases
// ask the same functions, so a button that can be pressed is an act that is accepted.

import type { Actor } from "@/lib/auth/actor";
import { whyCannotNote } from "@/lib/exceptions/add-note";
import { whyCannotClose } from "@/lib/exceptions/close";
import { whyCannotEdit } from "@/lib/exceptions/edit-request";
import { whyNotOpen } from "@/lib/exceptions/emergency";
import type { ExceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { whyCannotExtend } from "@/lib/exceptions/extensions";
import { whyCannotAsk } from "@/lib/exceptions/file-request";
import { statusAt } from "@/lib/exceptions/lifecycle";
import { decidable } from "@/lib/exceptions/lock-exception";
import { whyCannotRaise } from "@/lib/exceptions/raise-risk";
import { whyCannotReassign } from "@/lib/exceptions/reassign";
import { whyCannotAskRecheck } from "@/lib/exceptions/rechecks";
import { whyCannotRetract } from "@/lib/exceptions/retract";
import { whyCannotRevoke } from "@/lib/exceptions/revoke";
import { whyCannotDecide } from "@/lib/exceptions/separation-of-duties";
import { whyCannotPack } from "@/lib/exceptions/why-cannot-pack";
import { whyCannotWithdraw } from "@/lib/exceptions/withdraw";
import type { Refusal } from "@/lib/refusal";

export type Act =
  | "decide"
  | "edit"
  | "withdraw"
  | "extend"
  | "close"
  | "recheck"
  | "revoke"
  | "raise"
  | "retract"
  | "reassign"
  | "copy"
  | "pack"
  | "note";

export function possibleActs(
  found: ExceptionWithHistory,
  actor: Actor,
  now: Date,
): Record<Act, Refusal | null> {
  // What has ended is expired, whether or not the clock's act is recorded yet (R13).
  const exception = { ...found, status: statusAt(found, now) };
  const { currentSteps, extensions } = exception;
  const steps = currentSteps.map(asJudged);
  const judged = { ...exception, steps };
  const notTheirs = whyCannotDecide(decidable(judged), actor);
  return {
    decide: whyNotOpen(found, "approve", now) ?? notTheirs,
    raise: whyCannotRaise(judged, actor),
    retract: whyCannotRetract(judged, actor),
    edit: whyCannotEdit(exception, actor),
    withdraw: whyCannotWithdraw(exception, actor),
    extend: whyCannotExtend(exception, extensions, actor),
    close: whyCannotClose(exception, actor),
    recheck: whyCannotAskRecheck(found, actor),
    revoke: whyCannotRevoke(judged, actor, now),
    reassign: whyCannotReassign(exception, actor),
    copy: whyCannotAsk(actor),
    pack: whyCannotPack(actor, exception),
    note: whyCannotNote(actor),
  };
}

function asJudged(step: ExceptionWithHistory["currentSteps"][number]) {
  const decisions = step.decisions.map(({ id, verdict, personId, retracted, grantedSeconds }) => ({
    id,
    verdict,
    personId,
    retracted,
    grantedSeconds,
    grantedEnd: null,
  }));
  return { ...step, decisions };
}
