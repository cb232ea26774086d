"use client";

import type { Route } from "next";
import { usePathname, useRouter } from "next/navigation";
import { useState, useTransition } from "react";

import { answerOf } from "@/components/answer-of";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { announce } from "@/components/ui/live-region";
import { TextArea } from "@/components/ui/text-area";
import type { Refusal } from "@/lib/refusal";

import { closeException, sayStillNeeded } from "../actions";

type Props = {
  exceptionId: string;
  /** "Half of its time is over; it ends Fri 4 Dec, 9:00." */
  halfTime: string;
  today: string;
  meId: string;
  /** Why the owner cannot close it in one step. */
  notAtOnce: string | null;
};

/** One question at half time, one step for either answer. */
export function StillNeeded({ exceptionId, halfTime, today, meId, notAtOnce }: Props) {
  const router = useRouter();
  const path = usePathname();
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<(Refusal & { attempt: number }) | null>(null);
  const [busy, start] = useTransition();

  function send(what: "close" | "needed") {
    start(async () => {
      const outcome = await answerOf<object>(
        what === "close"
          ? closeException({ exceptionId, removedOn: today, verifiedById: meId, note: reason })
          : sayStillNeeded({ exceptionId, reason }),
      );
      if (!outcome.ok) return setRefusal((last) => ({ ...outcome, attempt: (last?.attempt ?? 0) + 1 }));
      announce("Recorded.");
      router.replace(path as Route, { scroll: false });
    });
  }

  return (
    <section
      aria-labelledby="still-needed"
      className="grid max-w-read gap-4 rounded-lg border border-line bg-panel p-5 print:hidden"
    >
      <div>
        <h2 id="still-needed" className="font-semibold">
          Is it still needed?
        </h2>
        <p className="text-sm text-muted">
          {`${halfTime} Closing it now says: removed today, verified by you.`}
        </p>
      </div>
      {refusal && (
        <ErrorSummary message={refusal.message} errors={refusal.fields} attempt={refusal.attempt} />
      )}
      <TextArea
        label="What it is still needed for"
        hint="One sentence. It stands on the record; the end does not move."
        name="reason"
        rows={2}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        error={refusal?.fields?.reason}
      />
      <div className="flex flex-wrap gap-2">
        <Button busy={busy} onClick={() => send("needed")}>
          Still needed
        </Button>
        <Button kind="outlined" busy={busy} reason={notAtOnce} onClick={() => send("close")}>
          Close it now
        </Button>
      </div>
    </section>
  );
}
