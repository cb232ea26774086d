"use client";

import { useWatch } from "react-hook-form";

import { Checkbox } from "@/components/ui/checkbox";
import { Segmented } from "@/components/ui/choice";
import { DateTimeField } from "@/components/ui/date-time-field";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { formatLength } from "@/lib/dates";

import { HowSoon } from "./how-soon";
import { Was } from "./last-time";
import { Part } from "./part";
import { lengthChoices, type RequestValues } from "./request-values";
import { useRequest } from "./use-request";

type Props = {
  zone: string;
  /** What the preview allows; null until a rule and a place are chosen. */
  limit: { limitSeconds: number; limitBecause: string } | null;
  /** An extension starts where the earlier exception ends, so there is nothing to choose. */
  startsAtOldEnd: boolean;
  /** What is filed stays the emergency that it is or is not. */
  isFiled: boolean;
};

export function LengthPart({ zone, limit, startsAtOldEnd, isFiled }: Props) {
  const { register, errors } = useRequest();
  const [howLong, startsLater] = useWatch<RequestValues, ["howLong", "startsLater"]>({
    name: ["howLong", "startsLater"],
  });
  const howSoon = useWatch<RequestValues, "howSoon">({ name: "howSoon" });
  const canStartLater = !startsAtOldEnd && howSoon !== "emergency";
  const longest = limit?.limitSeconds ?? Number.POSITIVE_INFINITY;
  const offered = lengthChoices.filter((seconds) => seconds <= longest || String(seconds) === howLong);

  return (
    <Part number={6} title="How soon and how long">
      <HowSoon isFiled={isFiled} isExtension={startsAtOldEnd} />
      <Was field="howLong">
        <Segmented
          legend="How long"
          hint={`The shortest that you can live with. ${startsAtOldEnd ? "It counts from where the earlier one ends." : "It counts from approval, so waiting never eats it."} ${limit?.limitBecause ?? ""}`}
          options={[
            ...offered.map((seconds) => ({ value: String(seconds), label: formatLength(seconds) })),
            { value: "other", label: "Another length" },
            { value: "until", label: "Until…" },
          ]}
          value={howLong}
          error={errors.howLong}
          {...register("howLong")}
        />
      </Was>
      {howLong === "other" && (
        <div className="grid max-w-sm grid-cols-2 gap-4">
          <TextField
            label="Length"
            inputMode="decimal"
            error={errors.otherAmount}
            {...register("otherAmount")}
          />
          <Select label="Unit" options={units} {...register("otherUnit")} />
        </div>
      )}
      {howLong === "until" && (
        <div className="max-w-sm">
          <DateTimeField
            label="Until"
            zone={zone}
            hint="A fixed end stands still while you wait."
            error={errors.until}
            {...register("until")}
          />
        </div>
      )}
      {canStartLater && <Checkbox label="It starts later than at approval" {...register("startsLater")} />}
      {canStartLater && startsLater && (
        <div className="max-w-sm">
          <DateTimeField label="Start" zone={zone} error={errors.start} {...register("start")} />
        </div>
      )}
    </Part>
  );
}

const units = [
  { value: "hours", label: "hours" },
  { value: "days", label: "days" },
];
