"use client";

import { useWatch } from "react-hook-form";

import { Checkbox } from "@/components/ui/checkbox";
import { Segmented } from "@/components/ui/choice";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { type Fact, factQuestions, regulationNames, regulations } from "@/lib/exceptions/schemas";
import { exposureWords, impactWords, sensitivityWords } from "@/lib/words";

import { Was } from "./last-time";
import { Part } from "./part";
import type { RequestValues } from "./request-values";
import { useRequest } from "./use-request";

export function RiskPart() {
  const { register, errors } = useRequest();
  const impact = useWatch<RequestValues, "impact">({ name: "impact" });

  return (
    <Part number={4} title="Risk and data">
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label="How sensitive is the data"
          options={sensitivityWords}
          placeholder="Choose"
          error={errors.dataSensitivity}
          {...register("dataSensitivity")}
        />
        <Select
          label="Who could be affected"
          options={exposureWords}
          placeholder="Choose"
          error={errors.exposure}
          {...register("exposure")}
        />
      </div>
      <TextField
        label="Which data"
        placeholder="Names and bank details of staff, or: none"
        error={errors.dataAffected}
        {...register("dataAffected")}
      />
      <Segmented
        legend="If it goes wrong, the damage is"
        options={impactWords}
        value={impact}
        error={errors.impact}
        {...register("impact")}
      />
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-sm font-medium">While the rule is broken, it</legend>
        <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
          {(Object.keys(factQuestions) as Fact[]).map((fact) => (
            <Checkbox
              key={fact}
              id={`fact-${fact}`}
              label={factQuestions[fact]}
              value={fact}
              {...register("facts")}
            />
          ))}
        </div>
      </fieldset>
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-sm font-medium">
          Regulations that apply <span className="font-normal text-muted">(optional)</span>
        </legend>
        <div className="flex flex-wrap gap-x-5 gap-y-1">
          {regulations.map((regulation) => (
            <Checkbox
              key={regulation}
              id={`regulation-${regulation}`}
              label={regulationNames[regulation]}
              value={regulation}
              {...register("regulations")}
            />
          ))}
        </div>
      </fieldset>
      <div className="max-w-sm">
        <Select
          label="Treat it as riskier"
          hint="You may ask for a stricter review than your answers come to. Nobody lowers it."
          optional
          options={raises}
          placeholder="As it follows from the answers"
          error={errors.raisedTo}
          {...register("raisedTo")}
        />
      </div>
      <Was field="riskIntroduced">
        <TextArea
          label="What could go wrong meanwhile"
          error={errors.riskIntroduced}
          {...register("riskIntroduced")}
        />
      </Was>
    </Part>
  );
}

const raises = [
  { value: "moderate", label: "At least moderate" },
  { value: "high", label: "At least high" },
  { value: "critical", label: "Critical" },
];
