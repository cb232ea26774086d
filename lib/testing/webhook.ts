import type { NewWebhook } from "@/lib/outgoing/schemas";

/** A program that is told of these, wherever they happen. */
export function webhookTo(url: string, changes: Partial<NewWebhook> = {}): NewWebhook {
  return {
    kind: "standard",
    url,
    events: [],
    startsRechecks: false,
    systemIds: [],
    branch: "",
    token: "",
    ...changes,
  };
}
