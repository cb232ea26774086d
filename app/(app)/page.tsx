import { CircleX, Hourglass } from "lucide-react";
import type { Metadata } from "next";
import type { ReactNode } from "react";

import { DecideBy } from "@/components/decide-by";
import { Ends } from "@/components/ends";
import { ExceptionNumber } from "@/components/exception-number";
import { Instant } from "@/components/instant";
import { KeyList } from "@/components/keys/key-list";
import { Page } from "@/components/page";
import { RiskMark } from "@/components/risk-mark";
import { Section } from "@/components/section";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { RowLink } from "@/components/ui/table";
import { requireActor } from "@/lib/auth/session";
import { dayIn, formatDay, formatInstant, formatShortDay, relative } from "@/lib/dates";
import { type ConditionDue, evidenceDueOf } from "@/lib/exceptions/conditions-due";
import {
  askedAndWaiting,
  type DutyRow,
  endingSoon,
  inForceOf,
  pastTheirEnd,
  reportsOf,
  sentBackTo,
} from "@/lib/exceptions/my-duties";
import { whyCannotNudge } from "@/lib/exceptions/nudge";
import { outcomeNames } from "@/lib/exceptions/rechecks";
import { requestsAwaitingDecision } from "@/lib/exceptions/requests-awaiting-decision";
import { followUpsOf } from "@/lib/meetings/follow-ups";
import { organisation } from "@/lib/organisation";

import { DoneButton } from "./meeting/done-button";
import { NudgeButton } from "./nudge-button";

export const metadata: Metadata = { title: "Home" };

const shownToDecide = 5;

