"use server";

import { act } from "@/app/(app)/act";
import { mapRule, unmapRule } from "@/lib/gate/map-rule";
import { newRuleFormSchema, ruleRowIdSchema } from "@/lib/gate/schemas";

export async function mapThisRule(input: unknown) {
  return act(input, newRuleFormSchema, mapRule);
}

export async function unmapThisRule(input: unknown) {
  return act(input, ruleRowIdSchema, unmapRule);
}
