"use client";

import { useState, useTransition } from "react";

import { answerOf } from "@/components/answer-of";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { ErrorSummary } from "@/components/ui/error-summary";
import { announce } from "@/components/ui/live-region";
import type { Refusal } from "@/lib/refusal";

import { askForRecheck } from "../actions";

type Props = { exceptionId: string; open: boolean; onClose: () => void };
type Given = { address: string; token: string; until: string };

/** The one-time address at which a pipeline answers the re-check. Its token is shown once. */
export function RecheckDialog({ exceptionId, open, onClose }: Props) {
  const [given, setGiven] = useState<Given | null>(null);
  const [refusal, setRefusal] = useState<(Refusal & { attempt: number }) | null>(null);
  const [busy, start] = useTransition();

  function ask() {
    start(async () => {
      const outcome = await answerOf(askForRecheck({ exceptionId }));
      if (!outcome.ok) return setRefusal((last) => ({ ...outcome, attempt: (last?.attempt ?? 0) + 1 }));
      setRefusal(null);
      setGiven(outcome);
      announce("The address is ready.");
    });
  }

  function close() {
    setGiven(null);
    setRefusal(null);
    onClose();
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => next || close()}
      title="Check again by a pipeline"
      description="You get an address that takes one answer. Compliant closes the exception; violating is enforced. An address from before stops working."
      footer={
        <>
          <DialogClose>{given ? "Done" : "Keep as it is"}</DialogClose>
          {given ? (
            <CopyButton kind="filled" text={commandOf(given)}>
              Copy the command
            </CopyButton>
          ) : (
            <Button kind="filled" busy={busy} onClick={ask}>
              Make an address
            </Button>
          )}
        </>
      }
    >
      {refusal && (
        <ErrorSummary message={refusal.message} errors={refusal.fields} attempt={refusal.attempt} />
      )}
      {given && (
        <div className="grid gap-2">
          <p className="text-sm text-muted">{`Good until ${given.until}. The token is shown this once.`}</p>
          <pre className="rounded-md border border-line bg-panel p-3 font-mono text-xs break-all whitespace-pre-wrap">
            {commandOf(given)}
          </pre>
        </div>
      )}
    </Dialog>
  );
}

function commandOf({ address, token }: Given) {
  return [
    `curl -X POST ${address} \\`,
    `  -H "Authorization: Bearer ${token}" \\`,
    '  -H "Content-Type: application/json" \\',
    `  -d '{"outcome": "compliant"}'`,
  ].join("\n");
}
