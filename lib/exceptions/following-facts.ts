// Facts that follow from what is broken and where, so that nobody is asked what the directory knows (R12, R22). They are
// a start: whoever asks may take each of them away.

import type { Fact } from "@/lib/exceptions/schemas";
import type { Domain, SystemKind } from "@/prisma/generated/enums";

export function followingFacts(domains: Domain[], kinds: SystemKind[]): Fact[] {
  const isVendor = kinds.includes("vendor");
  const isModel = domains.includes("ai") || kinds.includes("ai_model");
  return [
    ...(isVendor ? (["givesVendorReach"] as const) : []),
    // A model that a vendor runs is an external one.
    ...(isVendor && isModel ? (["usesExternalModel"] as const) : []),
  ];
}
