"use server";

import { act } from "@/app/(app)/act";
import { readNotices, readSchema } from "@/lib/notices/my-notices";
import { preferencesSchema, setPreferences } from "@/lib/notices/preferences";

export async function markRead(input: unknown) {
  return act(input, readSchema, readNotices);
}

export async function saveMailPreferences(input: unknown) {
  return act(input, preferencesSchema, setPreferences);
}
