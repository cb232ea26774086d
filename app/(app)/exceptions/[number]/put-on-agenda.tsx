"use client";

import { Presentation } from "lucide-react";

import { FormDialog } from "@/components/directory/form-dialog";
import { TextArea } from "@/components/ui/text-area";
import { flagSchema } from "@/lib/meetings/schemas";

import { flagForMeeting } from "../../meeting/actions";

type Props = { exceptionId: string; number: number; reason?: string };

/** The next meeting looks at it, for the reason that is given here. */
export function PutOnAgenda({ exceptionId, number, reason }: Props) {
  return (
    <FormDialog
      label="Put on the agenda"
      icon={Presentation}
      reason={reason}
      title={`Put EX-${number} on the agenda`}
      description="The next weekly meeting looks at it. It decides nothing: it recommends, and whoever signs decides."
      confirm="Put on the agenda"
      schema={flagSchema}
      values={{ exceptionId, reason: "" }}
      send={flagForMeeting}
      done={() => `EX-${number} is on the agenda of the next meeting.`}
    >
      {({ form, errorOf }) => (
        <TextArea
          label="What to talk about"
          rows={3}
          id="field-agenda-reason"
          error={errorOf("reason")}
          {...form.register("reason")}
        />
      )}
    </FormDialog>
  );
}
