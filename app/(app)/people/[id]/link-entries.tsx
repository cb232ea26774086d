"use client";

import { FormDialog, PersonField } from "@/components/directory/form-dialog";
import type { Option } from "@/components/ui/combobox";
import { aliasSchema } from "@/lib/people/schemas";

import { linkEntries } from "../actions";

type Entry = { id: string; name: string; sameAsId: string | null };
type Props = { person: Entry; people: Option[]; reason?: string };
type Values = { personId: string; sameAsId: string | null };

export function LinkEntries({ person, people, reason }: Props) {
  return (
    <FormDialog<Values, { id: string }>
      label={person.sameAsId ? "Change the link" : "Link entries"}
      reason={reason}
      title={`Is ${person.name} here twice?`}
      description="Two entries of one human count as one: neither decides what the other asked for or signed."
      schema={aliasSchema}
      values={{ personId: person.id, sameAsId: person.sameAsId }}
      send={linkEntries}
      confirm="Save the link"
      done={() => "The entries are linked as shown."}
    >
      {(fields) => (
        <PersonField
          {...fields}
          name="sameAsId"
          label="Same person as"
          hint="Empty: this entry stands for itself."
          people={people}
        />
      )}
    </FormDialog>
  );
}
