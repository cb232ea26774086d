"use server";

import { act } from "@/app/(app)/act";
import { carryOver } from "@/lib/meetings/carry-over";
import { endMeeting } from "@/lib/meetings/end-meeting";
import { finishFollowUp } from "@/lib/meetings/finish-follow-up";
import { moveTo } from "@/lib/meetings/move-to";
import { openMeeting } from "@/lib/meetings/open-meeting";
import { putAllOnNextAgenda, putOnNextAgenda } from "@/lib/meetings/put-on-agenda";
import { reorder } from "@/lib/meetings/reorder";
import {
  allClearSchema,
  attendSchema,
  doneSchema,
  flagAllSchema,
  flagSchema,
  followUpSchema,
  itemSchema,
  meetingSchema,
  moveSchema,
  noteSchema,
  openSchema,
  recommendationSchema,
  reorderSchema,
} from "@/lib/meetings/schemas";
import { sendAllClear } from "@/lib/meetings/send-all-clear";
import { setAttendance } from "@/lib/meetings/set-attendance";
import { setFollowUp } from "@/lib/meetings/set-follow-up";
import { takeOver } from "@/lib/meetings/take-over";
import { recommend, writeNote } from "@/lib/meetings/write-note";

export async function startMeeting(input: unknown) {
  return act(input, openSchema, openMeeting);
}

export async function moveMeeting(input: unknown) {
  return act(input, moveSchema, moveTo);
}

export async function reorderAgenda(input: unknown) {
  return act(input, reorderSchema, reorder);
}

export async function takeMeetingOver(input: unknown) {
  return act(input, meetingSchema, takeOver);
}

export async function tickAttendance(input: unknown) {
  return act(input, attendSchema, setAttendance);
}

export async function noteAtMeeting(input: unknown) {
  return act(input, noteSchema, writeNote);
}

export async function recommendAtMeeting(input: unknown) {
  return act(input, recommendationSchema, recommend);
}

export async function followUpAtMeeting(input: unknown) {
  return act(input, followUpSchema, setFollowUp);
}

export async function carryItemOver(input: unknown) {
  return act(input, itemSchema, carryOver);
}

export async function endThisMeeting(input: unknown) {
  return act(input, meetingSchema, endMeeting);
}

export async function sayAllClear(input: unknown) {
  return act(input, allClearSchema, sendAllClear);
}

export async function followUpDone(input: unknown) {
  return act(input, doneSchema, finishFollowUp);
}

export async function flagForMeeting(input: unknown) {
  return act(input, flagSchema, putOnNextAgenda);
}

export async function flagSeveralForMeeting(input: unknown) {
  return act(input, flagAllSchema, putAllOnNextAgenda);
}
