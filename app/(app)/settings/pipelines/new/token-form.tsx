"use client";

import { useState } from "react";
import { FormProvider } from "react-hook-form";

import { useRecordedForm } from "@/components/directory/use-recorded-form";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { newTokenFormSchema } from "@/lib/gate/schemas";
import type { Environment, TokenRight } from "@/prisma/generated/enums";

import { makeNewToken } from "../actions";
import { MayAsk } from "../may-ask";
import { MadeToken } from "./made-token";

type Values = {
  name: string;
  systemIds: string[];
  environments: Environment[];
  rights: TokenRight[];
  days: string;
};
type System = { id: string; key: string; name: string; environments: Environment[] };

const lengths = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "60", label: "60 days" },
  { value: "90", label: "90 days, the longest" },
];

/** What the pipeline may do and where; then its token, shown this once. */
export function TokenForm({ register: address, systems }: { register: string; systems: System[] }) {
  const [made, setMade] = useState<{ secret: string; id: string } | null>(null);
  const { form, submit, isBusy, errorOf, summary } = useRecordedForm<Values, { id: string; secret: string }>({
    schema: newTokenFormSchema,
    values: { name: "", systemIds: [], environments: [], rights: ["evaluate"], days: "90" },
    send: makeNewToken,
    afterwards: setMade,
  });
  const { register, getValues } = form;

  if (made) {
    const { systemIds, environments, name } = getValues();
    const system = systems.find(({ id }) => id === systemIds[0])?.key ?? "";
    return (
      <MadeToken
        {...made}
        name={name}
        register={address}
        system={system}
        environment={environments[0] ?? "production"}
      />
    );
  }

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
        <MayAsk systems={systems} errorOf={errorOf} />
        <Select label="Ends after" options={lengths} error={errorOf("days")} {...register("days")} />
        <p className="text-sm text-muted">
          A token never decides: only people approve. You are a party to what is asked with it, so somebody
          else approves that.
        </p>
        <ActionBar>
          <LinkButton href="/settings/pipelines">Cancel</LinkButton>
          <Button type="submit" kind="filled" busy={isBusy}>
            Make the token
          </Button>
        </ActionBar>
      </form>
    </FormProvider>
  );
}
