"use client";

import type { Route } from "next";
import { usePathname, useRouter } from "next/navigation";
import { type ReactNode, useState, useTransition } from "react";

import { answerOf } from "@/components/answer-of";
import { useKeyAction } from "@/components/keys/context";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/choice";
import { DateTimeField } from "@/components/ui/date-time-field";
import { ErrorSummary } from "@/components/ui/error-summary";
import { announce } from "@/components/ui/live-region";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { formatLength, fromLocalInput } from "@/lib/dates";
import { noAnswers, questionWords } from "@/lib/exceptions/questions";
import { type Answers, type Question, questions } from "@/lib/exceptions/schemas";
import { dayInSeconds } from "@/lib/exceptions/window";
import type { Refusal } from "@/lib/refusal";

import { decideRequest } from "../exceptions/actions";
import { type ConditionValue, toAsked } from "../exceptions/conditions/condition-values";
import { Demands, type DemandsProps } from "./demands";

type Verdict = "approve" | "send_back" | "reject";

type Props = {
  request: { exceptionId: string; number: number; revision: number; contentHash: string };
  /** At high risk each answer is given in words, too (R21). */
  inWords: boolean;
  /** Why this person can say no but not yes. */
  cannotApprove?: string;
  /** An emergency that is in force: it is ratified as it stands, or rejected. */
  ratifying: boolean;
  /** What follows from each choice. */
  follows: Record<Verdict, string>;
  asked:
    | { kind: "length"; longest: number; words: string }
    | { kind: "until"; latest: string; words: string };
  zone: string;
  nextHref: string;
  /** What is different since it was read, when somebody changed it meanwhile. */
  difference: ReactNode;
  children: ReactNode;
  /** What an approver can add: standard mitigations of the rules' domains, and who could prove them. */
  demands: DemandsProps["from"];
};

const verdicts: { value: Verdict; label: string }[] = [
  { value: "approve", label: "Approve" },
  { value: "send_back", label: "Send back" },
  { value: "reject", label: "Reject" },
];
const verdictsToRatify: typeof verdicts = [
  { value: "approve", label: "Ratify" },
  { value: "reject", label: "Reject" },
];

