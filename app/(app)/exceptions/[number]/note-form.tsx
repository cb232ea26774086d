"use client";

import { useState, useTransition } from "react";

import { answerOf } from "@/components/answer-of";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { announce } from "@/components/ui/live-region";
import { TextArea } from "@/components/ui/text-area";

import { writeNote } from "../actions";

/** A remark on the record: it changes nothing and needs no new decision. */
export function NoteForm({ exceptionId, reason }: { exceptionId: string; reason?: string }) {
  const [note, setNote] = useState("");
  const [refusal, setRefusal] = useState<{ message: string; attempt: number } | null>(null);
  const [busy, start] = useTransition();

  function send() {
    start(async () => {
      const outcome = await answerOf(writeNote({ exceptionId, note }));
      if (!outcome.ok)
        return setRefusal((last) => ({ message: outcome.message, attempt: (last?.attempt ?? 0) + 1 }));
      setNote("");
      setRefusal(null);
      announce("Note recorded.");
    });
  }

  return (
    <form
      className="grid max-w-read gap-2 print:hidden"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {refusal && <ErrorSummary message={refusal.message} attempt={refusal.attempt} />}
      <TextArea
        label="Review note"
        name="note"
        // The dialog that closes asks for a note, too, and a page has each id once.
        id="field-review-note"
        hint="Stays on the record. It changes nothing and needs no new decision."
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div>
        <Button type="submit" busy={busy} reason={reason}>
          Add note
        </Button>
      </div>
    </form>
  );
}