export default async function HomePage() {
  const actor = await requireActor();
  const now = new Date();
  const [{ zone }, toDecide, overdue, sentBack, wanted, ending, asked, promised, mine, reports] =
    await Promise.all([
      organisation(),
      requestsAwaitingDecision(actor, now),
      pastTheirEnd([actor.id], now),
      sentBackTo(actor.id),
      evidenceDueOf(actor.id, now),
      endingSoon([actor.id], now),
      askedAndWaiting(actor.id),
      followUpsOf(actor.id),
      inForceOf(actor.id, now),
      reportsOf(actor.id),
    ]);
  const team = reports.map(({ id }) => id);
  const [teamOverdue, teamEnding] =
    team.length > 0 ? await Promise.all([pastTheirEnd(team, now), endingSoon(team, now)]) : [[], []];

  const nothing = [toDecide, overdue, sentBack, wanted, promised, ending, asked].every(
    ({ length }) => length === 0,
  );
  const asks = actor.role === "member" || actor.role === "administrator";

  return (
    <Page title="Home">
      <KeyList className="grid gap-8">
        {nothing && (
          <EmptyState
            title="Nothing waits on you."
            action={
              asks ? (
                <LinkButton href="/exceptions/new">New request</LinkButton>
              ) : (
                <LinkButton href="/register">Open the register</LinkButton>
              )
            }
          >
            {mine.nextEnd && mine.count > 0
              ? `${mine.count === 1 ? "One of your exceptions is" : `${mine.count} of your exceptions are`} in force; the next ends ${formatInstant(mine.nextEnd, zone)}.`
              : "What you ask for, own or have to decide appears here."}
          </EmptyState>
        )}

        <Block title="Past its end" rows={overdue}>
          {(row) => (
            <Row
              key={row.id}
              row={row}
              detail={enforcement(row)}
              when={row.endsAt && <Ends at={row.endsAt} now={now} zone={zone} dense />}
            >
              <LinkButton href={`/exceptions/EX-${row.number}?act=close`}>Close</LinkButton>
            </Row>
          )}
        </Block>

        <Block title="To decide" rows={toDecide.slice(0, shownToDecide)} count={toDecide.length}>
          {(row) => (
            <Row
              key={row.id}
              row={row}
              detail={`${row.requesterName} asks · ${row.groupName}, step ${row.stepPosition} of ${row.stepsInAll}`}
              when={
                row.ratifyBy ? (
                  <DecideBy at={row.ratifyBy} now={now} zone={zone} label="Ratify by" />
                ) : (
                  <DecideBy at={row.dueAt} now={now} zone={zone} />
                )
              }
            >
              <LinkButton href={`/inbox?open=EX-${row.number}`}>
                {row.ratifyBy ? "Ratify" : "Decide"}
              </LinkButton>
            </Row>
          )}
        </Block>
        {toDecide.length > shownToDecide && (
          <div className="-mt-5">
            <LinkButton
              href="/inbox"
              kind="ghost"
            >{`${toDecide.length - shownToDecide} more to decide`}</LinkButton>
          </div>
        )}

        <Block title="To do" rows={sentBack}>
          {(row) => (
            <Row key={row.id} row={row} detail={sentBackBy(row.decisions[0])}>
              <LinkButton href={`/exceptions/EX-${row.number}/edit`}>
                {row.decisions.length > 0 ? "Change it" : "Read and submit"}
              </LinkButton>
            </Row>
          )}
        </Block>

        <Block title="Evidence due" rows={wanted}>
          {(row) => (
            <Row
              key={row.id}
              row={row.exception}
              detail={`Condition ${row.position}: ${row.statement}`}
              when={<WantedBy row={row} now={now} zone={zone} />}
            >
              {row.measured ? (
                <LinkButton href={`/exceptions/EX-${row.exception.number}?tab=conditions`}>
                  See its readings
                </LinkButton>
              ) : (
                <LinkButton href={`/exceptions/EX-${row.exception.number}?tab=conditions&evidence=${row.id}`}>
                  Add evidence
                </LinkButton>
              )}
            </Row>
          )}
        </Block>

        <Block title="Promised at a meeting" rows={promised}>
          {(row) => <Promised key={row.id} row={row} now={now} zone={zone} />}
        </Block>

        <Block title="Ending soon" rows={ending}>
          {(row) => (
            <Row key={row.id} row={row} when={row.endsAt && <Ends at={row.endsAt} now={now} zone={zone} />}>
              <LinkButton href={`/exceptions/EX-${row.number}?act=close`}>Close</LinkButton>
              <LinkButton href={`/exceptions/new?continues=EX-${row.number}`}>Extend</LinkButton>
              <LinkButton href={`/exceptions/EX-${row.number}?act=reassign`}>Not mine</LinkButton>
            </Row>
          )}
        </Block>

        <Block title="You asked" rows={asked}>
          {(row) => (
            <Row
              key={row.id}
              row={row}
              detail={row.step && `Step ${row.step.position} of ${row.step.of} · ${row.step.groupName}`}
              when={row.step && <DecideBy at={row.step.dueAt} now={now} zone={zone} />}
            >
              <NudgeButton
                exceptionId={row.id}
                number={row.number}
                reason={whyCannotNudge(row, row.nudgedAt, actor, now)?.message}
              />
            </Row>
          )}
        </Block>

        {reports.length > 0 && (
          <Team overdue={teamOverdue} ending={teamEnding} now={now} zone={zone} people={reports.length} />
        )}
      </KeyList>
    </Page>
  );
}

function Team({
  overdue,
  ending,
  now,
  zone,
  people,
}: {
  overdue: DutyRow[];
  ending: DutyRow[];
  now: Date;
  zone: string;
  people: number;
}) {
  const without = [...overdue, ...ending].filter(({ owner }) => owner.deactivatedAt).length;
  return (
    <Section title="Your team" count={overdue.length + ending.length}>
      {without > 0 && (
        <Callout
          tone="soon"
          title={`${without === 1 ? "One needs" : `${without} need`} a new owner: the old one has left.`}
          action={<LinkButton href="/people">Hand over</LinkButton>}
        />
      )}
      {overdue.length + ending.length === 0 && (
        <p className="text-sm text-muted">{`Nothing of your ${people === 1 ? "one person" : `${people} people`} is past its end or ends within seven days.`}</p>
      )}
      <ul className="divide-y divide-line border-y border-line empty:hidden">
        {[...overdue, ...ending].map((row) => (
          <Row
            key={row.id}
            row={row}
            detail={
              <>
                {`Owner ${row.owner.name}`} {enforcement(row)}
              </>
            }
            when={row.endsAt && <Ends at={row.endsAt} now={now} zone={zone} dense />}
          />
        ))}
      </ul>
    </Section>
  );
}

function Block<Shown>({
  title,
  rows,
  count = rows.length,
  children,
}: {
  title: string;
  rows: Shown[];
  count?: number;
  children: (row: Shown) => ReactNode;
}) {
  if (rows.length === 0) return null;
  return (
    <Section title={title} count={count}>
      <ul className="divide-y divide-line border-y border-line">{rows.map(children)}</ul>
    </Section>
  );
}

