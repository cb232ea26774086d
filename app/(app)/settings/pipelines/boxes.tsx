import type { ComponentProps } from "react";

import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field";

type Props = {
  legend: string;
  name: string;
  options: { value: string; label: string }[];
  register: ComponentProps<"input"> & { name: string };
  error?: string;
};

export function Boxes({ legend, name, options, register, error }: Props) {
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        {options.map(({ value, label }, index) => (
          // The summary links to the field by its name: the first box takes the focus.
          <Checkbox
            key={value}
            {...register}
            id={index === 0 ? undefined : `field-${name}-${value}`}
            value={value}
            label={label}
          />
        ))}
      </div>
      <FieldError id={`field-${name}`}>{error}</FieldError>
    </fieldset>
  );
}
