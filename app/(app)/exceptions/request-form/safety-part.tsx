"use client";

import { TextArea } from "@/components/ui/text-area";

import { Part } from "./part";
import { useRequest } from "./use-request";

export function SafetyPart() {
  const { register, errors } = useRequest();
  return (
    <Part number={5} title="Safer ways">
      <TextArea
        label="Safer ways you looked at, and why they will not do"
        error={errors.alternatives}
        {...register("alternatives")}
      />
      <TextArea
        label="What keeps it safe meanwhile"
        placeholder="Allow-list of two addresses, log read daily"
        error={errors.mitigation}
        {...register("mitigation")}
      />
    </Part>
  );
}
