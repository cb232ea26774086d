"use client";

import { useRouter } from "next/navigation";

import { useRecordedForm } from "@/components/directory/use-recorded-form";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { issuerKinds } from "@/lib/gate/issuer-claims";
import { type NewIssuer, newIssuerSchema } from "@/lib/gate/schemas";

import { addNewIssuer } from "../../actions";

const usual = {
  github: {
    url: "https://token.actions.githubusercontent.com",
    hint: "Of github.com as it stands here. A server of your own: https://HOST/_services/token.",
  },
  gitlab: {
    url: "https://gitlab.com",
    hint: "The address of the GitLab instance, exactly as its tokens name it.",
  },
};

export function IssuerForm() {
  const router = useRouter();
  const { form, submit, isBusy, errorOf, summary } = useRecordedForm<NewIssuer, { id: string }>({
    schema: newIssuerSchema,
    values: { kind: "github", url: usual.github.url },
    send: addNewIssuer,
    afterwards: () => router.push("/settings/pipelines"),
  });
  const { register, watch, setValue } = form;
  const kind = watch("kind");

  return (
    <form noValidate onSubmit={submit} className="grid max-w-read gap-5">
      <ErrorSummary {...summary} />
      <Select
        label="Kind"
        options={Object.entries(issuerKinds).map(([value, { name }]) => ({ value, label: name }))}
        error={errorOf("kind")}
        {...register("kind", {
          onChange: ({ target }) => setValue("url", usual[target.value as NewIssuer["kind"]].url),
        })}
      />
      <TextField
        label="Address"
        hint={usual[kind].hint}
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        error={errorOf("url")}
        {...register("url")}
      />
      <p className="text-sm text-muted">
        Its tokens count only if they were made for this register and fit a pipeline that is bound here.
      </p>
      <ActionBar>
        <LinkButton href="/settings/pipelines">Cancel</LinkButton>
        <Button type="submit" kind="filled" busy={isBusy}>
          Add the issuer
        </Button>
      </ActionBar>
    </form>
  );
}
