"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Controller } from "react-hook-form";

import { useRecordedForm } from "@/components/directory/use-recorded-form";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { RadioCards } from "@/components/ui/choice";
import { ErrorSummary } from "@/components/ui/error-summary";
import { LinkButton } from "@/components/ui/link-button";
import { TextField } from "@/components/ui/text-field";
import type { AddedWebhook } from "@/lib/outgoing/add-webhook";
import { isJob } from "@/lib/outgoing/jobs";
import { type NewWebhook, newWebhookSchema } from "@/lib/outgoing/schemas";

import { addNewWebhook } from "../actions";
import { EventBoxes } from "../event-boxes";
import { ShownSecret } from "../shown-secret";
import { StartsBox } from "../starts-box";
import { type SystemChoice, WhichSystems } from "../which-systems";

const kinds = [
  {
    value: "standard",
    label: "A program",
    hint: "JSON, signed as Standard Webhooks says, so that it knows who sent it.",
  },
  { value: "slack", label: "A Slack channel", hint: "A sentence with a link, to its incoming webhook." },
  { value: "teams", label: "A Teams channel", hint: "A card with a link, to the webhook of its workflow." },
  {
    value: "github",
    label: "A GitHub workflow",
    hint: "It is started when an exception ends, and answers the re-check.",
  },
  { value: "gitlab", label: "A GitLab pipeline", hint: "The same, by the trigger of its project." },
];

const addressHints = {
  standard: "https, port 443. Private networks are reached only where the server's configuration names them.",
  slack: "It begins with https://hooks.slack.com/. It is a secret: from now on people see its host alone.",
  teams: "As the workflow shows it. It is a secret: from now on people see its host alone.",
  github: "Of the workflow as your browser shows it: …/actions/workflows/recheck.yml.",
  gitlab: "As GitLab shows it beside the trigger token: …/api/v4/projects/7/trigger/pipeline.",
};

const tokenHints = {
  github:
    "One that may start workflows: of a fine-grained token, Actions, read and write. Nobody sees it again.",
  gitlab: "The trigger token of the project. Nobody sees it again.",
};

/** Whom to tell, and of what; then the secret, shown this once. A chat has none. */
export function NewWebhookForm({ systems }: { systems: SystemChoice[] }) {
  const router = useRouter();
  const [added, setAdded] = useState<{ id: string; secret: string } | null>(null);
  const { form, submit, isBusy, errorOf, summary } = useRecordedForm<NewWebhook, AddedWebhook>({
    schema: newWebhookSchema,
    values: {
      kind: "standard",
      url: "",
      events: [],
      startsRechecks: false,
      systemIds: [],
      branch: "main",
      token: "",
    },
    send: addNewWebhook,
    afterwards: ({ id, secret }) =>
      secret ? setAdded({ id, secret }) : router.push(`/settings/webhooks/${id}` as Route),
  });
  const { register, watch, setValue, control } = form;
  const kind = watch("kind");

  if (added)
    return (
      <div className="grid max-w-read gap-6">
        <Callout tone="good" title="The webhook is added. Its secret is shown this once.">
          The other side checks each message with it. Whoever leaves this page without it makes another.
        </Callout>
        <ShownSecret secret={added.secret} />
        <div>
          <LinkButton href={`/settings/webhooks/${added.id}`}>I have kept it</LinkButton>
        </div>
      </div>
    );

  return (
    <form noValidate onSubmit={submit} className="grid max-w-read gap-5">
      <ErrorSummary {...summary} />
      <RadioCards
        legend="Whom to tell, or what to start"
        name="kind"
        options={kinds}
        value={kind}
        onChange={(event) => {
          setValue("kind", event.currentTarget.value as NewWebhook["kind"]);
          setValue("startsRechecks", false);
        }}
      />
      <TextField
        label="Address"
        hint={addressHints[kind]}
        placeholder="https://"
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        error={errorOf("url")}
        {...register("url")}
      />
      {isJob(kind) && (
        <>
          <TextField
            label="Branch"
            hint="The job is started as it stands there."
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            error={errorOf("branch")}
            {...register("branch")}
          />
          <TextField
            label="Token"
            hint={tokenHints[kind]}
            type="password"
            autoComplete="off"
            error={errorOf("token")}
            {...register("token")}
          />
        </>
      )}
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
        <LinkButton href="/settings/webhooks">Cancel</LinkButton>
        <Button type="submit" kind="filled" busy={isBusy}>
          Add the webhook
        </Button>
      </ActionBar>
    </form>
  );
}
