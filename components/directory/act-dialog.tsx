"use client";

import type { LucideIcon } from "lucide-react";
import { type ReactNode, useState, useTransition } from "react";

import { answerOf } from "@/components/answer-of";
import { Button } from "@/components/ui/button";
import type { ButtonKind } from "@/components/ui/button-look";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { ErrorSummary } from "@/components/ui/error-summary";
import { announce } from "@/components/ui/live-region";
import type { Outcome } from "@/lib/refusal";

type Props = {
  /** What the button says; the dialog's own button says `confirm`. */
  label: string;
  kind?: ButtonKind;
  icon?: LucideIcon;
  /** The page's keys work while its button has the focus, too. */
  passKeys?: boolean;
  /** Why it cannot be done now. */
  reason?: string | null;
  title: string;
  /** What follows from it. */
  children: ReactNode;
  confirm: string;
  keep?: string;
  /** Read out when it is on record. */
  done: string;
  act: () => Promise<Outcome>;
};

/** Choose, read what follows, record. */
export function ActDialog({
  label,
  kind,
  icon,
  passKeys,
  reason,
  title,
  children,
  confirm,
  keep = "Keep as it is",
  done,
  act,
}: Props) {
  const [open, setOpen] = useState(false);
  const [refusal, setRefusal] = useState<{ message: string; attempt: number } | null>(null);
  const [isBusy, startActing] = useTransition();

  function record() {
    startActing(async () => {
      const outcome = await answerOf(act());
      if (!outcome.ok)
        return setRefusal((last) => ({ message: outcome.message, attempt: (last?.attempt ?? 0) + 1 }));
      setOpen(false);
      announce(done);
    });
  }

  return (
    <Dialog
      title={title}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setRefusal(null);
      }}
      trigger={
        <Button kind={kind} icon={icon} reason={reason} data-keys-pass={passKeys}>
          {label}
        </Button>
      }
      footer={
        <>
          <DialogClose>{keep}</DialogClose>
          <Button kind={kind} busy={isBusy} onClick={record}>
            {confirm}
          </Button>
        </>
      }
    >
      <div className="grid gap-3 text-sm">
        {refusal && <ErrorSummary message={refusal.message} attempt={refusal.attempt} />}
        {children}
      </div>
    </Dialog>
  );
}
