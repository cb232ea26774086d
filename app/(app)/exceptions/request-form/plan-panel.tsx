import { ChainLine } from "@/components/chain-line";
import { Instant } from "@/components/instant";
import { PrecedentList } from "@/components/precedent-list";
import { RiskMark } from "@/components/risk-mark";
import { SignalList } from "@/components/signal-list";
import { Announce } from "@/components/ui/announce";
import { formatShortInstant } from "@/lib/dates";
import type { Preview } from "@/lib/exceptions/preview";

import { AskInTime } from "./ask-in-time";

type Props = { preview: Preview | null; problem: string | null; busy: boolean; zone: string };

/** The live panel: who decides and why, by when; the risk with its reasons; when it would end; what is like it. */
export function PlanPanel({ preview, problem, busy, zone }: Props) {
  return (
    <div aria-busy={busy} className="grid gap-5 rounded-lg border border-line bg-panel p-4 text-sm">
      {problem && <p className="font-medium text-bad">{problem}</p>}
      {preview ? (
        <>
          <WhoDecides preview={preview} zone={zone} />
          <Risk preview={preview} />
          <Ends preview={preview} zone={zone} />
          <Continues preview={preview} zone={zone} />
          <Signals signals={preview.signals} />
          <Like precedents={preview.precedents} />
          <Announce
            sentence={`${preview.riskSentence} ${preview.steps.map(({ groupName }) => groupName).join(preview.emergency ? " or " : ", then ")} decides.${signalsInWords(preview.signals)}`}
          />
        </>
      ) : (
        <p className="text-muted">
          Choose a rule and a place, and who decides, by when and how long it may last stands here.
        </p>
      )}
    </div>
  );
}

const signalsInWords = (signals: Preview["signals"]) =>
  signals.length > 0 ? ` ${signals.map(({ headline }) => headline).join(". ")}.` : "";

function Heading({ children }: { children: string }) {
  return <h2 className="text-xs font-medium text-muted">{children}</h2>;
}

function WhoDecides({ preview: { steps, missing, emergency }, zone }: { preview: Preview; zone: string }) {
  return (
    <section className="grid gap-2">
      <Heading>Who decides</Heading>
      {emergency && (
        <p className="text-xs">
          {steps.length > 1
            ? "One person of any of these groups approves at once, and it is in force. The other groups are told that they were skipped, and ratify it within 24 hours; otherwise it is revoked."
            : "One person of this group approves at once, and it is in force."}
        </p>
      )}
      <ol className="grid gap-3">
        {steps.map((step) => (
          <li key={step.position} className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-1">
            <span className="text-muted tabular-nums">{step.position}</span>
            <div className="grid gap-0.5">
              <p className="flex flex-wrap justify-between gap-x-3">
                <span className="font-medium">{step.groupName}</span>
                {!emergency && (
                  <span>
                    by{" "}
                    <Instant at={step.dueAt} zone={zone}>
                      {formatShortInstant(step.dueAt, zone)}
                    </Instant>
                  </span>
                )}
              </p>
              <p className="text-xs text-muted">
                {`${step.needed} of ${step.members}${step.memberNames.length > 0 ? `: ${step.memberNames.join(", ")}` : ""}`}
              </p>
              <p className="text-xs text-muted">{step.because}</p>
              {step.partyNames.map((name) => (
                <p key={name} className="text-xs text-muted">{`Not ${name}: a party to it (R4)`}</p>
              ))}
              {step.nobody && (
                <p className="text-xs font-medium text-bad">
                  Nobody here could decide it. Name another owner, or have an outside approver seated.
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
      {missing.map((sentence) => (
        <p key={sentence} className="text-xs text-muted">
          {sentence}
        </p>
      ))}
    </section>
  );
}

function Risk({ preview }: { preview: Preview }) {
  return (
    <section className="grid gap-1">
      <Heading>Risk</Heading>
      <p className="font-medium">
        <RiskMark risk={preview.risk} />
      </p>
      <p className="text-xs text-muted">{preview.riskSentence}</p>
    </section>
  );
}

function Ends({ preview, zone }: { preview: Preview; zone: string }) {
  return (
    <section className="grid gap-1">
      <Heading>Ends</Heading>
      {preview.window ? (
        <p>
          If approved now: <Instant at={preview.window.endsAt} zone={zone} className="font-medium" />
        </p>
      ) : (
        <p className={preview.windowProblem ? "font-medium text-bad" : "text-muted"}>
          {preview.windowProblem ?? "Choose how long."}
        </p>
      )}
      <p className="text-xs text-muted">
        {preview.limitBecause}
        {preview.renewal > 0 && ` This is renewal ${preview.renewal}${preview.renewal > 2 ? "" : " of 2"}.`}
      </p>
    </section>
  );
}

function Continues({ preview, zone }: { preview: Preview; zone: string }) {
  const { continuing } = preview;
  const now = preview.at;
  if (!continuing) return null;
  return (
    <section className="grid gap-2">
      <Heading>{`Continues EX-${continuing.number}`}</Heading>
      <ChainLine chain={continuing.chain} asked={preview.window} now={now} zone={zone} />
      <AskInTime continuing={continuing} now={now} zone={zone} />
    </section>
  );
}

function Signals({ signals }: { signals: Preview["signals"] }) {
  if (signals.length === 0) return null;
  return (
    <section className="grid gap-2">
      <Heading>{`Signals ${signals.length}`}</Heading>
      <SignalList signals={signals} />
      <p className="text-xs text-muted">They do not block. Whoever decides sees them, too.</p>
    </section>
  );
}

function Like({ precedents }: { precedents: Preview["precedents"] }) {
  if (precedents.total === 0) return null;
  return (
    <section className="grid gap-2">
      <Heading>Like this</Heading>
      <PrecedentList precedents={precedents} />
    </section>
  );
}
