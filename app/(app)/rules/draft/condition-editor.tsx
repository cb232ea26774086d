"use client";

import { X } from "lucide-react";

import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Select, type SelectOption } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import type { Conditions } from "@/lib/exceptions/rules";
import { factQuestions, regulationNames } from "@/lib/exceptions/schemas";
import { domainNames, environmentNames, exposureNames, optionsOf, systemKindNames } from "@/lib/words";

export const conditionNames: Record<keyof Conditions, string> = {
  riskAtLeast: "Risk",
  domains: "Domain of the broken rule",
  systemKinds: "Kind of system",
  environments: "Environment",
  sensitivityAtLeast: "Data",
  exposures: "Could affect",
  regulations: "Regulation",
  facts: "Facts",
  renewalAtLeast: "Renewal",
};

type Listed = "domains" | "systemKinds" | "environments" | "exposures" | "regulations" | "facts";

const lists: Record<Listed, SelectOption[]> = {
  domains: optionsOf(domainNames),
  systemKinds: optionsOf(systemKindNames),
  environments: optionsOf(environmentNames),
  exposures: optionsOf(exposureNames),
  regulations: optionsOf(regulationNames),
  facts: optionsOf(factQuestions),
};

const risks = [
  { value: "moderate", label: "Moderate or above" },
  { value: "high", label: "High or critical" },
  { value: "critical", label: "Critical" },
];
const sensitivities = [
  { value: "internal", label: "Internal or more sensitive" },
  { value: "confidential", label: "Confidential or regulated" },
  { value: "regulated", label: "Regulated" },
];

/** A condition of this kind as it is first added. */
export function fresh(kind: keyof Conditions): Conditions {
  if (kind === "riskAtLeast") return { riskAtLeast: "high" };
  if (kind === "sensitivityAtLeast") return { sensitivityAtLeast: "regulated" };
  if (kind === "renewalAtLeast") return { renewalAtLeast: 1 };
  return { [kind]: [lists[kind][0]?.value] } as Conditions;
}

type Props = {
  name: string;
  kind: keyof Conditions;
  when: Conditions;
  onChange: (when: Conditions) => void;
  onRemove: () => void;
};

export function ConditionEditor({ name, kind, when, onChange, onRemove }: Props) {
  return (
    <div className="flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <Value name={name} kind={kind} when={when} onChange={onChange} />
      </div>
      <Button kind="ghost" icon={X} iconOnly onClick={onRemove}>
        {`Remove the condition ${conditionNames[kind]}`}
      </Button>
    </div>
  );
}

function Value({ name, kind, when, onChange }: Omit<Props, "onRemove">) {
  if (kind === "riskAtLeast" || kind === "sensitivityAtLeast") {
    return (
      <Select
        name={name}
        label={conditionNames[kind]}
        options={kind === "riskAtLeast" ? risks : sensitivities}
        value={when[kind]}
        onChange={({ target }) => onChange({ ...when, [kind]: target.value })}
      />
    );
  }
  if (kind === "renewalAtLeast") {
    return (
      <TextField
        name={name}
        label="Renewal, at least"
        type="number"
        min={1}
        max={20}
        value={when.renewalAtLeast ?? ""}
        onChange={({ target }) => onChange({ ...when, renewalAtLeast: Number(target.value) })}
      />
    );
  }
  const chosen: string[] = when[kind] ?? [];
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">
        {conditionNames[kind]} <span className="font-normal text-muted">one of</span>
      </legend>
      <div className="flex flex-wrap gap-x-4 gap-y-0.5">
        {lists[kind].map(({ value, label }) => (
          <Checkbox
            key={value}
            id={`field-${name}-${value}`}
            name={name}
            label={label}
            checked={chosen.includes(value)}
            onChange={({ target }) =>
              onChange({
                ...when,
                [kind]: target.checked ? [...chosen, value] : chosen.filter((one) => one !== value),
              })
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
