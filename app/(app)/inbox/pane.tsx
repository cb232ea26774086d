import type { Route } from "next";
import Link from "next/link";

import { ExceptionNumber } from "@/components/exception-number";
import { RiskMark } from "@/components/risk-mark";
import { Section } from "@/components/section";
import { StatusPill } from "@/components/status-pill";
import { Callout } from "@/components/ui/callout";
import { LinkButton } from "@/components/ui/link-button";
import { Differences } from "@/components/word-difference";
import type { Actor } from "@/lib/auth/actor";
import { toLocalInput } from "@/lib/dates";
import type { ExceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { possibleActs } from "@/lib/exceptions/possible-acts";
import { similarTo } from "@/lib/exceptions/preview";
import { isAtLeast } from "@/lib/exceptions/risk";
import { openStep, wouldSettle } from "@/lib/exceptions/steps";
import { choosablePeople } from "@/lib/people/choosable-people";
import { statusNames } from "@/lib/words";
import { askedInWords, differenceTo, namesOf } from "../exceptions/record-in-words";
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
  const [similar, people] = await Promise.all([
    similarTo(exception.scopes, actor, exception.id),
    choosablePeople(),
  ]);
  const blocked = possibleActs(exception, actor, now).decide;
  const before = revisionToCompare(exception, actor);
  const step = openStep(exception.currentSteps);
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
          {exception.renewal > 0 && <span className="text-back">{`Renewal ${exception.renewal} of 2`}</span>}
        </div>
        {why && <p className="text-xs text-muted">{why}</p>}
      </header>

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
        {similar.length > 0 && (
          <Section title="Like this" count={similar.length}>
            <ul className="grid gap-1.5 text-sm">
              {similar.map((found) => (
                <li key={found.number}>
                  <ExceptionNumber number={found.number} link /> {found.title}
                  <span className="block text-xs text-muted">{`${statusNames[found.status]}${found.closedReason ? ` (${found.closedReason})` : ""}, same ${found.same}`}</span>
                </li>
              ))}
            </ul>
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
          isLast={step ? wouldSettle(exception.currentSteps, step) : false}
          groupAfter={
            exception.currentSteps.find(({ position }) => position > (step?.position ?? 0))?.groupName
          }
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
