"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FormProvider, useForm, useWatch } from "react-hook-form";

import { answerOf } from "@/components/answer-of";
import { useKeyAction } from "@/components/keys/context";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ErrorSummary } from "@/components/ui/error-summary";
import { designProblemFrom } from "@/lib/exceptions/extensions";
import type { Refusal } from "@/lib/refusal";

import { fileNewRequest, saveEdit } from "../actions";
import type { Directory } from "./directory";
import { type Found, FoundPart } from "./found-part";
import { LastTime, type LastTimeWords } from "./last-time";
import { LengthPart } from "./length-part";
import { PeoplePart } from "./people-part";
import { PlanPanel } from "./plan-panel";
import { RemediationPart } from "./remediation-part";
import { fieldOf, flatErrors, type RequestValues, requestResolver, toRequest } from "./request-values";
import { RiskPart } from "./risk-part";
import { RulePart } from "./rule-part";
import { SafetyPart } from "./safety-part";
import { useDraft } from "./use-draft";
import { usePreview } from "./use-preview";
import { WherePart } from "./where-part";
import { WhyPart } from "./why-part";

type Props = {
  me: { id: string };
  /** Made on the server with the page, so that sending the form twice files it once. */
  id: string;
  zone: string;
  directory: Directory;
  initial: RequestValues;
  /** Where the draft is kept in this browser; undefined: nothing is kept. */
  draftKey?: string;
  extending?: { id: string; number: number; renewal: number; lastTime: LastTimeWords | null };
  /** What a pipeline found: it goes with the request as it is. */
  found?: Found;
  editing?: {
    exceptionId: string;
    number: number;
    seenRevision: number;
    sentBack: boolean;
    /** A pipeline wrote it, and nobody has submitted it yet. */
    isFirst: boolean;
  };
};

/** Asking, changing and extending: the same questions, with what follows from the answers beside them. */
export function RequestForm({
  me,
  id,
  zone,
  directory,
  initial,
  draftKey,
  extending,
  found,
  editing,
}: Props) {
  const router = useRouter();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [isSent, setSent] = useState(false);

  const known = {
    id,
    zone,
    continuesId: extending?.id,
    renewal: extending?.renewal,
    exceptionId: editing?.exceptionId,
    found,
  };
  const form = useForm<RequestValues>({
    resolver: requestResolver(known),
    defaultValues: initial,
    shouldFocusError: false,
  });
  const values = useWatch({ control: form.control }) as RequestValues;
  const draft = useDraft(isSent ? undefined : draftKey, form, values);
  const { preview, problem, busy } = usePreview(values, known, refusal);

  const submit = form.handleSubmit(send, () => {
    setRefusal(null);
    setAttempt((count) => count + 1);
  });
  useKeyAction("inbox.record", () => void submit());

  async function send(typed: RequestValues) {
    setAttempt((count) => count + 1);
    const { id: requestId, requesterId, continuesId, emergency, ...asked } = toRequest(typed, known);
    const outcome = await answerOf<{ number: number }>(
      editing
        ? saveEdit({ ...asked, exceptionId: editing.exceptionId, seenRevision: editing.seenRevision })
        : fileNewRequest({
            ...asked,
            id: requestId,
            requesterId,
            continuesId,
            emergency,
            rulesSeen: preview?.ruleSetVersion,
          }),
    );

    if (outcome.ok) {
      setSent(true);
      draft.forget();
      return router.push(`/exceptions/EX-${outcome.number}` as Route);
    }
    setRefusal(outcome);
    for (const [path, message] of Object.entries(outcome.fields ?? {})) {
      form.setError(fieldOf(path, typed) as "title", { message });
    }
  }

  return (
    <FormProvider {...form}>
      <form onSubmit={submit} noValidate className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="grid content-start gap-8">
          <ErrorSummary
            message={refusal?.message}
            errors={flatErrors(form.formState.errors)}
            attempt={attempt}
          />
          {draft.restored && <DraftIsBack onStartAfresh={draft.startAfresh} />}
          {found && <FoundPart {...found} />}
          <RulePart {...directory} />
          <WherePart {...directory} />
          <LastTime value={extending?.lastTime ?? null}>
            <WhyPart extendedNumber={extending?.number} />
            <RiskPart />
            <SafetyPart directory={directory} longest={preview?.limitSeconds ?? null} zone={zone} />
            <LengthPart
              zone={zone}
              limit={preview}
              startsAtOldEnd={Boolean(extending)}
              isFiled={Boolean(editing)}
            />
          </LastTime>
          <PeoplePart people={directory.people} me={me} canAskForOthers={!editing} />
          {extending && extending.renewal >= designProblemFrom && (
            <RemediationPart number={8} renewal={extending.renewal} />
          )}
        </div>

        <aside aria-label="What follows" className="lg:sticky lg:top-20 lg:self-start">
          <PlanPanel preview={preview} problem={problem} busy={busy} zone={zone} />
        </aside>

        <ActionBar>
          <Button kind="filled" type="submit" busy={form.formState.isSubmitting || isSent}>
            {buttonWords(editing, extending)}
          </Button>
          {draftKey && !editing && (
            <p className="text-xs text-muted max-sm:hidden">Kept in this browser as you type.</p>
          )}
        </ActionBar>
      </form>
    </FormProvider>
  );
}

function DraftIsBack({ onStartAfresh }: { onStartAfresh: () => void }) {
  return (
    <Callout
      tone="neutral"
      title="Your draft is back."
      action={
        <Button kind="ghost" onClick={onStartAfresh}>
          Start afresh
        </Button>
      }
    >
      It was kept in this browser.
    </Callout>
  );
}

function buttonWords(editing: Props["editing"], extending: Props["extending"]) {
  if (editing && !editing.isFirst) return editing.sentBack ? "Submit again" : "Save as a new revision";
  return extending ? "Ask for the extension" : "Submit request";
}
