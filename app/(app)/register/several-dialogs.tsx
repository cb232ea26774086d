"use client";

import { useEffect, useState } from "react";

import { FormDialog, PersonField } from "@/components/directory/form-dialog";
import type { ActsProps } from "@/components/selection";
import type { Option } from "@/components/ui/combobox";
import { TextArea } from "@/components/ui/text-area";
import { handAllToSchema } from "@/lib/exceptions/schemas";
import type { Several } from "@/lib/exceptions/severally";
import { count } from "@/lib/instants";
import { flagAllSchema } from "@/lib/meetings/schemas";

import { handSeveralTo } from "../exceptions/actions";
import { flagSeveralForMeeting } from "../meeting/actions";
import { readOwners } from "./actions";

type Props = ActsProps & { reason: string | undefined };

/** What several exceptions get for one reason: a place on the agenda, or a new owner. */
export default function SeveralDialogs({ selected, finish, reason }: Props) {
  const owners = useOwners();
  const rows = selected.map(({ id }) => ({ exceptionId: id }));
  const exceptions = count(selected.length, "exception");
  const done = (several: Several) => {
    finish({ ok: true, ...several });
    return `${several.done.length} of ${several.done.length + several.skipped.length} done.`;
  };

  return (
    <>
      <FormDialog
        look="ghost"
        label="Put on the agenda"
        reason={reason}
        title={`Put ${exceptions} on the agenda`}
        description="The next weekly meeting looks at each. It decides nothing: it recommends, and whoever signs decides."
        confirm="Put on the agenda"
        schema={flagAllSchema}
        values={{ batch: crypto.randomUUID(), reason: "", rows }}
        send={flagSeveralForMeeting}
        done={done}
      >
        {({ form, errorOf }) => (
          <TextArea
            label="What to talk about"
            rows={3}
            id="field-several-agenda"
            error={errorOf("reason")}
            {...form.register("reason")}
          />
        )}
      </FormDialog>
      <FormDialog
        look="ghost"
        label="Hand over"
        reason={reason}
        title={`Hand over ${exceptions}`}
        description="The new owner closes them, is told before they end, and can then decide none of them."
        confirm="Hand over"
        schema={handAllToSchema}
        values={{ batch: crypto.randomUUID(), reason: "", ownerId: "", rows }}
        send={handSeveralTo}
        done={done}
      >
        {(fields) => (
          <>
            <PersonField {...fields} name="ownerId" label="New owner" people={owners} />
            <TextArea
              label="Why they change hands"
              rows={3}
              id="field-several-owner"
              error={fields.errorOf("reason")}
              {...fields.form.register("reason")}
            />
          </>
        )}
      </FormDialog>
    </>
  );
}

/** Read with the first row that is selected: the page itself does not need them. */
function useOwners(): Option[] {
  const [owners, setOwners] = useState<Option[]>([]);
  useEffect(() => {
    readOwners().then(
      (outcome) => outcome.ok && setOwners(outcome.owners),
      // Without them nobody can be chosen, and the form says that somebody has to be.
      () => {},
    );
  }, []);
  return owners;
}
