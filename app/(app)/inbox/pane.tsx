import type { Route } from "next";
import Link from "next/link";

import { ChainLine } from "@/components/chain-line";
import { ExceptionNumber } from "@/components/exception-number";
import { PrecedentList } from "@/components/precedent-list";
import { RiskMark } from "@/components/risk-mark";
import { Section } from "@/components/section";
import { SignalList } from "@/components/signal-list";
import { StatusPill } from "@/components/status-pill";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { Differences } from "@/components/word-difference";
import type { Actor } from "@/lib/auth/actor";
import { toLocalInput } from "@/lib/dates";
import { chainOf } from "@/lib/exceptions/chain-of";
import type { ExceptionWithHistory, StepOnRecord } from "@/lib/exceptions/exception-with-history";
import { barredFrom } from "@/lib/exceptions/lock-exception";
import { possibleActs } from "@/lib/exceptions/possible-acts";
import { precedentsOf } from "@/lib/exceptions/precedents";
import { revisionContinued } from "@/lib/exceptions/revision-continued";
import { isAtLeast } from "@/lib/exceptions/risk";
import { signalsOfRequest } from "@/lib/exceptions/signals-of";
import {
  groupsWaitedFor,
  isSigned,
  stageOf,
  stepToSign,
  whyCannotApprove,
  wouldSettle,
} from "@/lib/exceptions/steps";
import { choosablePeople } from "@/lib/people/choosable-people";
import {
  askedInWords,
  askedSpan,
  differenceTo,
  namesOf,
  renewalInWords,
} from "../exceptions/record-in-words";
import { RequestFacts } from "../exceptions/request-facts";
import { StepList } from "../exceptions/step-list";
import { DecisionForm } from "./decision-form";

type Props = {
  exception: ExceptionWithHistory;
  actor: Actor;
  now: Date;
  zone: string;
  nextHref: string;
  why: string | null;
};

/** One request, whole, and the decision on it. */
export async function Pane({ exception, actor, now, zone, nextHref, why }: Props) {
  const [precedents, signals, people, chain, continued] = await Promise.all([
    precedentsOf(exception.scopes, actor, exception.id),
    signalsOfRequest(exception, actor, now),
    choosablePeople(),
    exception.continuesId ? chainOf(exception.id) : [],
    exception.continuesId ? revisionContinued(exception.continuesId) : null,
  ]);
  const blocked = possibleActs(exception, actor, now).decide;
  const before = revisionToCompare(exception, actor);
  const { currentSteps: steps, emergency } = exception;
  const asked = { emergency, steps, barredIds: barredFrom({ ...exception, steps }) };
  const step = stepToSign(asked, actor.id)?.step;
  const { current } = exception;

  return (
    <article aria-labelledby="request-title" className="grid content-start gap-6">
      <header className="grid gap-1.5">
        <div className="md:hidden">
          <LinkButton href="/inbox" kind="ghost">
            All that wait
          </LinkButton>
        </div>
        <h2 id="request-title" tabIndex={-1} className="text-xl font-semibold text-balance outline-none">
          <Link
            href={`/exceptions/EX-${exception.number}` as Route}
            className="mr-1 font-normal text-accent hover:underline"
          >
            <ExceptionNumber number={exception.number} />
          </Link>{" "}
          {exception.title}
        </h2>
        <div className="flex flex-wrap items-center gap-x-5 gap-y-1 text-sm">
          <StatusPill {...exception} now={now} />
          <RiskMark risk={exception.risk} />
          <span>{`${exception.requester.name} asks for ${askedInWords(current, zone)}`}</span>
          {exception.renewal > 0 && <span className="text-back">{renewalInWords(exception.renewal)}</span>}
        </div>
        {why && <p className="text-xs text-muted">{why}</p>}
      </header>

      {continued && (
        <Section title={`Since EX-${continued.number}`}>
          <ChainLine chain={chain} asked={askedSpan(exception, now)} now={now} zone={zone} />
          <Differences
            {...differenceTo(
              current,
              continued.revision,
              namesOf(exception, [...people, ...continued.names]),
              zone,
            )}
          />
        </Section>
      )}
      {signals.length > 0 && (
        <Section title="Signals" count={signals.length}>
          <SignalList signals={signals} />
        </Section>
      )}
      {before && (
        <Section title={`Since revision ${before.number}`}>
          <Differences {...differenceTo(current, before, namesOf(exception, people), zone)} />
        </Section>
      )}
      <RequestFacts exception={exception} zone={zone} me={actor} />

      <div className="grid gap-6 sm:grid-cols-2">
        <Section title="Who decides">
          <StepList exception={exception} now={now} zone={zone} />
        </Section>
        {precedents.total > 0 && (
          <Section title="Like this">
            <PrecedentList precedents={precedents} />
          </Section>
        )}
      </div>

      {blocked ? (
        <Callout
          tone="neutral"
          title={blocked.message}
          action={<LinkButton href={`/exceptions/EX-${exception.number}`}>Open the record</LinkButton>}
        />
      ) : (
        <DecisionForm
          key={exception.id}
          request={{
            exceptionId: exception.id,
            number: exception.number,
            revision: exception.revision,
            contentHash: current.contentHash,
          }}
          inWords={isAtLeast(exception.risk, "high")}
          isLast={step ? wouldSettle(steps, step) : false}
          groupAfter={step && groupAfter(steps, step)}
          cannotApprove={whyCannotApprove(asked, actor)?.message}
          asked={
            current.askedEnd
              ? {
                  kind: "until",
                  latest: toLocalInput(current.askedEnd, zone),
                  words: askedInWords(current, zone),
                }
              : {
                  kind: "length",
                  longest: current.askedSeconds ?? current.limitSeconds,
                  words: askedInWords(current, zone),
                }
          }
          told={told(exception)}
          zone={zone}
          nextHref={nextHref}
        />
      )}
    </article>
  );
}

/** Whose turn it is after this step: who else is open now, or the next stage once this one is signed. */
function groupAfter(steps: StepOnRecord[], step: StepOnRecord): string | undefined {
  const left = steps.filter((one) => one.id !== step.id && !isSigned(one));
  const stage = Math.min(...left.map(stageOf));
  return groupsWaitedFor(left.filter((one) => stageOf(one) === stage)) || undefined;
}

/** The revision this person decided last, else the one before the current; none when it was never changed. */
function revisionToCompare({ revisions, decisions, revision }: ExceptionWithHistory, actor: Actor) {
  const mine = decisions
    .filter((decision) => decision.personId === actor.id && decision.revision < revision)
    .at(-1)?.revision;
  return revisions.find(({ number }) => number === (mine ?? revision - 1));
}

/** Who hears of the decision: requester, owner and whoever signed before. */
function told({ requester, owner, currentSteps }: ExceptionWithHistory): number {
  const signed = currentSteps.flatMap((step) => step.decisions.map(({ personId }) => personId));
  return new Set([requester.id, owner.id, ...signed]).size;
}
