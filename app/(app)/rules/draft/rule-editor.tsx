"use client";

import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";

import { Button } from "@/components/ui/button";
import type { SelectOption } from "@/components/ui/select";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { ruleInWords } from "@/lib/exceptions/rule-words";
import type { Conditions, Rule, RuleStep } from "@/lib/exceptions/rules";

import { ConditionEditor, conditionNames, fresh } from "./condition-editor";
import { StepEditor } from "./step-editor";

type Props = {
  id: number;
  number: number;
  rule: Rule;
  groups: SelectOption[];
  onChange: (rule: Rule) => void;
  onRemove?: () => void;
  onUp?: () => void;
  onDown?: () => void;
};

/** One rule: its name, its conditions, its steps, and the sentence that they make. */
export function RuleEditor({ id, number, rule, groups, onChange, onRemove, onUp, onDown }: Props) {
  const kinds = Object.keys(rule.when) as (keyof Conditions)[];
  const left = (Object.keys(conditionNames) as (keyof Conditions)[]).filter((kind) => !kinds.includes(kind));
  const named = (key: string) => groups.find(({ value }) => value === key)?.label;
  const what = `rule ${number}`;

  const setWhen = (when: Conditions) => onChange({ ...rule, when });
  const setStep = (index: number, step: RuleStep) =>
    onChange({ ...rule, steps: rule.steps.map((one, at) => (at === index ? step : one)) });
  const without = (kind: keyof Conditions) => {
    const { [kind]: _, ...rest } = rule.when;
    return rest;
  };

  return (
    <fieldset className="grid gap-4 rounded-lg border border-line bg-panel p-4">
      <legend className="sr-only">{`Rule ${number}`}</legend>
      <div className="flex items-end gap-2">
        <span aria-hidden className="flex h-control w-6 items-center text-sm text-muted tabular-nums">
          {number}
        </span>
        <div className="max-w-sm flex-1">
          <TextField
            name={`rule-${id}-name`}
            label="Name"
            value={rule.name}
            placeholder="The reason that requesters read"
            onChange={({ target }) => onChange({ ...rule, name: target.value })}
          />
        </div>
        <div className="ml-auto flex">
          {onUp && <Button kind="ghost" icon={ArrowUp} iconOnly onClick={onUp}>{`Move ${what} up`}</Button>}
          {onDown && (
            <Button kind="ghost" icon={ArrowDown} iconOnly onClick={onDown}>{`Move ${what} down`}</Button>
          )}
          {onRemove && <Button kind="ghost" icon={X} iconOnly onClick={onRemove}>{`Remove ${what}`}</Button>}
        </div>
      </div>

      <div className="grid gap-x-8 gap-y-4 lg:grid-cols-[minmax(0,4fr)_minmax(0,5fr)] lg:pl-8">
        <div className="grid content-start gap-3">
          <h3 className="text-xs font-medium text-muted">
            {kinds.length === 0 ? "When: always" : "When all of this holds"}
          </h3>
          {kinds.map((kind) => (
            <ConditionEditor
              key={kind}
              name={`rule-${id}-${kind}`}
              kind={kind}
              when={rule.when}
              onChange={setWhen}
              onRemove={() => setWhen(without(kind))}
            />
          ))}
          {left.length > 0 && (
            <div className="max-w-56">
              <Select
                name={`rule-${id}-condition`}
                label={`Add a condition to ${what}`}
                hideLabel
                placeholder="Add a condition"
                options={left.map((kind) => ({ value: kind, label: conditionNames[kind] }))}
                value=""
                onChange={({ target }) =>
                  setWhen({ ...rule.when, ...fresh(target.value as keyof Conditions) })
                }
              />
            </div>
          )}
        </div>

        <div className="grid content-start gap-3">
          <h3 className="text-xs font-medium text-muted">Then these sign</h3>
          {rule.steps.map((step, index) => (
            <StepEditor
              // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name of its own, and its fields hold no state
              key={index}
              name={`rule-${id}-step-${index}`}
              what={`step ${index + 1} of ${what}`}
              step={step}
              groups={groups}
              onChange={(next) => setStep(index, next)}
              onRemove={
                rule.steps.length > 1
                  ? () => onChange({ ...rule, steps: rule.steps.filter((_, at) => at !== index) })
                  : undefined
              }
            />
          ))}
          <div>
            <Button
              kind="ghost"
              icon={Plus}
              onClick={() =>
                onChange({
                  ...rule,
                  steps: [...rule.steps, { who: { kind: "control_owner" }, needed: 1, opens: "after" }],
                })
              }
            >
              Another step
            </Button>
          </div>
        </div>
      </div>
      <p className="max-w-read text-sm text-muted lg:pl-8">{ruleInWords(rule, named)}</p>
    </fieldset>
  );
}
