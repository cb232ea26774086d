import type { ComponentProps } from "react";

import { controlLook, describedBy, Field, type FieldTexts, fieldId } from "@/components/ui/field";

type Props = FieldTexts & Omit<ComponentProps<"textarea">, "className" | "name"> & { name: string };

/** Text that grows with what is written; `rows` is its height when empty. */
export function TextArea({
  label,
  hint,
  error,
  optional,
  hideLabel,
  name,
  id = fieldId(name),
  rows = 2,
  ...textarea
}: Props) {
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional} hideLabel={hideLabel}>
      <textarea
        {...textarea}
        id={id}
        name={name}
        rows={rows}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint, error })}
        className={`${controlLook} field-sizing-content max-h-80 min-h-16 py-1.5 read-only:bg-sunken`}
      />
    </Field>
  );
}
