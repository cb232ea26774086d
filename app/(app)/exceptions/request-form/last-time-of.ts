// What the exception that is extended said, for the fields that ask it anew.

import { formatLength } from "@/lib/dates";
import type { RevisionContinued } from "@/lib/exceptions/revision-continued";
import { secondsBetween } from "@/lib/exceptions/window";

import { askedInWords } from "../record-in-words";
import type { LastTimeWords } from "./last-time";

export function lastTimeOf(earlier: RevisionContinued, zone: string): LastTimeWords {
  const { number, revision, startsAt, endsAt } = earlier;
  const { reason, whatChanged, breaksIfNo, riskIntroduced, alternatives, mitigation } = revision.content;
  const granted = startsAt && endsAt ? formatLength(secondsBetween(startsAt, endsAt)) : null;
  const asked = `Asked for ${askedInWords(revision, zone)}`;
  return {
    number,
    words: {
      ...{ reason, whatChanged, breaksIfNo, riskIntroduced, alternatives, mitigation },
      howLong: granted ? `${asked}, granted ${granted}.` : `${asked}.`,
    },
  };
}
