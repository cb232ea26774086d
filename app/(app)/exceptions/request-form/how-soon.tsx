"use client";

import { useWatch } from "react-hook-form";

import { RadioCards } from "@/components/ui/choice";
import { TextField } from "@/components/ui/text-field";

import type { RequestValues } from "./request-values";
import { useRequest } from "./use-request";

type Props = { isFiled: boolean; isExtension: boolean };

/** Whether it can wait its turn: what each answer brings is said beside it. */
export function HowSoon({ isFiled, isExtension }: Props) {
  const { register, errors, formState } = useRequest();
  const howSoon = useWatch<RequestValues, "howSoon">({ name: "howSoon" });
  const isEmergency = formState.defaultValues?.howSoon === "emergency";
  const notNow = isFiled ? "File a new request if it has become one." : "An extension is none.";
  const options = [
    { value: "usual", label: "As usual", hint: "Decided in its turn, within the days that its risk allows." },
    {
      value: "urgent",
      label: "Urgent",
      hint: "For an incident or a launch: decided within four working hours. It is counted, and approvers see how often.",
    },
    {
      value: "emergency",
      label: "Emergency",
      hint: "One approver puts it in force at once, for 72 hours at most. The others ratify it within 24 hours, or it is revoked.",
      reason: (isFiled && !isEmergency) || isExtension ? notNow : null,
    },
  ];

  return (
    <>
      <RadioCards
        legend="How soon"
        options={isFiled && isEmergency ? options.slice(2) : options}
        value={howSoon}
        error={errors.howSoon}
        {...register("howSoon")}
      />
      {howSoon === "urgent" && (
        <TextField
          label="The incident or launch that cannot wait"
          placeholder="INC-4711, or: launch of the new shop on Friday"
          error={errors.urgentWhat}
          {...register("urgentWhat")}
        />
      )}
    </>
  );
}
