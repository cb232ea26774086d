"use client";

import { type ReactElement, type ReactNode, useState, useTransition } from "react";

import { answerOf } from "@/components/answer-of";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { ErrorSummary } from "@/components/ui/error-summary";
import { announce } from "@/components/ui/live-region";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import type { Outcome, Refusal } from "@/lib/refusal";

import { closeException, handOver, retractApproval, revokeException, withdrawRequest } from "../actions";

type Person = { id: string; name: string; team: string };

type DialogProps = {
  exceptionId: string;
  open: boolean;
  onClose: () => void;
  people: Person[];
};

/** Withdraw, with the reason. */
export function WithdrawDialog({ exceptionId, open, onClose }: DialogProps) {
  const [reason, setReason] = useState("");
  return (
    <ActForm
      open={open}
      onClose={onClose}
      title="Withdraw this request"
      follows="It closes as withdrawn. Whoever still wants it files another."
      confirm="Withdraw"
      send={() => withdrawRequest({ exceptionId, reason })}
    >
      {(errors) => (
        <TextArea
          label="Why it is no longer needed"
          name="reason"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={errors.reason}
        />
      )}
    </ActForm>
  );
}

/** Take an approval back, at once. */
export function RevokeDialog({ exceptionId, open, onClose }: DialogProps) {
  const [reason, setReason] = useState("");
  return (
    <ActForm
      open={open}
      onClose={onClose}
      title="Revoke this exception"
      follows="It stops being in force at once and closes as revoked. This cannot be taken back; another request can be filed."
      confirm="Revoke"
      danger
      send={() => revokeException({ exceptionId, reason })}
    >
      {(errors) => (
        <TextArea
          label="Why it ends now"
          name="reason"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={errors.reason}
        />
      )}
    </ActForm>
  );
}

/** Take an approval back while other steps are open. */
export function RetractDialog({ exceptionId, open, onClose }: DialogProps) {
  const [reason, setReason] = useState("");
  return (
    <ActForm
      open={open}
      onClose={onClose}
      title="Take my approval back"
      follows="Your step opens for a colleague, and both stay on the record. What you demanded with it binds nobody any more. You do not sign this revision again."
      confirm="Take it back"
      danger
      send={() => retractApproval({ exceptionId, reason })}
    >
      {(errors) => (
        <TextArea
          label="Why you take it back"
          name="reason"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={errors.reason}
        />
      )}
    </ActForm>
  );
}

type CloseProps = DialogProps & {
  today: string;
  /** The owner, who may not verify the own removal at high risk. */
  notVerifier?: { id: string; name: string };
  me: { id: string };
};

/** Close with the day of removal and who verified it (R18). */
export function CloseDialog({ exceptionId, open, onClose, people, today, notVerifier, me }: CloseProps) {
  const [removedOn, setRemovedOn] = useState(today);
  const [verifiedById, setVerifiedById] = useState<string | null>(notVerifier?.id === me.id ? null : me.id);
  const [note, setNote] = useState("");
  const verifiers = people.filter(({ id }) => id !== notVerifier?.id);
  return (
    <ActForm
      open={open}
      onClose={onClose}
      title="Close: the rule holds again"
      follows="It closes as remediated and stays in the register for ever."
      confirm="Close"
      send={() => closeException({ exceptionId, removedOn, verifiedById: verifiedById ?? "", note })}
    >
      {(errors) => (
        <>
          <TextField
            label="Removed on"
            name="removedOn"
            type="date"
            max={today}
            value={removedOn}
            onChange={(event) => setRemovedOn(event.target.value)}
            error={errors.removedOn}
          />
          <Combobox
            label="Verified by"
            name="verifiedById"
            hint={
              notVerifier
                ? `At this risk somebody else than ${notVerifier.name}, who owns it.`
                : "Who checked that it is gone."
            }
            options={verifiers.map(({ id, name, team }) => ({ value: id, label: name, detail: team }))}
            value={verifiedById}
            onChange={setVerifiedById}
            error={errors.verifiedById}
          />
          <TextArea
            label="Note"
            optional
            name="note"
            value={note}
            onChange={(event) => setNote(event.target.value)}
            error={errors.note}
          />
        </>
      )}
    </ActForm>
  );
}

/** A new owner: one active person (R3). */
export function HandOverDialog({ exceptionId, open, onClose, people }: DialogProps) {
  const [ownerId, setOwnerId] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  return (
    <ActForm
      open={open}
      onClose={onClose}
      title="Hand over"
      follows="The new owner becomes a party to it and can no longer decide it. Until then the owner stays."
      confirm="Hand over"
      send={() => handOver({ exceptionId, ownerId: ownerId ?? "", reason })}
    >
      {(errors) => (
        <>
          <Combobox
            label="New owner"
            name="ownerId"
            options={people.map(({ id, name, team }) => ({ value: id, label: name, detail: team }))}
            value={ownerId}
            onChange={setOwnerId}
            error={errors.ownerId}
          />
          <TextArea
            label="Why"
            name="reason"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            error={errors.reason}
          />
        </>
      )}
    </ActForm>
  );
}

type FormProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What follows from it, read before it is recorded. */
  follows: string;
  confirm: string;
  danger?: boolean;
  send: () => Promise<Outcome>;
  children: (errors: Record<string, string>) => ReactNode;
};

/** Choose, read what follows, record. A refusal keeps every typed word. */
export function ActForm({
  open,
  onClose,
  title,
  follows,
  confirm,
  danger,
  send,
  children,
}: FormProps): ReactElement {
  const [refusal, setRefusal] = useState<(Refusal & { attempt: number }) | null>(null);
  const [busy, start] = useTransition();

  function record() {
    start(async () => {
      const outcome = await answerOf(send());
      if (!outcome.ok) return setRefusal((last) => ({ ...outcome, attempt: (last?.attempt ?? 0) + 1 }));
      announce(`${confirm}: recorded.`);
      onClose();
    });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => next || onClose()}
      title={title}
      description={follows}
      footer={
        <>
          <DialogClose>Keep as it is</DialogClose>
          <Button kind={danger ? "danger" : "filled"} busy={busy} onClick={record}>
            {confirm}
          </Button>
        </>
      }
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          record();
        }}
      >
        {refusal && (
          <ErrorSummary message={refusal.message} errors={refusal.fields} attempt={refusal.attempt} />
        )}
        {children(refusal?.fields ?? {})}
      </form>
    </Dialog>
  );
}