/** The four questions, then the choice, what follows from it, and Record. The product leans to no side. */
export function DecisionForm({
  request,
  inWords,
  cannotApprove,
  ratifying,
  follows,
  asked,
  zone,
  nextHref,
  difference,
  children,
  demands,
}: Props) {
  const router = useRouter();
  const path = usePathname();
  const offered = ratifying ? verdictsToRatify : verdicts;
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [answers, setAnswers] = useState<Answers>(noAnswers);
  const [comment, setComment] = useState("");
  const [granted, setGranted] = useState("");
  const [conditions, setConditions] = useState<ConditionValue[]>([]);
  const [refusal, setRefusal] = useState<(Refusal & { attempt: number }) | null>(null);
  const [busy, start] = useTransition();

  function choose(chosen: Verdict) {
    if (chosen === "approve" && cannotApprove) return;
    if (!offered.some(({ value }) => value === chosen)) return;
    setVerdict(chosen);
    document.getElementById(`field-verdict${chosen === "approve" ? "" : `-${chosen}`}`)?.focus();
  }
  function tap(question: Question, tapped: "yes" | "no") {
    setAnswers((last) => ({ ...last, [question]: { ...last[question], tapped } }));
  }
  // 1–4 answer a question; pressed again, the other answer.
  function toggle(question: Question) {
    tap(
      question,
      answers[question].tapped === expected[question] ? opposite(expected[question]) : expected[question],
    );
  }

  useKeyAction("inbox.approve", () => choose("approve"));
  useKeyAction("inbox.sendBack", () => choose("send_back"));
  useKeyAction("inbox.reject", () => choose("reject"));
  useKeyAction("inbox.question1", () => toggle("whyNow"));
  useKeyAction("inbox.question2", () => toggle("shortest"));
  useKeyAction("inbox.question3", () => toggle("saferWay"));
  useKeyAction("inbox.question4", () => toggle("ifNo"));
  useKeyAction("inbox.record", () => record());

  function refuse(found: Refusal) {
    setRefusal((last) => ({ ...found, attempt: (last?.attempt ?? 0) + 1 }));
  }

  function record() {
    if (busy) return;
    if (!verdict) {
      const missing = ratifying ? "Choose Ratify or Reject." : "Choose Approve, Send back or Reject.";
      return refuse({
        ok: false,
        code: "invalid-input",
        message: missing,
        fields: { verdict: missing },
      });
    }
    start(async () => {
      const { exceptionId, revision, contentHash } = request;
      const outcome = await answerOf(
        decideRequest({
          exceptionId,
          revision,
          contentHash,
          verdict,
          comment,
          answers,
          ...(verdict === "approve" && !ratifying && grantOf(asked, granted, zone)),
          ...(verdict === "approve" &&
            conditions.length > 0 && { conditions: conditions.map((one) => toAsked(one, zone)) }),
        }),
      );
      if (!outcome.ok) {
        refuse(outcome);
        // Somebody changed it: what is different from what was read is shown, and the typed words stay.
        if (outcome.code === "outdated-revision") {
          router.replace(`${path}?open=EX-${request.number}&since=${revision}` as Route, { scroll: false });
        }
        return;
      }
      announce(
        `EX-${outcome.number}: ${ratifying && verdict === "approve" ? "ratified" : said[verdict]}. Recorded.`,
      );
      router.push(nextHref as Route, { scroll: false });
    });
  }

  return (
    <form
      aria-label="Your decision"
      className="grid gap-5 border-t border-line pt-5 min-[1400px]:border-t-0 min-[1400px]:pt-0"
      onSubmit={(event) => {
        event.preventDefault();
        record();
      }}
    >
      <h3 className="text-lg font-semibold">Your decision</h3>
      {refusal && (
        <ErrorSummary message={refusal.message} errors={refusal.fields} attempt={refusal.attempt} />
      )}
      {difference}
      <ol className="grid gap-x-6 gap-y-4 sm:grid-cols-2 min-[1400px]:grid-cols-1">
        {questions.map((question, index) => (
          <li key={question} className="grid content-start gap-2">
            <Segmented
              name={`answers.${question}`}
              legend={`${index + 1}. ${questionWords[question].asks}`}
              options={(["yes", "no"] as const).map((value) => ({
                value,
                label: questionWords[question][value],
              }))}
              value={answers[question].tapped ?? ""}
              onChange={(event) => tap(question, event.target.value as "yes" | "no")}
              error={refusal?.fields?.[`answers.${question}`]}
            />
            {inWords && (
              <TextField
                name={`words.${question}`}
                label={`In words: ${questionWords[question].asks}`}
                hideLabel
                placeholder="In a sentence"
                value={answers[question].words}
                onChange={(event) =>
                  setAnswers((last) => ({
                    ...last,
                    [question]: { ...last[question], words: event.target.value },
                  }))
                }
              />
            )}
          </li>
        ))}
      </ol>

      {!ratifying && <Window asked={asked} granted={granted} onGrant={setGranted} zone={zone} />}
      {children}
      <Demands
        values={conditions}
        onChange={setConditions}
        from={demands}
        zone={zone}
        errors={refusal?.fields ?? {}}
      />

      <Segmented
        name="verdict"
        legend="Choose"
        options={offered.map((option) => ({
          ...option,
          reason: option.value === "approve" ? cannotApprove : null,
        }))}
        value={verdict ?? ""}
        onChange={(event) => setVerdict(event.target.value as Verdict)}
        error={refusal?.fields?.verdict}
      />
      <TextArea
        name="comment"
        label="Comment"
        optional={verdict === "approve"}
        value={comment}
        onChange={(event) => setComment(event.target.value)}
        error={refusal?.fields?.comment}
      />

      <ActionBar>
        <Button type="submit" kind="filled" busy={busy}>
          Record
        </Button>
        <p aria-live="polite" className="text-sm text-muted">
          {verdict && follows[verdict]}
        </p>
      </ActionBar>
    </form>
  );
}

const expected: Record<Question, "yes" | "no"> = {
  whyNow: "yes",
  shortest: "yes",
  saferWay: "no",
  ifNo: "yes",
};
const opposite = (answer: "yes" | "no") => (answer === "yes" ? "no" : "yes");
const said: Record<Verdict, string> = { approve: "approved", send_back: "sent back", reject: "rejected" };

type WindowProps = { asked: Props["asked"]; granted: string; onGrant: (value: string) => void; zone: string };

/** The window may be shortened and never widened (R8), so only shorter ones are offered. */
function Window({ asked, granted, onGrant, zone }: WindowProps) {
  if (asked.kind === "until") {
    return (
      <div className="max-w-sm">
        <DateTimeField
          name="granted"
          label="End, earlier if less will do"
          zone={zone}
          hint={`Asked ${asked.words}.`}
          max={asked.latest}
          value={granted || asked.latest}
          onChange={(event) => onGrant(event.target.value)}
        />
      </div>
    );
  }
  const shorter = shorterLengths.filter((seconds) => seconds < asked.longest);
  return (
    <div className="max-w-sm">
      <Select
        name="granted"
        label="Window, shorter if less will do"
        options={[
          { value: "", label: `As asked: ${formatLength(asked.longest)}` },
          ...shorter
            .toReversed()
            .map((seconds) => ({ value: String(seconds), label: formatLength(seconds) })),
        ]}
        value={granted}
        onChange={(event) => onGrant(event.target.value)}
      />
    </div>
  );
}

const shorterLengths = [1 / 24, 4 / 24, 8 / 24, 1, 2, 3, 5, 7, 10, 14, 21].map((days) => days * dayInSeconds);

function grantOf(asked: Props["asked"], granted: string, zone: string) {
  if (granted === "") return {};
  if (asked.kind === "length") return { grantedSeconds: Number(granted) };
  const end = granted === asked.latest ? null : fromLocalInput(granted, zone);
  return end ? { grantedEnd: end.toISOString() } : {};
}
