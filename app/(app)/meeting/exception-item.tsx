import { Ends } from "@/components/ends";
import { Person } from "@/components/person";
import { PrecedentList } from "@/components/precedent-list";
import { RiskMark } from "@/components/risk-mark";
import { Section } from "@/components/section";
import { StatusPill } from "@/components/status-pill";
import { DescriptionList, Fact } from "@/components/ui/description-list";
import { LinkButton } from "@/components/ui/link-button";
import { Differences } from "@/components/word-difference";
import type { Actor } from "@/lib/auth/actor";
import { chainOf } from "@/lib/exceptions/chain-of";
import { type ExceptionWithHistory, exceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { isSuspended } from "@/lib/exceptions/lifecycle";
import { possibleActs } from "@/lib/exceptions/possible-acts";
import { precedentsOf } from "@/lib/exceptions/precedents";
import { outcomeNames } from "@/lib/exceptions/rechecks";
import { choosablePeople } from "@/lib/people/choosable-people";
import { environmentNames } from "@/lib/words";
import { Standing } from "../exceptions/[number]/conditions";
import { differenceTo, namesOf, renewalInWords } from "../exceptions/record-in-words";
import { StepList } from "../exceptions/step-list";

type Props = { number: number; actor: Actor; now: Date; zone: string };

/** The few facts that a meeting needs of an exception, and the way to act on it for whoever may. */
export async function ExceptionItem({ number, actor, now, zone }: Props) {
  const exception = await exceptionWithHistory(number, actor, now);
  if (!exception) return null;
  const chain = await chainOf(exception.id);
  const [precedents, people] = await Promise.all([
    precedentsOf(
      exception.scopes,
      actor,
      chain.map((link) => link.number),
    ),
    choosablePeople(),
  ]);
  const { current, revisions, revision, conditions, status } = exception;
  const before = status === "pending" ? revisions.find((one) => one.number === revision - 1) : undefined;
  const waits = status === "pending" && !exception.sentBack;

  return (
    <>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-1.5 text-sm">
        <StatusPill {...exception} suspended={isSuspended(exception, now)} now={now} />
        <RiskMark risk={exception.risk} />
        {exception.endsAt && <Ends at={exception.endsAt} now={now} zone={zone} />}
        {exception.recheck && (
          <span className={exception.recheck === "compliant" ? "" : "text-bad"}>
            {`Re-check: ${outcomeNames[exception.recheck].toLowerCase()}`}
          </span>
        )}
        <span>
          <span className="text-muted">Owner </span>
          <Person person={exception.owner} isMe={exception.ownerId === actor.id} />
        </span>
        {exception.renewal > 0 && <span className="text-muted">{renewalInWords(exception.renewal)}</span>}
      </div>
      <div className="flex flex-wrap gap-2 print:hidden">
        {waits && <DecideButton exception={exception} actor={actor} now={now} />}
        <LinkButton href={`/exceptions/EX-${number}`}>Open the record</LinkButton>
      </div>
      <DescriptionList>
        <Fact term="Rule">{rulesInWords(exception)}</Fact>
        <Fact term="Where">{placesInWords(exception)}</Fact>
        <Fact term="Why">{current.content.reason}</Fact>
        <Fact term="If the answer is no">{current.content.breaksIfNo}</Fact>
        {current.content.mitigation && <Fact term="Mitigation">{current.content.mitigation}</Fact>}
        {conditions.length > 0 && (
          <Fact term="Conditions">
            <ol className="grid gap-1.5">
              {conditions.map((condition) => (
                <li key={condition.id} className="flex flex-wrap items-start gap-x-3 gap-y-1">
                  <span className="min-w-48 flex-1">{`${condition.position}. ${condition.statement}`}</span>
                  <Standing condition={condition} exception={exception} now={now} />
                </li>
              ))}
            </ol>
          </Fact>
        )}
      </DescriptionList>
      {before && (
        <Section title={`Since revision ${before.number}`}>
          <Differences {...differenceTo(current, before, namesOf(exception, people), zone)} />
        </Section>
      )}
      <div className="flex flex-wrap gap-6 *:min-w-64 *:flex-1">
        {status === "pending" && (
          <Section title="Who decides">
            <StepList exception={exception} now={now} zone={zone} />
          </Section>
        )}
        {precedents.total > 0 && (
          <Section title="Like this">
            <PrecedentList precedents={precedents} />
          </Section>
        )}
      </div>
    </>
  );
}

/** Deciding happens in the Inbox, with its form and all its rules: a meeting decides for nobody. */
function DecideButton({
  exception,
  actor,
  now,
}: {
  exception: ExceptionWithHistory;
  actor: Actor;
  now: Date;
}) {
  const refusal = possibleActs(exception, actor, now).decide;
  return (
    <LinkButton href={`/inbox?open=EX-${exception.number}`} reason={refusal?.message}>
      Decide
    </LinkButton>
  );
}

function rulesInWords({ scopes }: ExceptionWithHistory): string {
  const rules = scopes.map(({ policy: { key, title } }) => `${key} ${title}`);
  return [...new Set(rules)].sort().join("\n");
}

function placesInWords({ scopes }: ExceptionWithHistory): string {
  const places = scopes.map(
    ({ system, environment, resource }) =>
      `${system.name}, ${environmentNames[environment].toLowerCase()}${resource ? `: ${resource}` : ""}`,
  );
  return [...new Set(places)].join("\n");
}
