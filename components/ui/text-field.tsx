import type { ComponentProps } from "react";

import { controlLook, describedBy, Field, type FieldTexts, fieldId } from "@/components/ui/field";

type Props = FieldTexts & Omit<ComponentProps<"input">, "className" | "name"> & { name: string };

/** One line of text. `{...form.register("title")}` fits, and so does a plain form. */
export function TextField({
  label,
  hint,
  error,
  optional,
  hideLabel,
  name,
  id = fieldId(name),
  type = "text",
  ...input
}: Props) {
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional} hideLabel={hideLabel}>
      <input
        {...input}
        id={id}
        name={name}
        type={type}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint, error })}
        className={`${controlLook} h-control read-only:bg-sunken`}
      />
    </Field>
  );
}
