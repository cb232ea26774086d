"use client";

import { UserPlus } from "lucide-react";

import { FormDialog, PersonField } from "@/components/directory/form-dialog";
import type { Option } from "@/components/ui/combobox";
import { TextField } from "@/components/ui/text-field";
import { seatEndSchema, seatSchema } from "@/lib/people/schemas";

import { endSeat, grantSeat } from "../actions";

type GiveProps = { group: { id: string; name: string }; people: Option[]; reason?: string };
type Given = { groupId: string; personId: string | null };

export function GiveSeat({ group, people, reason }: GiveProps) {
  return (
    <FormDialog<Given, { id: string }>
      label="Give a seat"
      icon={UserPlus}
      reason={reason}
      title={`Give a seat in ${group.name}`}
      description="Whoever sits here decides on what waits for the group, from this moment on."
      schema={seatSchema}
      values={{ groupId: group.id, personId: null }}
      send={grantSeat}
      confirm="Give the seat"
      done={() => "The seat is given."}
    >
      {(fields) => <PersonField {...fields} name="personId" label="Person" people={people} />}
    </FormDialog>
  );
}

type EndProps = { membershipId: string; title: string; follows: string; reason?: string };

export function EndSeat({ membershipId, title, follows, reason }: EndProps) {
  return (
    <FormDialog<{ membershipId: string; why: string }, { left: number }>
      label="End seat"
      reason={reason}
      title={title}
      description={follows}
      schema={seatEndSchema}
      values={{ membershipId, why: "" }}
      send={endSeat}
      confirm="End the seat"
      kind="danger"
      keep="Keep the seat"
      done={() => "The seat has ended."}
    >
      {({ form, errorOf }) => (
        <TextField label="Why it ends" error={errorOf("why")} {...form.register("why")} />
      )}
    </FormDialog>
  );
}
