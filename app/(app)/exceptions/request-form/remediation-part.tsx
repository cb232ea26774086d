"use client";

import { Callout } from "@/components/ui/callout";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";

import { Part } from "./part";
import { useRequest } from "./use-request";

/** From the third renewal on it is a design problem: what ends it for good, and by when (R17). */
export function RemediationPart({ number, renewal }: { number: number; renewal: number }) {
  const { register, errors } = useRequest();
  return (
    <Part number={number} title="What ends it for good">
      <Callout tone="soon" title={`Renewal ${renewal}: this is a design problem by now.`}>
        The executive forum decides as well, and a plan says what will make this exception unnecessary. The
        page of the rule shows it.
      </Callout>
      <TextArea
        label="Remediation plan"
        hint="What is changed, by whom, and what is needed for it."
        error={errors.remediationPlan}
        {...register("remediationPlan")}
      />
      <div className="max-w-sm">
        <TextField
          label="Done by"
          type="date"
          hint="Within a year."
          error={errors.remediationBy}
          {...register("remediationBy")}
        />
      </div>
    </Part>
  );
}
