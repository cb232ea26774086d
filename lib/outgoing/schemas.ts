import { z } from "zod";

import { eventTypes } from "@/lib/audit/announce";
import { isJob, whyNotJob } from "@/lib/outgoing/jobs";

const events = z.array(z.enum(eventTypes));
const wantsNothing = "Choose what it is told of.";
const startsRechecks = z.boolean();
/** None: all of them. */
const systemIds = z.array(z.uuid()).max(200, "Choose at most 200 systems, or none for all.");

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

/** Somebody who is told of events, or a job that is started and told where to answer. */
export const newWebhookSchema = z
  .strictObject({
    kind: z.enum(["standard", "slack", "teams", "github", "gitlab"]),
    url: z.string().trim().min(1, "Give the address.").max(2000, "Shorten the address."),
    events,
    startsRechecks,
    systemIds,
    branch: z.string().trim().max(200, "Shorten the branch."),
    token: z.string().trim().max(500, "This is too long for a token."),
  })
  .superRefine((webhook, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    const { kind, url, branch, token, startsRechecks: starts } = webhook;
    if (isJob(kind)) {
      const why = whyNotJob(kind, url);
      if (why) refuse("url", why);
      if (branch === "") refuse("branch", "Name the branch that the job is on.");
      if (token === "") refuse("token", "Give the token that may start it.");
      return;
    }
    if (webhook.events.length === 0) refuse("events", wantsNothing);
    if (!startable(webhook)) refuse("startsRechecks", unstartable.message);
    if (starts && kind !== "standard") refuse("startsRechecks", "A chat starts no re-check.");
  });

export const webhookSchema = z.strictObject({ webhookId: z.uuid() });

export const changedWebhookSchema = webhookSchema
  .extend({ events: events.min(1, wantsNothing), startsRechecks, systemIds })
  .refine(startable, unstartable);

export const deliverySchema = z.strictObject({ deliveryId: z.uuid() });

export type NewWebhook = z.infer<typeof newWebhookSchema>;
export type ChangedWebhook = z.infer<typeof changedWebhookSchema>;
