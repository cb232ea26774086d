import type { ComponentProps, ReactNode } from "react";

import { describedBy, FieldError, fieldId, Hint } from "@/components/ui/field";

export type ChoiceOption = {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Why this one cannot be chosen. It stays in its place and says so. */
  reason?: string | null;
};

type Props = Omit<
  ComponentProps<"input">,
  "className" | "type" | "name" | "id" | "value" | "defaultValue" | "children"
> & {
  legend: string;
  name: string;
  options: ChoiceOption[];
  value?: string;
  defaultValue?: string;
  hint?: ReactNode;
  error?: string;
  optional?: boolean;
  hideLegend?: boolean;
};

/** One of a few, side by side, for short words: "1 day · 3 days · 5 days". Radio buttons to keyboard and screen reader. */
export function Segmented(props: Props) {
  return (
    <Choice
      {...props}
      groupLook="flex flex-wrap gap-2"
      draw={(option, input, id) => (
        <label
          htmlFor={id}
          className="inline-flex h-control items-center gap-1.5 rounded-md border border-edge bg-panel px-3 text-sm transition-colors hover:bg-sunken [&>input]:mt-0 has-checked:border-accent has-checked:bg-accent-tint has-checked:font-medium has-checked:text-accent has-aria-disabled:border-line has-aria-disabled:bg-sunken has-aria-disabled:text-muted has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
        >
          {input}
          {option.label}
          {option.reason && <span className="text-xs">· {option.reason}</span>}
        </label>
      )}
    />
  );
}

/** One of a few, each with a line that says what follows from it. */
export function RadioCards(props: Props) {
  return (
    <Choice
      {...props}
      groupLook="grid gap-2"
      draw={(option, input, id) => (
        <label
          htmlFor={id}
          className="flex items-start gap-2.5 rounded-md border border-edge bg-panel px-3 py-2 text-sm transition-colors hover:bg-sunken has-checked:border-accent has-checked:bg-accent-tint has-aria-disabled:border-line has-aria-disabled:bg-sunken has-aria-disabled:text-muted has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent touch:min-h-11"
        >
          {input}
          <span className="grid">
            <span className="font-medium">{option.label}</span>
            {option.hint && <span className="text-xs text-muted">{option.hint}</span>}
            {option.reason && <span className="text-xs">{option.reason}</span>}
          </span>
        </label>
      )}
    />
  );
}

function Choice({
  legend,
  name,
  options,
  value,
  defaultValue,
  hint,
  error,
  optional,
  hideLegend,
  groupLook,
  draw,
  ...input
}: Props & { groupLook: string; draw: (option: ChoiceOption, radio: ReactNode, id: string) => ReactNode }) {
  const id = fieldId(name);
  const controlled = value !== undefined;
  // The error summary links to the field's name: the first choice takes the focus.
  const idOf = (index: number) => (index === 0 ? id : `${id}-${index}`);

  return (
    <fieldset className="grid min-w-0 gap-1" aria-describedby={describedBy(id, { hint, error })}>
      <legend className={hideLegend ? "sr-only" : "mb-1 text-sm font-medium"}>
        {legend}
        {optional && <span className="font-normal text-muted"> (optional)</span>}
      </legend>
      <Hint id={id}>{hint}</Hint>
      <div className={groupLook}>
        {options.map((option, index) => (
          <div key={option.value} className="contents">
            {draw(
              option,
              <input
                {...input}
                id={idOf(index)}
                name={name}
                type="radio"
                value={option.value}
                checked={controlled ? value === option.value : undefined}
                defaultChecked={controlled ? undefined : defaultValue === option.value || undefined}
                disabled={option.reason ? true : input.disabled}
                aria-disabled={option.reason ? true : undefined}
                aria-invalid={error ? true : undefined}
                className="mt-0.5 size-4 shrink-0 accent-accent focus-visible:outline-none"
              />,
              idOf(index),
            )}
          </div>
        ))}
      </div>
      <FieldError id={id}>{error}</FieldError>
    </fieldset>
  );
}
