// A made-up policy that does not fit, as its owners would be told: what an administrator reads before anybody gets one.

import type { LetterTo } from "@/lib/notices/letter";
import { gapLetter } from "@/lib/reviews/mail-gaps";
import { gapsOf } from "@/lib/reviews/policy-gaps";
import { quarterAt } from "@/lib/reviews/quarter";

export function sampleGapLetter(zone: string, now: Date): { label: string; letter: LetterTo } {
  const counted = { exceptions: 6, teams: 4, secondRenewals: 1, thirdRenewals: 1 };
  const use = { ...counted, decided: 5, approvedAsAsked: 2, comeBack: 0 };
  const gap = { policy: "SEC-014", title: "TLS 1.2 or newer", ...use, signals: gapsOf(use) };
  return {
    label: "A policy does not fit",
    letter: gapLetter("Ada Brandt", gap, "Security", quarterAt(now, zone)),
  };
}
