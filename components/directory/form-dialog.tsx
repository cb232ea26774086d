"use client";

import type { LucideIcon } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Controller, type FieldValues, type Path, type UseFormReturn } from "react-hook-form";

import { type FormOptions, useRecordedForm } from "@/components/directory/use-recorded-form";
import { Button } from "@/components/ui/button";
import type { ButtonKind } from "@/components/ui/button-look";
import { Combobox, type Option } from "@/components/ui/combobox";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { ErrorSummary } from "@/components/ui/error-summary";
import { announce } from "@/components/ui/live-region";

type Fields<Values extends FieldValues> = {
  form: UseFormReturn<Values, unknown, unknown>;
  errorOf: (field: Path<Values>) => string | undefined;
};

type FormProps<Values extends FieldValues, Result extends object> = Omit<
  FormOptions<Values, Result>,
  "afterwards"
> & {
  /** What the button of the form says. */
  confirm: string;
  kind?: ButtonKind;
  keep?: string;
  /** Read out when it is on record. */
  done: (result: Result) => string;
  children: (fields: Fields<Values>) => ReactNode;
};

type Props<Values extends FieldValues, Result extends object> = FormProps<Values, Result> & {
  /** What the button that opens it says. */
  label: string;
  icon?: LucideIcon;
  look?: ButtonKind;
  /** The page's keys work while its button has the focus, too. */
  passKeys?: boolean;
  /** Why it cannot be done now. */
  reason?: string;
  title: string;
  description: string;
};

/** A button that opens a dialog with one short form, which records one act. */
export function FormDialog<Values extends FieldValues, Result extends object>({
  label,
  icon,
  look,
  passKeys,
  reason,
  title,
  description,
  ...form
}: Props<Values, Result>) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={title}
      description={description}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button kind={look} icon={icon} reason={reason} data-keys-pass={passKeys}>
          {label}
        </Button>
      }
    >
      <DialogForm {...form} close={() => setOpen(false)} />
    </Dialog>
  );
}

function DialogForm<Values extends FieldValues, Result extends object>({
  confirm,
  kind = "filled",
  keep = "Cancel",
  done,
  children,
  close,
  ...options
}: FormProps<Values, Result> & { close: () => void }) {
  const { form, submit, isBusy, errorOf, summary } = useRecordedForm<Values, Result>({
    ...options,
    afterwards: (result) => {
      announce(done(result));
      close();
    },
  });

  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <ErrorSummary {...summary} />
      {children({ form, errorOf })}
      <div className="flex flex-wrap justify-end gap-2">
        <DialogClose>{keep}</DialogClose>
        <Button type="submit" kind={kind} busy={isBusy}>
          {confirm}
        </Button>
      </div>
    </form>
  );
}

type PersonProps<Values extends FieldValues> = Fields<Values> & {
  name: Path<Values>;
  label: string;
  hint?: string;
  people: Option[];
};

export function PersonField<Values extends FieldValues>({
  form,
  errorOf,
  name,
  label,
  hint,
  people,
}: PersonProps<Values>) {
  return (
    <Controller
      control={form.control}
      name={name}
      render={({ field }) => (
        <Combobox
          name={name}
          label={label}
          hint={hint}
          placeholder="Search people"
          options={people}
          value={field.value}
          onChange={field.onChange}
          error={errorOf(name)}
        />
      )}
    />
  );
}
