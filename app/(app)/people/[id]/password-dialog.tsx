"use client";

import { KeyRound } from "lucide-react";
import { useState, useTransition } from "react";

import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { ErrorSummary } from "@/components/ui/error-summary";

import { setPassword } from "../actions";

type Props = { person: { id: string; name: string; hasPassword: boolean }; reason?: string };
type Answer = Awaited<ReturnType<typeof setPassword>>;

/** A password for the first sign-in, made by the server and shown here once. */
export function PasswordDialog({ person, reason }: Props) {
  const [open, setOpen] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [isBusy, startMaking] = useTransition();
  const { name, hasPassword } = person;

  function make() {
    startMaking(async () => setAnswer(await setPassword({ personId: person.id })));
  }

  return (
    <Dialog
      title={titleOf(person, answer)}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setAnswer(null);
      }}
      trigger={
        <Button icon={KeyRound} reason={reason}>
          {hasPassword ? "New password" : "Set password"}
        </Button>
      }
      footer={
        answer?.ok ? (
          <DialogClose>I have passed it on</DialogClose>
        ) : (
          <>
            <DialogClose>Cancel</DialogClose>
            <Button kind="filled" busy={isBusy} onClick={make}>
              Make a password
            </Button>
          </>
        )
      }
    >
      <div className="grid gap-3 text-sm">
        {answer?.ok === false && <ErrorSummary message={answer.message} attempt={answer} />}
        {answer?.ok ? (
          <div role="status" className="grid gap-3">
            <p>{`${name} signs in with this within a week, and then chooses another. It is shown only now.`}</p>
            <div className="flex flex-wrap items-center gap-3">
              <code className="rounded-md bg-sunken px-3 py-2 font-mono text-base break-all">
                {answer.password}
              </code>
              <CopyButton text={answer.password}>Copy</CopyButton>
            </div>
          </div>
        ) : (
          <p>
            {hasPassword
              ? `The old password stops working and ${name}'s sessions with it end. The new one is good for one sign-in within a week.`
              : `For people who do not sign in through your provider. It is good for one sign-in within a week, and ${name} then chooses another.`}
          </p>
        )}
      </div>
    </Dialog>
  );
}

function titleOf({ name, hasPassword }: Props["person"], answer: Answer | null): string {
  if (answer?.ok) return `The password for ${name}`;
  return hasPassword ? `Set a new password for ${name}?` : `Set a password for ${name}?`;
}
