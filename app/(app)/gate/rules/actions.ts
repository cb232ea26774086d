"use server";

import { act } from "@/app/(app)/act";
import { mapRule, unmapRule } from "@/lib/gate/map-rule";
import { newRuleSchema, ruleRowIdSchema } from "@/lib/gate/schemas";

export async function mapThisRule(input: unknown) {
  return act(input, newRuleSchema, mapRule);
}

export async function unmapThisRule(input: unknown) {
  return act(input, ruleRowIdSchema, unmapRule);
}
