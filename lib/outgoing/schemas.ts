import { z } from "zod";

import { eventTypes } from "@/lib/audit/announce";

const events = z.array(z.enum(eventTypes)).min(1, "Choose what it is told of.");
const startsRechecks = z.boolean();

/** Only who is told that a re-check is wanted can be asked to answer it. */
const startable = ({
  events: chosen,
  startsRechecks: starts,
}: {
  events: string[];
  startsRechecks: boolean;
}) => !starts || chosen.includes("recheck.requested");
const unstartable = {
  path: ["startsRechecks"],
  message: "Choose “recheck.requested” too: without it nothing starts.",
};

export const newWebhookSchema = z
  .strictObject({
    kind: z.enum(["standard", "slack", "teams"]),
    url: z.string().trim().min(1, "Give the address that is told.").max(2000, "Shorten the address."),
    events,
    startsRechecks,
  })
  .refine(startable, unstartable)
  .refine(({ kind, startsRechecks: starts }) => kind === "standard" || !starts, {
    path: ["startsRechecks"],
    message: "A chat starts no re-check.",
  });

export const webhookSchema = z.strictObject({ webhookId: z.uuid() });

export const changedWebhookSchema = webhookSchema
  .extend({ events, startsRechecks })
  .refine(startable, unstartable);

export const deliverySchema = z.strictObject({ deliveryId: z.uuid() });

export type NewWebhook = z.infer<typeof newWebhookSchema>;
export type ChangedWebhook = z.infer<typeof changedWebhookSchema>;
