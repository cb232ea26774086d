"use server";

import { z } from "zod";

import { act } from "@/app/(app)/act";
import type { Actor } from "@/lib/auth/actor";
import { actorForAction } from "@/lib/auth/session";
import { formatInstant } from "@/lib/dates";
import { env } from "@/lib/env";
import { addNote } from "@/lib/exceptions/add-note";
import { askRecheck } from "@/lib/exceptions/ask-recheck";
import { attend, attendToAll } from "@/lib/exceptions/attend";
import { breakCondition } from "@/lib/exceptions/break-condition";
import { close } from "@/lib/exceptions/close";
import { confirmNeed } from "@/lib/exceptions/confirm-need";
import { decide } from "@/lib/exceptions/decide";
import { editRequest } from "@/lib/exceptions/edit-request";
import { exceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { handAllTo, handOver as handOverAll } from "@/lib/exceptions/hand-over";
import { nudge, nudgeAll } from "@/lib/exceptions/nudge";
import { type Preview, previewOf } from "@/lib/exceptions/preview";
import { previewOfRaise, type RaisePreview, raiseRisk } from "@/lib/exceptions/raise-risk";
import { reassign } from "@/lib/exceptions/reassign";
import { retract } from "@/lib/exceptions/retract";
import { revoke } from "@/lib/exceptions/revoke";
import {
  type AskedRecheck,
  askRecheckSchema,
  attentionSchema,
  attentionsSchema,
  breakSchema,
  closeSchema,
  decisionSchema,
  draftSchema,
  editSchema,
  handAllToSchema,
  handOverSchema,
  noteSchema,
  nudgeAllSchema,
  nudgeSchema,
  raiseSchema,
  reassignSchema,
  requestSchema,
  retractSchema,
  revokeSchema,
  stillNeededSchema,
  withdrawSchema,
} from "@/lib/exceptions/schemas";
import { withdraw } from "@/lib/exceptions/withdraw";
import { fileFoundRequest } from "@/lib/gate/file-found-request";
import { organisation } from "@/lib/organisation";
import { invalid, type Outcome, refuse } from "@/lib/refusal";

export async function fileNewRequest(input: unknown) {
  return act(input, requestSchema, fileFoundRequest);
}

export async function saveEdit(input: unknown) {
  return act(input, editSchema, editRequest);
}

export async function decideRequest(input: unknown) {
  return act(input, decisionSchema, decide);
}

export async function raiseTheRisk(input: unknown) {
  return act(input, raiseSchema, raiseRisk);
}

/** What would follow from raising the risk to this level; it writes nothing. */
export async function previewRaise(
  number: number,
  risk: unknown,
): Promise<Outcome<{ preview: RaisePreview }>> {
  const caller = await actorForAction();
  if (!caller.ok) return caller;
  const level = raiseSchema.shape.risk.safeParse(risk);
  if (!level.success) return invalid(level.error);
  const now = new Date();
  const exception = await exceptionWithHistory(z.int().parse(number), caller.actor, now);
  if (!exception) return refuse("not-found", "There is no such request.");
  return { ok: true, preview: await previewOfRaise(exception, level.data, now) };
}

export async function retractApproval(input: unknown) {
  return act(input, retractSchema, retract);
}

export async function withdrawRequest(input: unknown) {
  return act(input, withdrawSchema, withdraw);
}

export async function revokeException(input: unknown) {
  return act(input, revokeSchema, revoke);
}

export async function closeException(input: unknown) {
  return act(input, closeSchema, close);
}

export async function remindDeciders(input: unknown) {
  return act(input, nudgeSchema, nudge);
}

export async function remindDecidersOfSeveral(input: unknown) {
  return act(input, nudgeAllSchema, nudgeAll);
}

export async function sayStillNeeded(input: unknown) {
  return act(input, stillNeededSchema, confirmNeed);
}

/** The address at which one answer is taken, with its token: what nobody can read again. */
export async function askForRecheck(input: unknown) {
  return act(input, askRecheckSchema, askWithAddress);
}

async function askWithAddress(
  asked: AskedRecheck,
  actor: Actor,
  now: Date,
): Promise<Outcome<{ address: string; token: string; until: string }>> {
  const outcome = await askRecheck(asked, actor, now);
  if (!outcome.ok) return outcome;
  const { zone } = await organisation();
  const { recheckId, token, deadline } = outcome;
  const address = new URL(`/api/v1/rechecks/${recheckId}/answer`, env().NEXTAUTH_URL).href;
  return { ok: true, address, token, until: formatInstant(deadline, zone) };
}

export async function handOver(input: unknown) {
  return act(input, reassignSchema, reassign);
}

export async function handOverSeveral(input: unknown) {
  return act(input, handOverSchema, handOverAll);
}

export async function handSeveralTo(input: unknown) {
  return act(input, handAllToSchema, handAllTo);
}

export async function declareBroken(input: unknown) {
  return act(input, breakSchema, breakCondition);
}

export async function attendToSeveral(input: unknown) {
  return act(input, attentionsSchema, attendToAll);
}

export async function attendTo(input: unknown) {
  return act(input, attentionSchema, attend);
}

export async function writeNote(input: unknown) {
  return act(input, noteSchema, addNote);
}

/** What the request would become, for the live panel; it writes nothing. Null: no rule and place are chosen yet. */
export async function previewRequest(input: unknown): Promise<Outcome<{ preview: Preview | null }>> {
  const caller = await actorForAction();
  if (!caller.ok) return caller;
  const draft = draftSchema.safeParse(input);
  if (!draft.success) return invalid(draft.error);
  return { ok: true, preview: await previewOf(draft.data, caller.actor, new Date()) };
}
