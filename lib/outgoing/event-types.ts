// The events in words, for whoever chooses.

import { type EventType, eventTypes } from "@/lib/audit/announce";
import type { WebhookKind } from "@/prisma/generated/enums";

const eventWords: Record<EventType, string> = {
  "exception.requested": "Asked for",
  "exception.decided": "Decided: a step approved, rejected, sent back or ratified",
  "exception.in_force": "In force",
  "exception.ending": "Ends soon, at the times of the reminders",
  "exception.expired": "Ended",
  "exception.closed": "Closed, for whichever reason",
  "condition.broken": "A condition is broken",
  "condition.holds": "A condition holds by its readings, for the first time or again",
  "recheck.requested": "To be checked again",
  "recheck.answered": "Checked again: compliant or violating",
  "recheck.no_answer": "Nobody answered the re-check in time",
  "policy_gap.raised": "A policy does not fit: asked about once in a quarter",
};

export const eventChoices = eventTypes.map((type) => ({ type, words: eventWords[type] }));

export const kindWords: Record<WebhookKind, string> = {
  standard: "Signed JSON",
  slack: "Slack",
  teams: "Teams",
  github: "GitHub workflow",
  gitlab: "GitLab pipeline",
};
