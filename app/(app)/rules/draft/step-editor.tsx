"use client";

import { X } from "lucide-react";

import { Button } from "@/components/ui/button";
import { Select, type SelectOption } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import type { RuleStep, Who } from "@/lib/exceptions/rules";

const kinds: SelectOption[] = [
  { value: "*control_owner", label: "The control owner" },
  { value: "*above", label: "The group above those before" },
  { value: "*forum", label: "The executive forum" },
];

type Props = {
  name: string;
  what: string;
  step: RuleStep;
  groups: SelectOption[];
  onChange: (step: RuleStep) => void;
  onRemove?: () => void;
};

/** Who signs, how many of them, from when, and in how many hours. */
export function StepEditor({ name, what, step, groups, onChange, onRemove }: Props) {
  const value = step.who.kind === "group" ? step.who.key : `*${step.who.kind}`;
  // A group that has gone is still named in the box.
  const gone = step.who.kind === "group" && !groups.some((group) => group.value === value);

  return (
    <div className="grid grid-cols-[minmax(0,1fr)_4.5rem_auto] items-end gap-2 sm:grid-cols-[minmax(0,1fr)_4rem_8.5rem_5.5rem_auto]">
      <Select
        name={`${name}-who`}
        label="Who"
        options={[...kinds, ...groups, ...(gone ? [{ value, label: `“${value}” (no such group)` }] : [])]}
        value={value}
        onChange={({ target }) => onChange({ ...step, who: whoOf(target.value) })}
      />
      <TextField
        name={`${name}-needed`}
        label="People"
        type="number"
        min={1}
        max={9}
        value={step.needed}
        onChange={({ target }) => onChange({ ...step, needed: Number(target.value) })}
      />
      <div className="max-sm:col-span-2 max-sm:row-start-2">
        <Select
          name={`${name}-opens`}
          label="Asked"
          options={[
            { value: "at once", label: "From the start" },
            { value: "after", label: "After the others" },
          ]}
          value={step.opens}
          onChange={({ target }) => onChange({ ...step, opens: target.value as RuleStep["opens"] })}
        />
      </div>
      <div className="max-sm:row-start-2">
        <TextField
          name={`${name}-hours`}
          label="Hours"
          type="number"
          min={1}
          max={400}
          placeholder="By risk"
          value={step.dueHours ?? ""}
          onChange={({ target }) => onChange(withHours(step, target.value))}
        />
      </div>
      {onRemove && (
        <div className="max-sm:col-start-3 max-sm:row-start-1">
          <Button kind="ghost" icon={X} iconOnly onClick={onRemove}>{`Remove ${what}`}</Button>
        </div>
      )}
    </div>
  );
}

function whoOf(value: string): Who {
  const kind = value.slice(1);
  return value.startsWith("*") ? ({ kind } as Who) : { kind: "group", key: value };
}

function withHours({ dueHours: _, ...step }: RuleStep, typed: string): RuleStep {
  return typed === "" ? step : { ...step, dueHours: Number(typed) };
}
