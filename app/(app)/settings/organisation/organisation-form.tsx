"use client";

import { useState } from "react";
import { Controller } from "react-hook-form";

import { useRecordedForm } from "@/components/directory/use-recorded-form";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Combobox } from "@/components/ui/combobox";
import { ErrorSummary } from "@/components/ui/error-summary";
import { FieldError } from "@/components/ui/field";
import { announce } from "@/components/ui/live-region";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { organisationSchema, weekdays } from "@/lib/people/organisation-schema";

import { saveOrganisation } from "./actions";

type Values = {
  name: string;
  zone: string;
  workingDays: string[];
  start: string;
  end: string;
  holidays: string;
  meetingDay: string;
  meetingTime: string;
};

type Props = { values: Values; zones: string[]; reason?: string };

/** Begins anew with what is on record each time it is saved. */
export function OrganisationForm(props: Props) {
  const [saved, setSaved] = useState(0);
  return <Form key={saved} {...props} onSaved={() => setSaved((count) => count + 1)} />;
}

function Form({ values, zones, reason, onSaved }: Props & { onSaved: () => void }) {
  const { form, submit, isBusy, errorOf, summary } = useRecordedForm<Values, object>({
    schema: organisationSchema,
    values,
    send: saveOrganisation,
    afterwards: () => {
      announce("Recorded.");
      onSaved();
    },
  });
  const { register, control } = form;

  return (
    <form noValidate onSubmit={submit} className="grid max-w-read gap-5">
      <ErrorSummary {...summary} />
      <TextField label="Name" autoComplete="organization" error={errorOf("name")} {...register("name")} />
      <Controller
        control={control}
        name="zone"
        render={({ field }) => (
          <Combobox
            name="zone"
            label="Time zone"
            hint="Days and times are shown and counted in it. Another zone moves no end and no due time that stands."
            options={zones.map((zone) => ({ value: zone, label: zone }))}
            value={field.value}
            onChange={(zone) => field.onChange(zone ?? "")}
            error={errorOf("zone")}
          />
        )}
      />
      <fieldset className="grid gap-2">
        <legend className="mb-2 text-sm font-medium">Working days</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-1">
          {Object.entries(weekdays).map(([day, label]) => (
            <Checkbox
              key={day}
              id={`working-day-${day}`}
              label={label}
              value={day}
              {...register("workingDays")}
            />
          ))}
        </div>
        <FieldError id="workingDays">{errorOf("workingDays")}</FieldError>
      </fieldset>
      <div className="grid grid-cols-2 gap-5 sm:max-w-80">
        <TextField label="Work begins" type="time" error={errorOf("start")} {...register("start")} />
        <TextField label="Work ends" type="time" error={errorOf("end")} {...register("end")} />
      </div>
      <TextArea
        label="Holidays"
        optional
        hint="One day a line, such as 2026-12-25. No review time passes on them, and no digest goes out."
        rows={6}
        error={errorOf("holidays")}
        {...register("holidays")}
      />
      <fieldset className="grid gap-5 sm:max-w-96 sm:grid-cols-2">
        <legend className="mb-2 text-sm font-medium">Weekly meeting</legend>
        <Select
          label="Day"
          placeholder="No weekly meeting"
          options={Object.entries(weekdays).map(([value, label]) => ({ value, label }))}
          error={errorOf("meetingDay")}
          {...register("meetingDay")}
        />
        <TextField label="Time" type="time" error={errorOf("meetingTime")} {...register("meetingTime")} />
        <p className="text-sm text-muted sm:col-span-2">
          A day before, whoever is asked to it gets the agenda by mail.
        </p>
      </fieldset>
      <ActionBar>
        <Button type="submit" kind="filled" reason={reason} busy={isBusy}>
          Save
        </Button>
      </ActionBar>
    </form>
  );
}
