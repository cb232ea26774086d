"use client";

import { Controller, useWatch } from "react-hook-form";

import { FormDialog } from "@/components/directory/form-dialog";
import { RadioCards } from "@/components/ui/choice";
import { Combobox, type Option } from "@/components/ui/combobox";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { gapSchema } from "@/lib/reviews/schemas";
import { gapChoiceNames, optionsOf } from "@/lib/words";
import type { GapChoice } from "@/prisma/generated/enums";

import { decideAboutGap } from "../actions";

type Props = { policyId: string; policyKey: string; people: Option[]; reason?: string };
type Values = {
  policyId: string;
  choice: GapChoice | "";
  reason: string;
  ownerId: string | null;
  dueOn: string;
};

/** Keep, change or fund a fix: the policy's control owner decides, and the next quarter shows what came of it. */
export function DecideGap({ policyId, policyKey, people, reason }: Props) {
  return (
    <FormDialog<Values, object>
      label="Decide"
      look="outlined"
      reason={reason}
      title={`What becomes of ${policyKey}?`}
      description="It stands on this page for ever, beside what the quarters after it show."
      confirm="Record"
      schema={gapSchema}
      values={{ policyId, choice: "", reason: "", ownerId: null, dueOn: "" }}
      send={decideAboutGap}
      done={() => "Decision recorded."}
    >
      {({ form, errorOf }) => (
        <>
          <RadioCards
            legend="Choose"
            options={optionsOf(gapChoiceNames)}
            error={errorOf("choice")}
            {...form.register("choice")}
          />
          <TextArea label="Why" rows={3} error={errorOf("reason")} {...form.register("reason")} />
          <FollowUp people={people} form={form} errorOf={errorOf} />
        </>
      )}
    </FormDialog>
  );
}

type Fields = Parameters<Parameters<typeof FormDialog<Values, object>>[0]["children"]>[0];

function FollowUp({ people, form, errorOf }: Fields & { people: Option[] }) {
  const choice = useWatch({ control: form.control, name: "choice" });
  if (choice === "" || choice === "keep") return null;
  return (
    <>
      <Controller
        control={form.control}
        name="ownerId"
        render={({ field }) => (
          <Combobox
            name="ownerId"
            label="Who does it"
            options={people}
            value={field.value}
            onChange={field.onChange}
            error={errorOf("ownerId")}
          />
        )}
      />
      <TextField label="Done by" type="date" error={errorOf("dueOn")} {...form.register("dueOn")} />
    </>
  );
}
