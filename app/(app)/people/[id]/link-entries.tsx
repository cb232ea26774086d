"use client";

import { useState } from "react";
import { Controller } from "react-hook-form";

import { useRecordedForm } from "@/components/directory/use-recorded-form";
import { Button } from "@/components/ui/button";
import { Combobox, type Option } from "@/components/ui/combobox";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { ErrorSummary } from "@/components/ui/error-summary";
import { announce } from "@/components/ui/live-region";
import { aliasSchema } from "@/lib/people/schemas";

import { linkEntries } from "../actions";

type Entry = { id: string; name: string; sameAsId: string | null };
type Props = { person: Entry; people: Option[]; reason?: string };

export function LinkEntries({ person, people, reason }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={`Is ${person.name} here twice?`}
      description="Two entries of one human count as one: neither decides what the other asked for or signed."
      open={open}
      onOpenChange={setOpen}
      trigger={<Button reason={reason}>{person.sameAsId ? "Change the link" : "Link entries"}</Button>}
    >
      <LinkForm person={person} people={people} close={() => setOpen(false)} />
    </Dialog>
  );
}

type Values = { personId: string; sameAsId: string | null };

function LinkForm({ person, people, close }: { person: Entry; people: Option[]; close: () => void }) {
  const { form, submit, isBusy, errorOf, summary } = useRecordedForm<Values, { id: string }>({
    schema: aliasSchema,
    values: { personId: person.id, sameAsId: person.sameAsId },
    send: linkEntries,
    afterwards: () => {
      announce("The entries are linked as shown.");
      close();
    },
  });

  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <ErrorSummary {...summary} />
      <Controller
        control={form.control}
        name="sameAsId"
        render={({ field }) => (
          <Combobox
            name="sameAsId"
            label="Same person as"
            hint="Empty: this entry stands for itself."
            placeholder="Search people"
            options={people}
            value={field.value}
            onChange={field.onChange}
            error={errorOf("sameAsId")}
          />
        )}
      />
      <div className="flex flex-wrap justify-end gap-2">
        <DialogClose>Cancel</DialogClose>
        <Button type="submit" kind="filled" busy={isBusy}>
          Save the link
        </Button>
      </div>
    </form>
  );
}
