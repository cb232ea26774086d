"use client";

import { Check, Plus, X } from "lucide-react";
import { useId } from "react";

import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Segmented } from "@/components/ui/choice";
import { Combobox } from "@/components/ui/combobox";
import { DateTimeField } from "@/components/ui/date-time-field";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { formatLength } from "@/lib/dates";
import { type MitigationKey, mitigations } from "@/lib/exceptions/mitigations";

import {
  blankCondition,
  blankMeasure,
  type ConditionValue,
  dueChoices,
  fromMitigation,
  type MeasureValue,
} from "./condition-values";
import { MeasureFields } from "./measure-fields";

type Props = {
  values: ConditionValue[];
  onChange: (values: ConditionValue[]) => void;
  /** Standard mitigations to pick from, those of the chosen rules' domains. */
  offered: MitigationKey[];
  people: { id: string; name: string; team: string }[];
  /** Who proves it where nobody is named: "Cora Lind, the owner". */
  ownerWords: string;
  /** The longest window in seconds: nothing is due when all is over. */
  longest: number | null;
  zone: string;
  /** By path: "conditions.0.statement". */
  errors: Record<string, string | undefined>;
  /** What a condition of one's own is called on its button. */
  addWords: string;
};

/** Picks and words of what must hold while the rule is broken; for whoever asks and for whoever approves. */
export function ConditionFields({ values, onChange, offered, addWords, ...shared }: Props) {
  const taken = new Set(values.map(({ mitigation }) => mitigation));
  const without = (index: number) => values.filter((_, place) => place !== index);

  function toggle(key: MitigationKey) {
    onChange(
      taken.has(key)
        ? values.filter(({ mitigation }) => mitigation !== key)
        : [...values, fromMitigation(key)],
    );
  }

  return (
    <div className="grid gap-3">
      {offered.length > 0 && (
        <fieldset className="grid gap-2">
          <legend className="mb-1 text-sm font-medium">Standard mitigations</legend>
          <p className="max-w-read text-xs text-muted">
            What you pick becomes a condition: somebody proves it, and by when.
          </p>
          <div className="flex flex-wrap gap-2">
            {offered.map((key) => (
              <Pick key={key} name={key} isTaken={taken.has(key)} onToggle={() => toggle(key)} />
            ))}
          </div>
        </fieldset>
      )}
      {values.length > 0 && (
        <ol className="grid gap-3">
          {values.map((value, index) => (
            <li
              // A condition has no name but its place.
              // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added at the end and taken out by hand
              key={index}
              className="grid gap-3 rounded-lg border border-line bg-canvas p-3"
            >
              <OneCondition
                {...shared}
                index={index}
                value={value}
                onChange={(change) =>
                  onChange(values.map((one, place) => (place === index ? { ...one, ...change } : one)))
                }
                onRemove={() => onChange(without(index))}
              />
            </li>
          ))}
        </ol>
      )}
      <div>
        <Button kind="outlined" icon={Plus} onClick={() => onChange([...values, blankCondition])}>
          {addWords}
        </Button>
      </div>
    </div>
  );
}

function Pick({ name, isTaken, onToggle }: { name: MitigationKey; isTaken: boolean; onToggle: () => void }) {
  const id = useId();
  const Icon = isTaken ? Check : Plus;
  return (
    <>
      <button
        type="button"
        aria-pressed={isTaken}
        aria-describedby={id}
        onClick={onToggle}
        className="inline-flex h-8 items-center gap-1.5 rounded-full border border-edge bg-panel px-3 text-sm transition-colors hover:bg-sunken aria-pressed:border-accent aria-pressed:bg-accent-tint aria-pressed:text-accent touch:h-11"
      >
        <Icon aria-hidden className="size-3.5!" />
        {mitigations[name].title}
      </button>
      <span id={id} hidden>
        {mitigations[name].statement}
      </span>
    </>
  );
}

type OneProps = Pick<Props, "people" | "ownerWords" | "longest" | "zone" | "errors"> & {
  index: number;
  value: ConditionValue;
  onChange: (change: Partial<ConditionValue>) => void;
  onRemove: () => void;
};

