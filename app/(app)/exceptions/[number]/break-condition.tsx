"use client";

import { useState } from "react";

import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/text-area";

import { declareBroken } from "../actions";
import { ActForm } from "./act-form";

type Props = {
  exceptionId: string;
  conditionId: string;
  /** Whether the exception is out of force while it is broken. */
  suspends: boolean;
  reason?: string;
};

/** Declares that a condition does not hold, with what was seen. */
export function BreakCondition({ exceptionId, conditionId, suspends, reason: refused }: Props) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  return (
    <>
      <Button kind="ghost" reason={refused} onClick={() => setOpen(true)}>
        Declare broken
      </Button>
      <ActForm
        open={open}
        onClose={() => setOpen(false)}
        title="Declare this condition broken"
        follows={
          suspends
            ? "The exception is not in force from this instant, until new evidence proves the condition."
            : "The exception stays in force. New evidence proves the condition again."
        }
        confirm="Declare broken"
        danger
        send={() => declareBroken({ exceptionId, conditionId, reason })}
      >
        {(errors) => (
          <TextArea
            label="What does not hold, and how you know"
            name="reason"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            error={errors.reason}
          />
        )}
      </ActForm>
    </>
  );
}
