import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";

import { controlLook, describedBy, Field, type FieldTexts, fieldId } from "@/components/ui/field";

export type SelectOption = { value: string; label: string };

type Props = FieldTexts &
  Omit<ComponentProps<"select">, "className" | "name" | "children"> & {
    name: string;
    options: SelectOption[];
    /** The first line, which chooses nothing. */
    placeholder?: string;
  };

/** The platform's own select: it is the best one on a phone. For long lists there is the Combobox. */
export function Select({
  label,
  hint,
  error,
  optional,
  hideLabel,
  name,
  id = fieldId(name),
  options,
  placeholder,
  ...select
}: Props) {
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional} hideLabel={hideLabel}>
      <div className="relative">
        <select
          {...select}
          id={id}
          name={name}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, { hint, error })}
          className={`${controlLook} h-control appearance-none pr-8`}
        >
          {placeholder !== undefined && <option value="">{placeholder}</option>}
          {options.map(({ value, label: text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-muted"
        />
      </div>
    </Field>
  );
}
