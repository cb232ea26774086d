"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { FormProvider } from "react-hook-form";

import { useRecordedForm } from "@/components/directory/use-recorded-form";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { issuerKinds } from "@/lib/gate/issuer-claims";
import { type NewBinding, newBindingSchema } from "@/lib/gate/schemas";
import type { IssuerKind } from "@/prisma/generated/enums";

import { makeNewBinding } from "../actions";
import { claimWords } from "../claim-words";
import { MayAsk } from "../may-ask";

type Issuer = { id: string; url: string; kind: IssuerKind };
type System = { id: string; key: string; name: string };

/** Which of an issuer's tokens ask, by what they say, and for what. */
export function BindingForm({ issuers, systems }: { issuers: Issuer[]; systems: System[] }) {
  const router = useRouter();
  const { form, submit, isBusy, errorOf, summary } = useRecordedForm<NewBinding, { id: string }>({
    schema: newBindingSchema,
    values: {
      name: "",
      issuerId: issuers[0]?.id ?? "",
      claims: {},
      systemIds: [],
      environments: [],
      rights: ["evaluate", "request"],
    },
    send: makeNewBinding,
    afterwards: ({ id }) => router.push(`/settings/pipelines/${id}` as Route),
  });
  const { register, watch, setValue } = form;
  const issuerId = watch("issuerId");
  const { ids, others } = issuerKinds[issuers.find(({ id }) => id === issuerId)?.kind ?? "github"];

  return (
    <FormProvider {...form}>
      <form noValidate onSubmit={submit} className="grid max-w-read gap-5">
        <ErrorSummary {...summary} />
        <TextField
          label="Name"
          hint="Whose pipeline and which one, such as Payments, deploy."
          autoComplete="off"
          error={errorOf("name")}
          {...register("name")}
        />
        <Select
          label="Issuer"
          options={issuers.map(({ id, url }) => ({ value: id, label: url }))}
          error={errorOf("issuerId")}
          {...register("issuerId", { onChange: () => setValue("claims", {}) })}
        />
        <fieldset className="grid gap-4 border-l-2 border-line pl-4" key={issuerId}>
          <legend className="sr-only">Its tokens say</legend>
          <p aria-hidden className="text-sm text-muted">
            Which of its tokens ask: those that say all of this. One id is needed.
          </p>
          {[...ids, ...others].map((claim, index) => (
            <TextField
              key={claim}
              label={claimWords[claim].label}
              hint={claimWords[claim].hint}
              optional={index > 0}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              error={index === 0 ? errorOf("claims") : undefined}
              {...register(`claims.${claim}`)}
              id={index === 0 ? "field-claims" : undefined}
            />
          ))}
        </fieldset>
        <MayAsk systems={systems} errorOf={errorOf} />
        <p className="text-sm text-muted">
          Production is asked for only by a job whose token names it. A pull request evaluates and asks for
          nothing. Whoever started the run is the requester, and somebody else approves.
        </p>
        <ActionBar>
          <LinkButton href="/settings/pipelines">Cancel</LinkButton>
          <Button type="submit" kind="filled" busy={isBusy}>
            Bind the pipeline
          </Button>
        </ActionBar>
      </form>
    </FormProvider>
  );
}
