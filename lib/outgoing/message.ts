// How an event reads at the other end: as JSON for programs, as a sentence with a link for people in a chat.

import type { EventType } from "@/lib/audit/announce";
import type { WebhookKind } from "@/prisma/generated/enums";

/** As it is stored (lib/audit/announce). */
export type Outgoing = { type: string; at: Date; data: Record<string, unknown> };

/** Where a pipeline answers a re-check. It is part of what is sent, and of nothing that is kept. */
export type Callback = { url: string; token: string };

export function messageFor(
  kind: WebhookKind,
  event: Outgoing,
  { base, callback }: { base: string; callback?: Callback },
): string {
  const { page, name } = subjectOf(event);
  const url = new URL(page, base).href;
  switch (kind) {
    case "slack":
      return JSON.stringify({ text: `${escaped(sentenceFor(event))} <${url}|Open ${escaped(name)}>` });
    case "teams":
      return JSON.stringify(card(sentenceFor(event), url, name));
    default: {
      const data = { ...event.data, url, ...(callback && { callback }) };
      return JSON.stringify({ type: event.type, timestamp: event.at.toISOString(), data });
    }
  }
}

/** What it is about: an exception, or a policy. */
export function subjectOf({ data }: Pick<Outgoing, "data">): { page: string; name: string } {
  if (data.policy) {
    const key = String(data.policy);
    return { page: `/policies/${encodeURIComponent(key)}`, name: key };
  }
  const name = String(data.exception);
  return { page: `/exceptions/${name}`, name };
}

/** "EX-1042, high risk, has ended." */
export function sentenceFor({ type, data }: Outgoing): string {
  if (type === "policy_gap.raised") return `${data.policy} does not fit: ${data.figures} this quarter.`;
  const about = `${data.exception}, ${data.risk} risk${data.emergency ? ", an emergency" : ""},`;
  return `${about} ${whatHappened(type as Exclude<EventType, "policy_gap.raised">, data)}.`;
}

function whatHappened(type: Exclude<EventType, "policy_gap.raised">, data: Outgoing["data"]): string {
  switch (type) {
    case "exception.requested":
      return `was asked for: ${list(data.policies)} at ${places(data.places)}`;
    case "exception.decided":
      return decisions[String(data.decision)]?.(data) ?? "was decided";
    case "exception.in_force":
      return `is in force until ${instant(data.endsAt)}`;
    case "exception.ending":
      return `ends ${instant(data.endsAt)}`;
    case "exception.expired":
      return `has ended, ${instant(data.endsAt)}`;
    case "exception.closed":
      return `is closed: ${data.closedReason}`;
    case "condition.broken":
      return `has a broken condition, number ${data.condition}`;
    case "condition.holds":
      return `has a condition that holds by its readings, number ${data.condition}`;
    case "recheck.requested":
      return `is checked again, to be answered by ${instant(data.deadline)}`;
    case "recheck.answered":
      return `was checked again: ${data.outcome}`;
    case "recheck.no_answer":
      return "was to be checked again, and nobody answered in time";
  }
}

const decisions: Record<string, (data: Outgoing["data"]) => string> = {
  approved: ({ settled, step }) => (settled ? "is approved" : `was approved in step ${step}`),
  ratified: ({ settled, step }) => (settled ? "is ratified" : `was ratified in step ${step}`),
  rejected: () => "was rejected",
  sent_back: () => "was sent back to be changed",
};

function list(names: unknown): string {
  return (names as string[]).join(", ");
}

function places(all: unknown): string {
  return (all as { system: string; environment: string }[])
    .map(({ system, environment }) => `${system} (${environment})`)
    .join(", ");
}

/** "2 Dec 2026, 16:00 UTC": people of several zones read one chat. */
function instant(iso: unknown): string {
  const at = new Date(String(iso));
  const day = at.toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  return `${day}, ${at.toISOString().slice(11, 16)} UTC`;
}

/** https://docs.slack.dev/messaging/formatting-message-text: three characters speak to Slack and not to people. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** An adaptive card, as the workflows of Teams take it. */
function card(text: string, url: string, name: string) {
  return {
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          body: [{ type: "TextBlock", text: plain(text), wrap: true }],
          actions: [{ type: "Action.OpenUrl", title: `Open ${name}`, url }],
        },
      },
    ],
  };
}

/** A card reads Markdown; a key such as `payroll_feed` is none. */
function plain(text: string): string {
  return text.replace(/[\\`*_[\]]/g, "\\$&");
}
