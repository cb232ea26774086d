"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";

import { useRecordedForm } from "@/components/directory/use-recorded-form";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { LinkButton } from "@/components/ui/link-button";
import { changedWebhookSchema } from "@/lib/outgoing/schemas";

import { saveWebhook } from "../../actions";
import { EventBoxes } from "../../event-boxes";
import { StartsBox } from "../../starts-box";

type Values = { webhookId: string; events: string[]; startsRechecks: boolean };
type Props = { webhook: { id: string; events: string[]; startsRechecks: boolean }; isSigned: boolean };

export function WebhookForm({ webhook: { id, ...choices }, isSigned }: Props) {
  const router = useRouter();
  const path = `/settings/webhooks/${id}`;
  const { form, submit, isBusy, errorOf, summary } = useRecordedForm<Values, object>({
    schema: changedWebhookSchema,
    values: { webhookId: id, ...choices },
    send: saveWebhook,
    afterwards: () => router.push(path as Route),
  });
  const { register } = form;

  return (
    <form noValidate onSubmit={submit} className="grid max-w-read gap-5">
      <ErrorSummary {...summary} />
      <EventBoxes register={register("events")} error={errorOf("events")} />
      {isSigned && <StartsBox register={register("startsRechecks")} error={errorOf("startsRechecks")} />}
      <ActionBar>
        <LinkButton href={path}>Cancel</LinkButton>
        <Button type="submit" kind="filled" busy={isBusy}>
          Save
        </Button>
      </ActionBar>
    </form>
  );
}
