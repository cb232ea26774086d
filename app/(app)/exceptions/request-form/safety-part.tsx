"use client";

import { TextArea } from "@/components/ui/text-area";

import { Was } from "./last-time";
import { Part } from "./part";
import { useRequest } from "./use-request";

export function SafetyPart() {
  const { register, errors } = useRequest();
  return (
    <Part number={5} title="Safer ways">
      <Was field="alternatives">
        <TextArea
          label="Safer ways you looked at, and why they will not do"
          error={errors.alternatives}
          {...register("alternatives")}
        />
      </Was>
      <Was field="mitigation">
        <TextArea
          label="What keeps it safe meanwhile"
          placeholder="Allow-list of two addresses, log read daily"
          error={errors.mitigation}
          {...register("mitigation")}
        />
      </Was>
    </Part>
  );
}
