import { Siren, Zap } from "lucide-react";
import type { Route } from "next";
import { ChainLine } from "@/components/chain-line";
import { EmergencyMark, UrgentMark } from "@/components/emergency-mark";
import { ExceptionNumber } from "@/components/exception-number";
import { PrecedentList } from "@/components/precedent-list";
import { Recommendations } from "@/components/recommendations";
import { RiskMark } from "@/components/risk-mark";
import { Section } from "@/components/section";
import { SignalList } from "@/components/signal-list";
import { StatusPill } from "@/components/status-pill";
import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { Differences } from "@/components/word-difference";
import type { Actor } from "@/lib/auth/actor";
import { formatInstant, formatShortInstant, relative, toLocalInput } from "@/lib/dates";
import { chainOf } from "@/lib/exceptions/chain-of";
import { waitsToBeRatified } from "@/lib/exceptions/emergency";
import type { ExceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { isSuspended } from "@/lib/exceptions/lifecycle";
import { barredFrom } from "@/lib/exceptions/lock-exception";
import { mitigationsFor } from "@/lib/exceptions/mitigations";
import { overdueSentence } from "@/lib/exceptions/overdue-sentence";
import { overdueSteps } from "@/lib/exceptions/overdue-steps";
import { possibleActs } from "@/lib/exceptions/possible-acts";
import { precedentsOf } from "@/lib/exceptions/precedents";
import type { AwaitingDecision } from "@/lib/exceptions/requests-awaiting-decision";
import { revisionContinued } from "@/lib/exceptions/revision-continued";
import { isAtLeast, riskNames } from "@/lib/exceptions/risk";
import { signalsOfRequest } from "@/lib/exceptions/signals-of";
import { snoozeChoices, whyCannotSnooze } from "@/lib/exceptions/snooze";
import { stepToSign, whyCannotApprove } from "@/lib/exceptions/steps";
import { binds } from "@/lib/exceptions/taken-back";
import { type Urgency, urgencyOf, urgencySentence } from "@/lib/exceptions/urgency";
import { isWatched } from "@/lib/exceptions/watched-by";
import { recommendationsOn } from "@/lib/meetings/recommendations";
import { organisation } from "@/lib/organisation";
import { choosablePeople } from "@/lib/people/choosable-people";
import type { Risk } from "@/prisma/generated/enums";

import {
  askedInWords,
  askedSpan,
  differenceTo,
  differenceToEarlier,
  namesOf,
  renewalInWords,
} from "../exceptions/record-in-words";
import { RequestFacts } from "../exceptions/request-facts";
import { StepList } from "../exceptions/step-list";
import { Attention } from "./attention";
import { DecisionForm } from "./decision-form";
import { RaiseRisk } from "./raise-risk";
import { whatFollows } from "./what-follows";

type Props = {
  exception: ExceptionWithHistory;
  actor: Actor;
  now: Date;
  zone: string;
  nextHref: string;
  why: string | null;
  /** What waits for this person, or what they put off; none when it was opened by its link. */
  mine?: AwaitingDecision;
  /** The revision that this person had read when somebody changed it. */
  since: number | null;
};

/** One request, whole, and the decision on it. */
export async function Pane({ exception, actor, now, zone, nextHref, why, mine, since }: Props) {
  const chain = await chainOf(exception.id);
  const own = chain.map(({ number }) => number);
  const [precedents, signals, people, continued, urgency, overdue, watching, recommended, { calendar }] =
    await Promise.all([
      precedentsOf(exception.scopes, actor, own),
      signalsOfRequest(exception, actor, now),
      choosablePeople(),
      exception.continuesId ? revisionContinued(exception.continuesId) : null,
      urgencyOf(exception, now),
      overdueSteps(now, exception.id),
      isWatched(actor, exception.id),
      recommendationsOn({ exceptionId: exception.id }),
      organisation(),
    ]);
  const acts = possibleActs(exception, actor, now);
  const { currentSteps: steps, emergency } = exception;
  const asked = { emergency, steps, barredIds: barredFrom({ ...exception, steps }) };
  const step = stepToSign(asked, actor.id)?.step;
  const { current } = exception;
  const before = revisionToCompare(exception, actor, since);
  const isStale = before !== undefined && before.number === since;
  const difference = before && (
    <Differences {...differenceTo(current, before, namesOf(exception, people), zone)} />
  );
  const request = {
    exceptionId: exception.id,
    number: exception.number,
    revision: exception.revision,
    contentHash: current.contentHash,
  };

  return (
    <article
      aria-labelledby="request-title"
      className="grid content-start gap-x-8 gap-y-6 min-[1400px]:grid-cols-[minmax(0,1fr)_24rem]"
    >
      <div className="grid content-start gap-6">
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
            <StatusPill {...exception} suspended={isSuspended(exception, now)} now={now} />
            <RiskMark risk={exception.risk} />
            {exception.emergency && <EmergencyMark />}
            {current.content.urgent && <UrgentMark />}
            <span>{`${exception.requester.name} asks for ${askedInWords(current, zone)}`}</span>
            {exception.renewal > 0 && <span className="text-back">{renewalInWords(exception.renewal)}</span>}
          </div>
          {why && <p className="text-xs text-muted">{why}</p>}
          <Attention
            key={exception.id}
            exceptionId={exception.id}
            number={exception.number}
            watching={watching}
            snoozed={
              mine?.snoozedUntil
                ? {
                    until: mine.snoozedUntil.toISOString(),
                    words: formatShortInstant(mine.snoozedUntil, zone),
                  }
                : null
            }
            choices={mine && !mine.snoozedUntil ? snoozeChoices(mine, now, calendar) : []}
            reason={(mine && whyCannotSnooze(mine, now)?.message) ?? null}
            nextHref={nextHref}
          />
        </header>

        <Hurried exception={exception} urgency={urgency} now={now} zone={zone} />
        {overdue.map((step) => (
          <Callout key={step.stepId} tone="soon" title={overdueSentence(step, now, zone)} />
        ))}
        <Recommendations recommendations={recommended} zone={zone} link={actor.role !== "outside_approver"} />
        {continued && (
          <Section title={`Since EX-${continued.number}`}>
            <ChainLine chain={chain} asked={askedSpan(exception, now)} now={now} zone={zone} />
            <Differences {...differenceToEarlier(exception, continued, people, zone)} />
          </Section>
        )}
        {signals.length > 0 && (
          <Section title="Signals" count={signals.length}>
            <SignalList signals={signals} />
          </Section>
        )}
        {before && !isStale && <Section title={`Since revision ${before.number}`}>{difference}</Section>}
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
      </div>

      <div className="min-[1400px]:sticky min-[1400px]:top-20 min-[1400px]:max-h-[calc(100dvh-6rem)] min-[1400px]:self-start min-[1400px]:overflow-y-auto">
        {acts.decide ? (
          <Callout
            tone="neutral"
            title={acts.decide.message}
            action={<LinkButton href={`/exceptions/EX-${exception.number}`}>Open the record</LinkButton>}
          />
        ) : (
          <DecisionForm
            key={exception.id}
            request={request}
            inWords={isAtLeast(exception.risk, "high")}
            cannotApprove={whyCannotApprove(asked, actor)?.message}
            ratifying={waitsToBeRatified(exception, now)}
            follows={whatFollows(exception, step, now, zone)}
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
            zone={zone}
            nextHref={nextHref}
            demands={{
              offered: mitigationsFor(exception.scopes.map(({ policy }) => policy.domain)).filter(
                (key) => !exception.conditions.filter(binds).some(({ mitigation }) => mitigation === key),
              ),
              people,
              ownerWords: `${exception.owner.name}, the owner`,
              longest: current.askedSeconds ?? current.limitSeconds,
            }}
            difference={
              isStale && (
                <Section title={`Changed since revision ${before.number}, which you read`}>
                  {difference}
                </Section>
              )
            }
          >
            {exception.status === "pending" && (
              <RaiseRisk
                request={request}
                risk={exception.risk}
                levels={(Object.keys(riskNames) as Risk[])
                  .filter((level) => !isAtLeast(exception.risk, level))
                  .map((level) => ({ value: level, label: riskNames[level] }))}
                reason={acts.raise?.message ?? null}
                zone={zone}
              />
            )}
          </DecisionForm>
        )}
      </div>
    </article>
  );
}

/** What cannot wait, why, and how often it was said before. */
function Hurried({
  exception,
  urgency,
  now,
  zone,
}: Pick<Props, "exception" | "now" | "zone"> & { urgency: Urgency | null }) {
  if (!urgency) return null;
  const often = urgencySentence(urgency, exception.requester.name);
  const { urgent } = exception.current.content;
  if (urgent)
    return (
      <Callout tone="neutral" icon={Zap} title={`Urgent: ${urgent.what}`}>
        {often}
      </Callout>
    );

  const { ratifyBy } = exception;
  const isInForce = waitsToBeRatified(exception, now);
  return (
    <Callout
      tone={isInForce ? "soon" : "neutral"}
      icon={Siren}
      title={
        isInForce && ratifyBy
          ? `Emergency, in force since ${exception.activatedAt && relative(exception.activatedAt, now)}. Ratify by ${formatInstant(ratifyBy, zone)}, ${relative(ratifyBy, now)}.`
          : "Emergency: your approval puts it in force at once."
      }
    >
      {often}
    </Callout>
  );
}

/** The revision this person decided last, else the one before the current; none when it was never changed. */
function revisionToCompare(
  { revisions, decisions, revision }: ExceptionWithHistory,
  actor: Actor,
  since: number | null,
) {
  if (since !== null && since < revision) return revisions.find(({ number }) => number === since);
  const mine = decisions
    .filter((decision) => decision.personId === actor.id && decision.revision < revision)
    .at(-1)?.revision;
  return revisions.find(({ number }) => number === (mine ?? revision - 1));
}
