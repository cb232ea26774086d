"use client";

import { handOver } from "@/app/(app)/exceptions/actions";
import { FormDialog, PersonField } from "@/components/directory/form-dialog";
import type { Option } from "@/components/ui/combobox";
import { TextArea } from "@/components/ui/text-area";
import { reassignSchema } from "@/lib/exceptions/schemas";

type Props = { exception: { id: string; number: number; title: string }; people: Option[]; reason?: string };
type Values = { exceptionId: string; ownerId: string | null; reason: string };

export function HandOver({ exception, people, reason }: Props) {
  return (
    <FormDialog<Values, { number: number }>
      label="Hand over"
      reason={reason}
      title={`Hand over EX-${exception.number}`}
      description={exception.title}
      schema={reassignSchema}
      values={{ exceptionId: exception.id, ownerId: null, reason: "" }}
      send={handOver}
      confirm="Hand over"
      done={({ number }) => `EX-${number} is handed over.`}
    >
      {(fields) => (
        <>
          <PersonField
            {...fields}
            name="ownerId"
            label="New owner"
            hint="Will close it, and can then no longer decide on it."
            people={people}
          />
          <TextArea
            label="Why it changes hands"
            error={fields.errorOf("reason")}
            {...fields.form.register("reason")}
          />
        </>
      )}
    </FormDialog>
  );
}
