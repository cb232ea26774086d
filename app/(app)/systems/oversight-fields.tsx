"use client";

import { type UseFormReturn, useWatch } from "react-hook-form";

import { TextField } from "@/components/ui/text-field";
import { type OversightField, oversightFields } from "@/lib/systems/oversight";

import type { SystemValues } from "./system-values";

type Props = {
  form: UseFormReturn<SystemValues, unknown, unknown>;
  errorOf: (field: keyof SystemValues) => string | undefined;
};

type Input = { name: keyof SystemValues; label: string; hint?: string; placeholder?: string };

const inputs: Record<OversightField, Input[]> = {
  model: [{ name: "model", label: "Model", hint: "With its version, as its maker calls it." }],
  vendor: [{ name: "vendor", label: "Vendor", hint: "Who makes or runs it." }],
  dataSets: [
    { name: "dataSets", label: "Data sets", hint: "By name, with commas: what it reads or was trained on." },
  ],
  deployment: [
    { name: "deployment", label: "Deployment", hint: "Region, endpoint, name of the deployment." },
  ],
  modelRecord: [
    { name: "modelRecord", label: "Number in the model inventory" },
    { name: "modelRecordUrl", label: "Its address there", placeholder: "https://" },
  ],
  vendorRecord: [
    { name: "vendorRecord", label: "Number in the vendor registry" },
    { name: "vendorRecordUrl", label: "Its address there", placeholder: "https://" },
  ],
};

/** What oversight asks of a system of this kind. */
export function OversightFields({ form: { control, register }, errorOf }: Props) {
  const [kind, model, vendor, dataSets, deployment, modelRecord, vendorRecord] = useWatch({
    control,
    name: ["kind", "model", "vendor", "dataSets", "deployment", "modelRecord", "vendorRecord"],
  });
  const filled = { model, vendor, dataSets, deployment, modelRecord, vendorRecord };

  return oversightFields(kind, filled).map((field) => (
    <div key={field} className={inputs[field].length > 1 ? "grid gap-4 sm:grid-cols-[1fr_1.4fr]" : undefined}>
      {inputs[field].map((input) => (
        <TextField
          key={input.name}
          optional
          autoComplete="off"
          {...input}
          error={errorOf(input.name)}
          {...register(input.name)}
        />
      ))}
    </div>
  ));
}
