"use client";

import { useRef, useState, useTransition } from "react";

import { answerOf } from "@/components/answer-of";
import { useKeyAction } from "@/components/keys/context";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { announce } from "@/components/ui/live-region";
import { TextArea } from "@/components/ui/text-area";
import type { Refusal } from "@/lib/refusal";

import { noteAtMeeting, recommendAtMeeting } from "./actions";

type Props = {
  number: number;
  item: number;
  reason?: string;
  /** Why nothing is recommended on this item. */
  noRecommendation?: string;
};

const kinds = {
  note: { write: noteAtMeeting, done: "Note recorded." },
  recommendation: { write: recommendAtMeeting, done: "Recommendation recorded." },
};
type Kind = keyof typeof kinds;

/** What was said, as a note or as what the meeting recommends to whoever decides. */
export function NoteForm({ number, item, reason, noRecommendation }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [body, setBody] = useState("");
  const [refusal, setRefusal] = useState<(Refusal & { attempt: number }) | null>(null);
  const [busy, start] = useTransition();
  const [sent, setSent] = useState<Kind>("note");
  useKeyAction("meeting.note", () => field.current?.focus());
  useKeyAction("inbox.record", () => send("note"), !reason);

  function send(kind: Kind) {
    if (busy) return;
    setSent(kind);
    start(async () => {
      const { write, done } = kinds[kind];
      const outcome = await answerOf(write({ number, item, body }));
      if (!outcome.ok) return setRefusal((last) => ({ ...outcome, attempt: (last?.attempt ?? 0) + 1 }));
      setBody("");
      setRefusal(null);
      announce(done);
      // The keys lead on from here: nobody is left in a field that is done.
      field.current?.blur();
    });
  }

  return (
    <form
      className="grid gap-2 print:hidden"
      onSubmit={(event) => {
        event.preventDefault();
        send("note");
      }}
    >
      {refusal && !refusal.fields && <ErrorSummary message={refusal.message} attempt={refusal.attempt} />}
      <TextArea
        ref={field}
        label="What was said"
        name="meeting-note"
        rows={3}
        readOnly={Boolean(reason)}
        value={body}
        onChange={(event) => setBody(event.target.value)}
        error={refusal?.fields?.body}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" data-keys-pass busy={busy && sent === "note"} reason={reason}>
          Record note
        </Button>
        <Button
          data-keys-pass
          busy={busy && sent === "recommendation"}
          reason={reason ?? noRecommendation}
          onClick={() => send("recommendation")}
        >
          Recommend
        </Button>
      </div>
    </form>
  );
}