function OneCondition({
  index,
  value,
  people,
  ownerWords,
  longest,
  zone,
  errors,
  onChange,
  onRemove,
}: OneProps) {
  const name = (field: string) => `conditions.${index}.${field}`;
  const lengths = dueChoices.filter(
    (seconds) => longest === null || seconds < longest || String(seconds) === value.due,
  );
  const attested = [
    ...lengths.map((seconds) => ({
      value: String(seconds),
      label: `Within ${formatLength(seconds)} of the start`,
    })),
    { value: "at", label: "By a date…" },
  ];
  const changeMeasure = (change: Partial<MeasureValue>) =>
    onChange({ measure: { ...(value.measure ?? blankMeasure), ...change } });
  const fresh = Number(value.measure?.freshSeconds);
  const measured = [{ value: "while", label: `Within ${formatLength(fresh)} of the start` }];
  return (
    <>
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <TextArea
            name={name("statement")}
            label={value.mitigation ? mitigations[value.mitigation].title : "What has to hold"}
            placeholder={
              value.measure ? "Fewer than 5 % of requests fail." : "The log is read each working day."
            }
            maxLength={300}
            value={value.statement}
            onChange={(event) => onChange({ statement: event.target.value.replaceAll(/[\r\n]+/g, " ") })}
            error={errors[name("statement")]}
          />
        </div>
        <Button kind="ghost" icon={X} iconOnly onClick={onRemove}>
          {`Remove condition ${index + 1}`}
        </Button>
      </div>
      <Segmented
        legend="What proves it"
        name={name("kind")}
        options={[
          { value: "attested", label: "Evidence" },
          { value: "monitored", label: "Readings" },
        ]}
        value={value.measure ? "monitored" : "attested"}
        onChange={(event) => onChange(provenBy(event.target.value, lengths))}
      />
      {value.measure && (
        <MeasureFields
          value={value.measure}
          onChange={changeMeasure}
          path={`conditions.${index}`}
          errors={errors}
        />
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        <Select
          name={name("due")}
          label={value.measure ? "First reading" : "When it is proven"}
          options={[{ value: "before", label: "Before it starts" }, ...(value.measure ? measured : attested)]}
          value={value.measure && value.due !== "before" ? "while" : value.due}
          onChange={(event) => onChange({ due: event.target.value })}
          error={value.due === "at" ? undefined : errors[name("due")]}
        />
        <Combobox
          name={name("ownerId")}
          label={value.measure ? "Who sees to it" : "Who proves it"}
          placeholder={ownerWords}
          options={people.map(({ id, name: label, team }) => ({ value: id, label, detail: team }))}
          value={value.ownerId}
          onChange={(ownerId) => onChange({ ownerId })}
          error={errors[name("ownerId")]}
        />
        {!value.measure && value.due === "at" && (
          <DateTimeField
            name={name("at")}
            label="Proven by"
            zone={zone}
            value={value.at}
            onChange={(event) => onChange({ at: event.target.value })}
            error={errors[name("due")]}
          />
        )}
      </div>
      {value.due === "before" ? (
        <p className="text-xs text-muted">
          {value.measure
            ? "Until a reading shows that it holds, and while it is broken, the exception is not in force."
            : "Until it is proven, the exception is approved and not in force."}
        </p>
      ) : (
        <Checkbox
          name={name("suspends")}
          label={
            value.measure
              ? "Not in force while it is broken, or without a first reading in time"
              : "Not in force while it is broken, or not proven in time"
          }
          checked={value.suspends}
          onChange={(event) => onChange({ suspends: event.target.checked })}
        />
      )}
      {value.measure && (
        <Checkbox
          name={name("measure.suspendsStale")}
          label="Not in force once no reading counts any more"
          checked={value.measure.suspendsStale}
          onChange={(event) => changeMeasure({ suspendsStale: event.target.checked })}
        />
      )}
    </>
  );
}

/** A measured one is read from the start on; one that people prove needs a time that the list offers. */
function provenBy(kind: string, lengths: number[]): Partial<ConditionValue> {
  return kind === "monitored"
    ? { measure: blankMeasure, due: "while" }
    : { measure: null, due: String(lengths[0] ?? "before") };
}
