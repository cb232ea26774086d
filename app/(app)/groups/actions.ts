"use server";

import { act } from "@/app/(app)/act";
import { addGroup } from "@/lib/people/add-group";
import { editGroup } from "@/lib/people/edit-group";
import { endMembership } from "@/lib/people/end-membership";
import { grantMembership } from "@/lib/people/grant-membership";
import { reinstateGroup } from "@/lib/people/reinstate-group";
import { retireGroup } from "@/lib/people/retire-group";
import {
  groupEditSchema,
  groupIdSchema,
  newGroupSchema,
  seatEndSchema,
  seatSchema,
} from "@/lib/people/schemas";

export async function addNewGroup(input: unknown) {
  return act(input, newGroupSchema, addGroup);
}

export async function saveGroup(input: unknown) {
  return act(input, groupEditSchema, editGroup);
}

export async function retireThisGroup(input: unknown) {
  return act(input, groupIdSchema, retireGroup);
}

export async function reinstateThisGroup(input: unknown) {
  return act(input, groupIdSchema, reinstateGroup);
}

export async function grantSeat(input: unknown) {
  return act(input, seatSchema, grantMembership);
}

export async function endSeat(input: unknown) {
  return act(input, seatEndSchema, endMembership);
}
