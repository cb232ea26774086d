import type { ComponentProps, ReactNode } from "react";

import { describedBy, FieldError, fieldId, Hint } from "@/components/ui/field";

type Props = Omit<ComponentProps<"input">, "className" | "type" | "name"> & {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
};

export function Checkbox({ name, label, hint, error, id = fieldId(name), ...input }: Props) {
  return (
    <div className="grid gap-1">
      <label
        htmlFor={id}
        className="flex min-h-6 items-start gap-2 text-sm touch:min-h-11 touch:items-center"
      >
        <input
          {...input}
          id={id}
          name={name}
          type="checkbox"
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, { hint, error })}
          className="mt-0.5 size-4 shrink-0 accent-accent touch:mt-0"
        />
        <span>{label}</span>
      </label>
      <div className="pl-6 empty:hidden">
        <Hint id={id}>{hint}</Hint>
        <FieldError id={id}>{error}</FieldError>
      </div>
    </div>
  );
}
