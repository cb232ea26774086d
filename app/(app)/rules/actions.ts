"use server";

import { act } from "@/app/(app)/act";
import { draftRules, ruleDraftSchema } from "@/lib/exceptions/draft-rules";
import { publicationSchema, publishRules } from "@/lib/exceptions/publish-rules";

export async function saveDraft(input: unknown) {
  return act(input, ruleDraftSchema, draftRules);
}

export async function publishDraft(input: unknown) {
  return act(input, publicationSchema, publishRules);
}
