"use client";

import { useWatch } from "react-hook-form";

import { TextArea } from "@/components/ui/text-area";
import { mitigationsFor } from "@/lib/exceptions/mitigations";

import { ConditionFields } from "../conditions/condition-fields";
import type { Directory } from "./directory";
import { Was } from "./last-time";
import { Part } from "./part";
import type { RequestValues } from "./request-values";
import { useRequest } from "./use-request";

type Props = {
  directory: Directory;
  /** The longest window that the preview allows, in seconds; null until a rule and a place are chosen. */
  longest: number | null;
  zone: string;
};

export function SafetyPart({ directory, longest, zone }: Props) {
  const { register, setValue, errors } = useRequest();
  const [policies, conditions, ownerId] = useWatch<RequestValues, ["policies", "conditions", "ownerId"]>({
    name: ["policies", "conditions", "ownerId"],
  });
  const domains = directory.policies.filter(({ id }) => policies.includes(id)).map(({ domain }) => domain);
  const owner = directory.people.find(({ id }) => id === ownerId);

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
          optional={conditions.length > 0}
          placeholder="Allow-list of two addresses, log read daily"
          error={errors.mitigation}
          {...register("mitigation")}
        />
      </Was>
      <ConditionFields
        values={conditions}
        onChange={(values) => setValue("conditions", values, { shouldDirty: true })}
        offered={mitigationsFor(domains)}
        people={directory.people}
        ownerWords={owner ? `${owner.name}, the owner` : "the owner"}
        longest={longest}
        zone={zone}
        errors={errors}
        addWords="Add a condition of your own"
      />
    </Part>
  );
}
