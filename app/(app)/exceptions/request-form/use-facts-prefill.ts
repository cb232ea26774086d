"use client";

import { followingFacts } from "@/lib/exceptions/following-facts";
import type { ChoosablePolicy } from "@/lib/policies/choosable-policies";
import type { ChoosableSystem } from "@/lib/systems/choosable-systems";

import { useRequest } from "./use-request";

/** Ticks what follows from the rules and systems chosen so far; whatever somebody ticked or took away stays. */
export function useFactsPrefill(policies: ChoosablePolicy[], systems: ChoosableSystem[]) {
  const { setValue, getValues, getFieldState } = useRequest();

  return () => {
    if (getFieldState("facts").isDirty) return;
    const chosen = getValues(["policies", "places"]);
    const domains = policies.filter(({ id }) => chosen[0].includes(id)).map(({ domain }) => domain);
    const kinds = systems
      .filter(({ id }) => chosen[1].some(({ systemId }) => systemId === id))
      .map(({ kind }) => kind);
    const facts = followingFacts(domains, kinds);
    if (facts.length > 0) setValue("facts", [...new Set([...getValues("facts"), ...facts])]);
  };
}
