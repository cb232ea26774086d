"use client";

import { Controller, useWatch } from "react-hook-form";

import { Combobox } from "@/components/ui/combobox";
import type { ChoosablePerson } from "@/lib/people/choosable-people";

import { Part } from "./part";
import type { RequestValues } from "./request-values";
import { useRequest } from "./use-request";

type Props = {
  people: ChoosablePerson[];
  me: { id: string };
  /** Whom a request is for is fixed once it is filed. */
  canAskForOthers: boolean;
};

export function PeoplePart({ people, me, canAskForOthers }: Props) {
  const { errors } = useRequest();
  const [ownerId, managerId, requesterId] = useWatch<RequestValues, ["ownerId", "managerId", "requesterId"]>({
    name: ["ownerId", "managerId", "requesterId"],
  });
  const nameOf = (id: string | null | undefined) => people.find((person) => person.id === id)?.name;
  const owner = people.find(({ id }) => id === ownerId);
  const asksForManager = owner && (owner.managerId === null || managerId !== null || errors.managerId);

  return (
    <Part number={7} title="Who closes it">
      <div className="grid gap-4 sm:grid-cols-2">
        <PersonField name="ownerId" label="Owner" hint="The one person who will close it." people={people} />
        {asksForManager ? (
          <PersonField
            name="managerId"
            label="Manager"
            hint={`Told before it ends. The directory names none for ${owner.name}.`}
            people={people}
          />
        ) : (
          <Known label="Manager" value={nameOf(owner?.managerId) ?? "from the directory"} />
        )}
        {canAskForOthers && (
          <PersonField
            name="requesterId"
            label="Asked for by"
            hint="Somebody else, if you file it for them."
            people={people}
            placeholder={nameOf(requesterId ?? me.id) ?? "you"}
          />
        )}
      </div>
    </Part>
  );
}

type FieldProps = {
  name: "ownerId" | "managerId" | "requesterId";
  label: string;
  hint: string;
  people: ChoosablePerson[];
  placeholder?: string;
};

function PersonField({ name, label, hint, people, placeholder = "Search by name or team" }: FieldProps) {
  const { control, errors } = useRequest();
  return (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <Combobox
          name={name}
          label={label}
          hint={hint}
          options={people.map((person) => ({
            value: person.id,
            label: person.name,
            detail: person.team || person.title,
          }))}
          placeholder={placeholder}
          value={field.value}
          onChange={field.onChange}
          error={errors[name]}
        />
      )}
    />
  );
}

function Known({ label, value }: { label: string; value: string }) {
  return (
    <div className="grid content-start gap-1 text-sm">
      <span className="font-medium">{label}</span>
      <span className="text-xs text-muted">From the directory.</span>
      <span className="flex h-control items-center">{value}</span>
    </div>
  );
}
