"use client";

import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { formatLength } from "@/lib/dates";
import { comparatorSigns } from "@/lib/exceptions/readings";
import type { Comparator } from "@/prisma/generated/enums";

import { freshChoices, type MeasureValue } from "./condition-values";

const comparatorWords: Record<Comparator, string> = {
  below: "below",
  at_most: "at most",
  above: "above",
  at_least: "at least",
  equal: "exactly",
};

type Props = {
  value: MeasureValue;
  onChange: (change: Partial<MeasureValue>) => void;
  /** "conditions.0": what the names of the fields begin with. */
  path: string;
  errors: Record<string, string | undefined>;
};

/** What is read, what it must be, and for how long a reading counts. */
export function MeasureFields({ value, onChange, path, errors }: Props) {
  const name = (field: keyof MeasureValue) => `${path}.measure.${field}`;
  return (
    <>
      <TextField
        name={name("metric")}
        label="What is measured"
        placeholder="Failed requests over five minutes"
        maxLength={120}
        value={value.metric}
        onChange={(event) => onChange({ metric: event.target.value })}
        error={errors[name("metric")]}
      />
      <div className="grid grid-cols-2 gap-3">
        <Select
          name={name("comparator")}
          label="It must be"
          options={(Object.keys(comparatorWords) as Comparator[]).map((comparator) => ({
            value: comparator,
            label: `${comparatorWords[comparator]} (${comparatorSigns[comparator]})`,
          }))}
          value={value.comparator}
          onChange={(event) => onChange({ comparator: event.target.value as Comparator })}
          error={errors[name("comparator")]}
        />
        <TextField
          name={name("threshold")}
          label="Number"
          inputMode="decimal"
          value={value.threshold}
          onChange={(event) => onChange({ threshold: event.target.value })}
          error={errors[name("threshold")]}
        />
        <TextField
          name={name("unit")}
          label="Unit"
          placeholder="%"
          optional
          maxLength={20}
          value={value.unit}
          onChange={(event) => onChange({ unit: event.target.value })}
          error={errors[name("unit")]}
        />
        <Select
          name={name("freshSeconds")}
          label="A reading counts for"
          options={freshChoices.map((seconds) => ({ value: String(seconds), label: formatLength(seconds) }))}
          value={value.freshSeconds}
          onChange={(event) => onChange({ freshSeconds: event.target.value })}
          error={errors[name("freshSeconds")]}
        />
      </div>
    </>
  );
}
