"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { Controller } from "react-hook-form";

import { useRecordedForm } from "@/components/directory/use-recorded-form";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { LinkButton } from "@/components/ui/link-button";
import { isJob } from "@/lib/outgoing/jobs";
import { changedWebhookSchema } from "@/lib/outgoing/schemas";
import type { WebhookKind } from "@/prisma/generated/enums";

import { saveWebhook } from "../../actions";
import { EventBoxes } from "../../event-boxes";
import { StartsBox } from "../../starts-box";
import { type SystemChoice, WhichSystems } from "../../which-systems";

type Choices = { events: string[]; startsRechecks: boolean; systemIds: string[] };
type Values = Choices & { webhookId: string };
type Props = {
  webhook: Choices & { id: string };
  kind: WebhookKind;
  systems: SystemChoice[];
};

export function WebhookForm({ webhook: { id, ...choices }, kind, systems }: Props) {
  const router = useRouter();
  const path = `/settings/webhooks/${id}`;
  const { form, submit, isBusy, errorOf, summary } = useRecordedForm<Values, object>({
    schema: changedWebhookSchema,
    values: { webhookId: id, ...choices },
    send: saveWebhook,
    afterwards: () => router.push(path as Route),
  });
  const { register, control } = form;

  return (
    <form noValidate onSubmit={submit} className="grid max-w-read gap-5">
      <ErrorSummary {...summary} />
      <Controller
        control={control}
        name="systemIds"
        render={({ field: { value, onChange } }) => (
          <WhichSystems {...{ systems, value, onChange }} error={errorOf("systemIds")} />
        )}
      />
      {!isJob(kind) && <EventBoxes register={register("events")} error={errorOf("events")} />}
      {kind === "standard" && (
        <StartsBox register={register("startsRechecks")} error={errorOf("startsRechecks")} />
      )}
      <ActionBar>
        <LinkButton href={path}>Cancel</LinkButton>
        <Button type="submit" kind="filled" busy={isBusy}>
          Save
        </Button>
      </ActionBar>
    </form>
  );
}
