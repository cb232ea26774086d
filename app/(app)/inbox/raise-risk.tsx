"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";

import { answerOf } from "@/components/answer-of";
import { RiskMark } from "@/components/risk-mark";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/choice";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { ErrorSummary } from "@/components/ui/error-summary";
import { announce } from "@/components/ui/live-region";
import { TextArea } from "@/components/ui/text-area";
import { formatShortInstant } from "@/lib/dates";
import type { RaisePreview } from "@/lib/exceptions/raise-risk";
import type { Refusal } from "@/lib/refusal";
import type { Risk } from "@/prisma/generated/enums";

import { previewRaise, raiseTheRisk } from "../exceptions/actions";

type Props = {
  request: { exceptionId: string; number: number; revision: number; contentHash: string };
  risk: Risk;
  /** The levels above. */
  levels: { value: Risk; label: string }[];
  /** Why it cannot be raised. */
  reason: string | null;
  zone: string;
};

/** Raises the level with a reason: who then decides stands there before it is recorded (R8). */
export function RaiseRisk({ request, risk, levels, reason: blocked, zone }: Props) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [level, setLevel] = useState<Risk | "">("");
  const [reason, setReason] = useState("");
  const [preview, setPreview] = useState<RaisePreview | null>(null);
  const [refusal, setRefusal] = useState<(Refusal & { attempt: number }) | null>(null);
  const [isBusy, start] = useTransition();

  function refuse(found: Refusal) {
    setRefusal((last) => ({ ...found, attempt: (last?.attempt ?? 0) + 1 }));
  }

  function choose(chosen: Risk) {
    setLevel(chosen);
    start(async () => {
      const outcome = await answerOf<{ preview: RaisePreview }>(previewRaise(request.number, chosen));
      if (outcome.ok) setPreview(outcome.preview);
      else refuse(outcome);
    });
  }

  function record() {
    start(async () => {
      const { exceptionId, revision, contentHash } = request;
      const outcome = await answerOf<{ number: number; revision: number }>(
        raiseTheRisk({ exceptionId, revision, contentHash, risk: level, reason }),
      );
      if (!outcome.ok) return refuse(outcome);
      announce(`EX-${outcome.number}: risk raised, revision ${outcome.revision}. Recorded.`);
      setOpen(false);
      setLevel("");
      setPreview(null);
      router.refresh();
    });
  }

  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
      <span>
        <span className="mr-2 font-medium">Risk</span>
        <RiskMark risk={risk} />
      </span>
      <Dialog
        title="Raise the risk"
        description="The same words become a new revision, and are routed anew. Whoever approved before decides again; nobody lowers it."
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button kind="outlined" reason={blocked}>
            Raise
          </Button>
        }
        footer={
          <>
            <DialogClose>Keep as it is</DialogClose>
            <Button kind="filled" busy={isBusy} onClick={record}>
              Raise the risk
            </Button>
          </>
        }
      >
        <div className="grid gap-4">
          {refusal && (
            <ErrorSummary message={refusal.message} errors={refusal.fields} attempt={refusal.attempt} />
          )}
          <Segmented
            name="risk"
            legend="To which level"
            options={levels}
            value={level}
            onChange={(event) => choose(event.target.value as Risk)}
            error={refusal?.fields?.risk}
          />
          <TextArea
            name="reason"
            label="Why it is riskier than it was classified"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            error={refusal?.fields?.reason}
          />
          {preview && level && <Follows preview={preview} zone={zone} />}
        </div>
      </Dialog>
    </div>
  );
}

function Follows({ preview, zone }: { preview: RaisePreview; zone: string }) {
  if (preview.problem) return <p className="text-sm font-medium text-bad">{preview.problem}</p>;
  return (
    <section
      aria-label="Who then decides"
      aria-live="polite"
      className="grid gap-2 border-t border-line pt-3 text-sm"
    >
      <h3 className="font-medium">Who then decides</h3>
      <ol className="grid gap-1">
        {preview.steps.map((step, index) => (
          <li key={step.groupName} className="flex flex-wrap justify-between gap-x-3">
            <span>
              <span className="mr-1.5 text-muted tabular-nums">{index + 1}</span>
              {step.groupName}
            </span>
            <span className="text-muted">{`by ${formatShortInstant(new Date(step.dueAt), zone)}`}</span>
          </li>
        ))}
      </ol>
      <p className="text-muted">
        {preview.isShorter
          ? `${preview.limitBecause} What was asked is cut to that.`
          : `${preview.limitBecause} What was asked stays as it is.`}
      </p>
    </section>
  );
}
