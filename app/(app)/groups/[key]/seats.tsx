"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { Controller } from "react-hook-form";

import { useRecordedForm } from "@/components/directory/use-recorded-form";
import { Button } from "@/components/ui/button";
import { Combobox, type Option } from "@/components/ui/combobox";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { ErrorSummary } from "@/components/ui/error-summary";
import { announce } from "@/components/ui/live-region";
import { TextField } from "@/components/ui/text-field";
import { seatEndSchema, seatSchema } from "@/lib/people/schemas";

import { endSeat, grantSeat } from "../actions";

type GiveProps = { group: { id: string; name: string }; people: Option[]; reason?: string };

export function GiveSeat({ group, people, reason }: GiveProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={`Give a seat in ${group.name}`}
      description="Whoever sits here decides on what waits for the group, from this moment on."
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button icon={UserPlus} reason={reason}>
          Give a seat
        </Button>
      }
    >
      <GiveSeatForm groupId={group.id} people={people} close={() => setOpen(false)} />
    </Dialog>
  );
}

function GiveSeatForm({ groupId, people, close }: { groupId: string; people: Option[]; close: () => void }) {
  const { form, submit, isBusy, errorOf, summary } = useRecordedForm<
    { groupId: string; personId: string | null },
    { id: string }
  >({
    schema: seatSchema,
    values: { groupId, personId: null },
    send: grantSeat,
    afterwards: () => {
      announce("The seat is given.");
      close();
    },
  });

  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <ErrorSummary {...summary} />
      <Controller
        control={form.control}
        name="personId"
        render={({ field }) => (
          <Combobox
            name="personId"
            label="Person"
            placeholder="Search people"
            options={people}
            value={field.value}
            onChange={field.onChange}
            error={errorOf("personId")}
          />
        )}
      />
      <div className="flex flex-wrap justify-end gap-2">
        <DialogClose>Cancel</DialogClose>
        <Button type="submit" kind="filled" busy={isBusy}>
          Give the seat
        </Button>
      </div>
    </form>
  );
}

type EndProps = { membershipId: string; title: string; follows: string; reason?: string };

export function EndSeat({ membershipId, title, follows, reason }: EndProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={title}
      description={follows}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button reason={reason}>End seat</Button>}
    >
      <EndSeatForm membershipId={membershipId} close={() => setOpen(false)} />
    </Dialog>
  );
}

function EndSeatForm({ membershipId, close }: { membershipId: string; close: () => void }) {
  const { form, submit, isBusy, errorOf, summary } = useRecordedForm<
    { membershipId: string; why: string },
    { left: number }
  >({
    schema: seatEndSchema,
    values: { membershipId, why: "" },
    send: endSeat,
    afterwards: () => {
      announce("The seat has ended.");
      close();
    },
  });

  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <ErrorSummary {...summary} />
      <TextField label="Why it ends" error={errorOf("why")} {...form.register("why")} />
      <div className="flex flex-wrap justify-end gap-2">
        <DialogClose>Keep the seat</DialogClose>
        <Button type="submit" kind="danger" busy={isBusy}>
          End the seat
        </Button>
      </div>
    </form>
  );
}
