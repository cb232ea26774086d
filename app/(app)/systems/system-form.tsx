"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";

import { useRecordedForm } from "@/components/directory/use-recorded-form";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { ErrorSummary } from "@/components/ui/error-summary";
import { FieldError } from "@/components/ui/field";
import { LinkButton } from "@/components/ui/link-button";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { newSystemSchema, systemEditSchema } from "@/lib/systems/schemas";
import { environmentNames, exposureNames, optionsOf, sensitivityNames, systemKindNames } from "@/lib/words";

import { addNewSystem, saveSystem } from "./actions";
import { OversightFields } from "./oversight-fields";
import type { SystemFacts, SystemValues } from "./system-values";

type Lists = "requiredTools" | "dataSets";
type System = Omit<SystemFacts, Lists> & Record<Lists, string[]> & { id: string; key: string };

const empty: SystemFacts = {
  name: "",
  description: "",
  kind: "",
  environments: [],
  sensitivity: "",
  dataHeld: "",
  exposure: "",
  team: "",
  requiredTools: "",
  model: "",
  vendor: "",
  dataSets: "",
  deployment: "",
  modelRecord: "",
  modelRecordUrl: "",
  vendorRecord: "",
  vendorRecordUrl: "",
};

/** Without a system, the form adds one. */
export function SystemForm({ system }: { system?: System }) {
  const router = useRouter();
  const { form, submit, isBusy, errorOf, summary } = useRecordedForm<SystemValues, { key: string }>({
    schema: system ? systemEditSchema : newSystemSchema,
    values: system ? { systemId: system.id, ...factsOf(system) } : { key: "", ...empty },
    send: system ? saveSystem : addNewSystem,
    afterwards: ({ key }) => router.push(`/systems/${key}` as Route),
  });
  const { register } = form;

  return (
    <form noValidate onSubmit={submit} className="grid max-w-read gap-5">
      <ErrorSummary {...summary} />
      <TextField label="Name" error={errorOf("name")} {...register("name")} />
      {!system && (
        <TextField
          label="Key"
          hint="Short and lasting, such as payroll-feed: what pipelines and scanners call it. It never changes."
          autoCapitalize="none"
          autoComplete="off"
          error={errorOf("key")}
          {...register("key")}
        />
      )}
      <TextArea label="Description" optional error={errorOf("description")} {...register("description")} />
      <Select
        label="Kind"
        placeholder="Choose"
        options={optionsOf(systemKindNames)}
        error={errorOf("kind")}
        {...register("kind")}
      />
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-sm font-medium">Runs in</legend>
        <div className="flex flex-wrap gap-x-6 gap-y-1">
          {optionsOf(environmentNames).map(({ value, label }, index) => (
            // The summary links to the field by its name: the first box takes the focus.
            <Checkbox
              key={value}
              id={index === 0 ? undefined : `field-environments-${value}`}
              value={value}
              label={label}
              {...register("environments")}
            />
          ))}
        </div>
        <FieldError id="field-environments">{errorOf("environments")}</FieldError>
      </fieldset>
      <Select
        label="How sensitive its data is"
        placeholder="Choose"
        options={optionsOf(sensitivityNames)}
        error={errorOf("sensitivity")}
        {...register("sensitivity")}
      />
      <TextField
        label="Data it holds"
        hint="In plain words, such as names and salaries."
        optional
        error={errorOf("dataHeld")}
        {...register("dataHeld")}
      />
      <Select
        label="Who can reach it"
        placeholder="Choose"
        options={optionsOf(exposureNames)}
        error={errorOf("exposure")}
        {...register("exposure")}
      />
      <TextField label="Team" hint="Who runs it." optional error={errorOf("team")} {...register("team")} />
      <OversightFields form={form} errorOf={errorOf} />
      <TextField
        label="Scanners it requires"
        hint="As their reports name them, such as trivy, checkov. A pipeline that leaves one out is not told to go on."
        optional
        autoCapitalize="none"
        autoComplete="off"
        error={errorOf("requiredTools")}
        {...register("requiredTools")}
      />
      <ActionBar>
        <LinkButton href={system ? `/systems/${system.key}` : "/systems"}>Cancel</LinkButton>
        <Button type="submit" kind="filled" busy={isBusy}>
          {system ? "Save changes" : "Add system"}
        </Button>
      </ActionBar>
    </form>
  );
}

function factsOf({ id: _, key: __, requiredTools, dataSets, ...facts }: System): SystemFacts {
  const known = Object.keys(empty) as (keyof SystemFacts)[];
  const listed = { ...facts, requiredTools: requiredTools.join(", "), dataSets: dataSets.join(", ") };
  // The page hands over the whole row; the form sends back what it holds, and nothing else.
  return Object.fromEntries(known.map((field) => [field, listed[field]])) as SystemFacts;
}
