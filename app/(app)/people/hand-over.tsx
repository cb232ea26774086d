"use client";

import { useState } from "react";
import { Controller } from "react-hook-form";

import { handOver } from "@/app/(app)/exceptions/actions";
import { useRecordedForm } from "@/components/directory/use-recorded-form";
import { Button } from "@/components/ui/button";
import { Combobox, type Option } from "@/components/ui/combobox";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { ErrorSummary } from "@/components/ui/error-summary";
import { announce } from "@/components/ui/live-region";
import { TextArea } from "@/components/ui/text-area";
import { reassignSchema } from "@/lib/exceptions/schemas";

type Props = { exception: { id: string; number: number; title: string }; people: Option[]; reason?: string };

export function HandOver({ exception, people, reason }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={`Hand over EX-${exception.number}`}
      description={exception.title}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button reason={reason}>Hand over</Button>}
    >
      <HandOverForm exception={exception} people={people} close={() => setOpen(false)} />
    </Dialog>
  );
}

type Values = { exceptionId: string; ownerId: string | null; reason: string };

function HandOverForm({ exception, people, close }: Omit<Props, "reason"> & { close: () => void }) {
  const { form, submit, isBusy, errorOf, summary } = useRecordedForm<Values, { number: number }>({
    schema: reassignSchema,
    values: { exceptionId: exception.id, ownerId: null, reason: "" },
    send: handOver,
    afterwards: ({ number }) => {
      announce(`EX-${number} is handed over.`);
      close();
    },
  });

  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <ErrorSummary {...summary} />
      <Controller
        control={form.control}
        name="ownerId"
        render={({ field }) => (
          <Combobox
            name="ownerId"
            label="New owner"
            hint="Will close it, and can then no longer decide on it."
            placeholder="Search people"
            options={people}
            value={field.value}
            onChange={field.onChange}
            error={errorOf("ownerId")}
          />
        )}
      />
      <TextArea label="Why it changes hands" error={errorOf("reason")} {...form.register("reason")} />
      <div className="flex flex-wrap justify-end gap-2">
        <DialogClose>Cancel</DialogClose>
        <Button type="submit" kind="filled" busy={isBusy}>
          Hand over
        </Button>
      </div>
    </form>
  );
}
