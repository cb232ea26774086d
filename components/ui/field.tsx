import type { ReactNode } from "react";

export type FieldTexts = {
  label: string;
  hint?: ReactNode;
  error?: string;
  /** Most fields are needed; the few that are not say so. */
  optional?: boolean;
  /** The label is read and not shown. For a search box, whose place says what it is. */
  hideLabel?: boolean;
};

/** The id of a field's control. The error summary links to it by the name alone. */
export function fieldId(name: string): string {
  return `field-${name}`;
}

export function describedBy(
  id: string,
  { hint, error }: Pick<FieldTexts, "hint" | "error">,
): string | undefined {
  return [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
}

/** What input, select and textarea share. */
export const controlLook =
  "w-full rounded-md border border-edge bg-panel px-2.5 text-sm text-ink transition-colors hover:border-muted aria-invalid:border-bad disabled:bg-sunken disabled:text-muted";

/** A label that stays, a hint before the control, an error after it. */
export function Field({
  id,
  label,
  hint,
  error,
  optional,
  hideLabel,
  children,
}: FieldTexts & { id: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-1 content-start gap-1">
      <label htmlFor={id} className={hideLabel ? "sr-only" : "justify-self-start text-sm font-medium"}>
        {label}
        {optional && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      <Hint id={id}>{hint}</Hint>
      {children}
      <FieldError id={id}>{error}</FieldError>
    </div>
  );
}

export function Hint({ id, children }: { id: string; children?: ReactNode }) {
  if (!children) return null;
  return (
    <p id={`${id}-hint`} className="max-w-read text-xs text-muted">
      {children}
    </p>
  );
}

export function FieldError({ id, children }: { id: string; children?: ReactNode }) {
  if (!children) return null;
  return (
    <p id={`${id}-error`} className="text-xs font-medium text-bad">
      {children}
    </p>
  );
}
