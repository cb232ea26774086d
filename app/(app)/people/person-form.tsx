"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { Controller } from "react-hook-form";

import { useRecordedForm } from "@/components/directory/use-recorded-form";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { RadioCards } from "@/components/ui/choice";
import { Combobox, type Option } from "@/components/ui/combobox";
import { ErrorSummary } from "@/components/ui/error-summary";
import { LinkButton } from "@/components/ui/link-button";
import { TextField } from "@/components/ui/text-field";
import { newPersonSchema, personEditSchema } from "@/lib/people/schemas";
import { roleNames } from "@/lib/words";
import type { Role } from "@/prisma/generated/enums";

import { addNewPerson, savePerson } from "./actions";

type Facts = {
  name: string;
  email: string;
  title: string;
  team: string;
  role: Role;
  managerId: string | null;
  leavesOn: string;
};
type Values = Facts & { personId?: string };
type Entry = Omit<Facts, "leavesOn"> & { leavesOn: Date | null };

/** Without a person, the form adds one. */
export function PersonForm({ person, people }: { person?: Entry & { id: string }; people: Option[] }) {
  const router = useRouter();
  const { form, submit, isBusy, errorOf, summary } = useRecordedForm<Values, { id: string }>({
    schema: person ? personEditSchema : newPersonSchema,
    values: person ? { personId: person.id, ...factsOf(person) } : empty,
    send: person ? savePerson : addNewPerson,
    afterwards: ({ id }) => router.push(`/people/${id}` as Route),
  });
  const { register, control, watch } = form;

  return (
    <form noValidate onSubmit={submit} className="grid max-w-read gap-5">
      <ErrorSummary {...summary} />
      <TextField label="Name" autoComplete="off" error={errorOf("name")} {...register("name")} />
      <TextField
        label="E-mail"
        type="email"
        hint="One address, one person. Signing in through your provider finds the person by it the first time."
        autoComplete="off"
        error={errorOf("email")}
        {...register("email")}
      />
      <TextField label="Title" optional error={errorOf("title")} {...register("title")} />
      <TextField label="Team" optional error={errorOf("team")} {...register("team")} />
      <Controller
        control={control}
        name="managerId"
        render={({ field }) => (
          <Combobox
            name="managerId"
            label="Manager"
            hint="Stands on whatever this person owns, and may hand it over."
            optional
            options={people}
            value={field.value}
            onChange={field.onChange}
            error={errorOf("managerId")}
          />
        )}
      />
      <TextField
        label="Leaves on"
        type="date"
        optional
        hint="The last day here. The day after, sign-in and seats end by themselves, and what they own needs an owner."
        error={errorOf("leavesOn")}
        {...register("leavesOn")}
      />
      <RadioCards
        legend="Role"
        options={roles}
        error={errorOf("role")}
        value={watch("role")}
        {...register("role")}
      />
      <ActionBar>
        <LinkButton href={person ? `/people/${person.id}` : "/people"}>Cancel</LinkButton>
        <Button type="submit" kind="filled" busy={isBusy}>
          {person ? "Save changes" : "Add person"}
        </Button>
      </ActionBar>
    </form>
  );
}

const empty: Facts = {
  name: "",
  email: "",
  title: "",
  team: "",
  role: "member",
  managerId: null,
  leavesOn: "",
};

const hints: Record<Role, string> = {
  member: "Asks for exceptions, owns them, and decides with a seat in a group.",
  administrator: "The same, and keeps people, groups, policies and systems.",
  auditor: "Reads everything and changes nothing. Holds no seat.",
  outside_approver:
    "Somebody from another house with a seat. Sees the requests put to them and nothing else.",
};

const roles = (Object.keys(hints) as Role[]).map((role) => ({
  value: role,
  label: roleNames[role],
  hint: hints[role],
}));

function factsOf({ name, email, title, team, role, managerId, leavesOn }: Entry): Facts {
  return { name, email, title, team, role, managerId, leavesOn: leavesOn?.toISOString().slice(0, 10) ?? "" };
}
