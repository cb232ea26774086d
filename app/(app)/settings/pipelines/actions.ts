"use server";

import { act } from "@/app/(app)/act";
import { endToken } from "@/lib/gate/end-token";
import { makeToken } from "@/lib/gate/make-token";
import { newTokenFormSchema, tokenIdSchema } from "@/lib/gate/schemas";

export async function makeNewToken(input: unknown) {
  return act(input, newTokenFormSchema, makeToken);
}

export async function endThisToken(input: unknown) {
  return act(input, tokenIdSchema, endToken);
}
