"use server";

import { act } from "@/app/(app)/act";
import { addPolicy } from "@/lib/policies/add-policy";
import { editPolicy } from "@/lib/policies/edit-policy";
import { reinstatePolicy } from "@/lib/policies/reinstate-policy";
import { retirePolicy } from "@/lib/policies/retire-policy";
import { newPolicySchema, policyEditSchema, policyIdSchema } from "@/lib/policies/schemas";
import { decideGap } from "@/lib/reviews/decide-gap";
import { gapSchema } from "@/lib/reviews/schemas";

export async function addNewPolicy(input: unknown) {
  return act(input, newPolicySchema, addPolicy);
}

export async function savePolicy(input: unknown) {
  return act(input, policyEditSchema, editPolicy);
}

export async function retireThisPolicy(input: unknown) {
  return act(input, policyIdSchema, retirePolicy);
}

export async function reinstateThisPolicy(input: unknown) {
  return act(input, policyIdSchema, reinstatePolicy);
}

export async function decideAboutGap(input: unknown) {
  return act(input, gapSchema, decideGap);
}
