import type { ComponentProps } from "react";

import { Checkbox } from "@/components/ui/checkbox";
import { FieldError } from "@/components/ui/field";
import { eventChoices } from "@/lib/outgoing/event-types";

type Props = { register: ComponentProps<"input"> & { name: string }; error?: string };

/** What a webhook is told of. */
export function EventBoxes({ register, error }: Props) {
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-sm font-medium">It is told of</legend>
      <div className="grid gap-1">
        {eventChoices.map(({ type, words }, index) => (
          // The summary links to the field by its name: the first box takes the focus.
          <Checkbox
            key={type}
            {...register}
            id={index === 0 ? undefined : `field-events-${type}`}
            value={type}
            label={
              <>
                {words} <span className="inline-block font-mono text-xs text-muted sm:ml-1">{type}</span>
              </>
            }
          />
        ))}
      </div>
      <FieldError id="field-events">{error}</FieldError>
    </fieldset>
  );
}
