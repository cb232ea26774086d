"use client";

import { CircleX } from "lucide-react";
import { useEffect, useRef } from "react";

import { fieldId } from "@/components/ui/field";

type Props = {
  /** What the server said as a whole: a Refusal's message. */
  message?: string;
  /** Field name to sentence: a Refusal's fields. */
  errors?: Record<string, string | undefined>;
  /** Changes with each attempt to send (a count, or the answer). The summary takes the focus once for each. */
  attempt: unknown;
};

/** What stands in the way, on top of the form: takes the focus, links to each field, in the field's own words. */
export function ErrorSummary({ message, errors = {}, attempt }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const answered = useRef<unknown>(undefined);
  const entries = Object.entries(errors).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const shown = Boolean(message) || entries.length > 0;

  // Not on every change: typing in a field must not throw the focus back up here.
  useEffect(() => {
    if (!shown || answered.current === attempt) return;
    answered.current = attempt;
    box.current?.focus();
  }, [shown, attempt]);

  if (!shown) return null;
  const isOnlySentence = entries.length === 0;

  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className="flex gap-2.5 rounded-lg border border-bad bg-bad-tint p-3 text-sm text-ink"
    >
      <CircleX aria-hidden className="mt-0.5 text-bad" />
      <div className="grid gap-1">
        <p className="font-medium">{isOnlySentence ? message : title(entries.length)}</p>
        {!isOnlySentence && (
          <ul className="grid gap-0.5">
            {entries.map(([name, sentence]) => (
              <li key={name}>
                <a
                  href={`#${fieldId(name)}`}
                  onClick={(event) => focusField(event, name)}
                  className="inline-block min-h-6 underline"
                >
                  {sentence}
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function title(count: number): string {
  return count === 1
    ? "Nothing was sent. One thing is missing or wrong:"
    : `Nothing was sent. ${count} things are missing or wrong:`;
}

function focusField(event: { preventDefault: () => void }, name: string) {
  const field = document.getElementById(fieldId(name));
  if (!field) return;
  event.preventDefault();
  field.focus({ preventScroll: true });
  field.scrollIntoView({ block: "center" });
}
