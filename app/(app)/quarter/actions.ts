"use server";

import { act } from "@/app/(app)/act";
import { commentQuarter } from "@/lib/reviews/comment-quarter";
import { commentSchema, signSchema } from "@/lib/reviews/schemas";
import { signQuarter } from "@/lib/reviews/sign-quarter";

export async function commentOnChart(input: unknown) {
  return act(input, commentSchema, commentQuarter);
}

export async function signThisQuarter(input: unknown) {
  return act(input, signSchema, signQuarter);
}