type RowProps = {
  row: Pick<DutyRow, "number" | "title" | "risk">;
  detail?: ReactNode;
  when?: ReactNode;
  children?: ReactNode;
};

function Row({ row, detail, when, children }: RowProps) {
  return (
    <li
      data-row
      className="relative grid min-h-row gap-x-5 gap-y-1.5 py-2 text-sm has-[[data-row-link]:focus-visible]:bg-accent-tint sm:grid-cols-[minmax(0,1fr)_6rem_15.5rem_auto] sm:items-center lg:grid-cols-[minmax(0,1fr)_6rem_15.5rem_16rem]"
    >
      <div className="min-w-0">
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2.5">
          <RowLink href={`/exceptions/EX-${row.number}`}>
            <ExceptionNumber number={row.number} />
          </RowLink>
          <span className="min-w-0 font-medium">{row.title}</span>
        </p>
        {detail && <p className="text-xs text-muted">{detail}</p>}
      </div>
      <RiskMark risk={row.risk} />
      <div>{when}</div>
      <div className="relative z-1 flex gap-2 sm:justify-end">{children}</div>
    </li>
  );
}

type PromisedProps = { row: Awaited<ReturnType<typeof followUpsOf>>[number]; now: Date; zone: string };

/** A follow-up of a meeting: one press closes it. */
function Promised({ row: { id, what, dueOn, meeting, about }, now, zone }: PromisedProps) {
  const isLate = dueOn.toISOString().slice(0, 10) < dayIn(zone, now);
  return (
    <li
      data-row
      className="relative grid min-h-row gap-x-5 gap-y-1.5 py-2 text-sm has-[[data-row-link]:focus-visible]:bg-accent-tint sm:grid-cols-[minmax(0,1fr)_15.5rem_auto] sm:items-center lg:grid-cols-[minmax(0,1fr)_15.5rem_16rem]"
    >
      <div className="min-w-0">
        <p className="font-medium">{what}</p>
        <p className="text-xs text-muted">
          <RowLink href={`/meeting/${meeting}`}>{`Meeting ${meeting}`}</RowLink>
          {about && ` · ${about}`}
        </p>
      </div>
      <span className={`inline-flex items-center gap-1.5 ${isLate ? "text-bad" : ""}`}>
        <Hourglass aria-hidden className={isLate ? "" : "text-muted"} />
        {`${isLate ? "Late since" : "By"} ${formatDay(dueOn, "UTC")}`}
      </span>
      <div className="relative z-1 flex gap-2 sm:justify-end">
        <DoneButton followUpId={id} what={what} />
      </div>
    </li>
  );
}

/** By when a condition is to be proven, or since when it is broken. */
function WantedBy({ row, now, zone }: { row: ConditionDue; now: Date; zone: string }) {
  if (row.wanted === "broken" || !row.due) {
    return (
      <span className="inline-flex items-center gap-1.5 text-bad">
        <CircleX aria-hidden />
        {row.wanted === "broken" ? "Broken" : "Not in force without it"}
      </span>
    );
  }
  const left = row.due.getTime() - now.getTime();
  return (
    <span className={`inline-flex items-center gap-1.5 ${left <= 2 * 86_400_000 ? "text-soon" : ""}`}>
      <Hourglass aria-hidden className={left > 2 * 86_400_000 ? "text-muted" : ""} />
      <Instant at={row.due} zone={zone}>
        {`${dueWords[row.wanted] ?? "due"} ${relative(row.due, now)} · ${formatShortDay(row.due, zone)}`}
      </Instant>
    </span>
  );
}

const dueWords: Partial<Record<ConditionDue["wanted"], string>> = {
  late: "was due",
  stale: "readings stopped",
};

/** Past its end and not put right (R15). */
function enforcement({ recheck }: Pick<DutyRow, "recheck">) {
  if (recheck === null || recheck === "compliant") return null;
  return <span className="font-medium text-bad">{`Re-check: ${outcomeNames[recheck].toLowerCase()}`}</span>;
}

function sentBackBy(decision: { comment: string; person: { name: string } } | undefined) {
  return decision
    ? `Sent back by ${decision.person.name}: ${decision.comment}`
    : "A pipeline asked for this in your name";
}
