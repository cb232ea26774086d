"use client";

import { useState, useTransition } from "react";

import { answerOf } from "@/components/answer-of";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { ErrorSummary } from "@/components/ui/error-summary";
import { announce } from "@/components/ui/live-region";

import { changeItsSecret } from "../actions";
import { ShownSecret } from "../shown-secret";

type Props = { webhookId: string; reason?: string | null };

/** A new secret, shown once. For a day both sign, so that the other side can change over. */
export function SecretDialog({ webhookId, reason }: Props) {
  const [open, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<{ message: string; attempt: number } | null>(null);
  const [busy, start] = useTransition();

  function change() {
    start(async () => {
      const outcome = await answerOf(changeItsSecret({ webhookId }));
      if (!outcome.ok)
        return setRefusal((last) => ({ message: outcome.message, attempt: (last?.attempt ?? 0) + 1 }));
      setRefusal(null);
      setSecret(outcome.secret);
      announce("The secret is changed.");
    });
  }

  function turn(next: boolean) {
    setOpen(next);
    if (next) return;
    setSecret(null);
    setRefusal(null);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={turn}
      trigger={<Button reason={reason}>Change the secret</Button>}
      title={secret ? "The new secret, shown this once" : "Change the secret?"}
      description={
        secret
          ? "Give it to the other side within a day. Until then the secret from before signs, too."
          : "You get a new one. For a day both sign each message, so that nothing is refused while the other side changes over."
      }
      footer={
        <>
          <DialogClose>{secret ? "I have kept it" : "Keep the one there is"}</DialogClose>
          {!secret && (
            <Button kind="filled" busy={busy} onClick={change}>
              Change the secret
            </Button>
          )}
        </>
      }
    >
      {refusal && <ErrorSummary {...refusal} />}
      {secret && <ShownSecret secret={secret} />}
    </Dialog>
  );
}
