import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";

import { ChainLine } from "@/components/chain-line";
import { ExceptionNumber, exceptionNumber } from "@/components/exception-number";
import { Page } from "@/components/page";
import { PrecedentList } from "@/components/precedent-list";
import { PrintHead } from "@/components/print-head";
import { Recommendations } from "@/components/recommendations";
import { Section } from "@/components/section";
import { SignalList } from "@/components/signal-list";
import { TabLinks } from "@/components/ui/tab-links";
import { timelineOf } from "@/lib/audit/timeline";
import { requireActor } from "@/lib/auth/session";
import { dayIn, formatInstant, relative } from "@/lib/dates";
import { chainOf } from "@/lib/exceptions/chain-of";
import { whyCannotConfirmNeed } from "@/lib/exceptions/confirm-need";
import { controllersNow } from "@/lib/exceptions/controllers";
import { waitsToBeRatified } from "@/lib/exceptions/emergency";
import { type ExceptionWithHistory, exceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { statusAt } from "@/lib/exceptions/lifecycle";
import { numberIn } from "@/lib/exceptions/number-in";
import { overdueSteps } from "@/lib/exceptions/overdue-steps";
import { type Act, possibleActs } from "@/lib/exceptions/possible-acts";
import { precedentsOf } from "@/lib/exceptions/precedents";
import { isStale } from "@/lib/exceptions/readings";
import { isAtLeast } from "@/lib/exceptions/risk";
import { signalsOfRequest } from "@/lib/exceptions/signals-of";
import { binds } from "@/lib/exceptions/taken-back";
import { whyCannotFlagNow } from "@/lib/meetings/put-on-agenda";
import { recommendationsOn } from "@/lib/meetings/recommendations";
import { organisation } from "@/lib/organisation";
import { choosablePeople } from "@/lib/people/choosable-people";
import type { Status } from "@/prisma/generated/enums";
import { askedSpan, namesOf } from "../record-in-words";
import { RequestFacts } from "../request-facts";
import { StepList } from "../step-list";
import { Acts } from "./acts";
import { Band } from "./band";
import { Changes } from "./changes";
import { Conditions } from "./conditions";
import { Decisions } from "./decisions";
import { EvidenceList } from "./evidence-list";
import { Facts } from "./facts";
import { GateSays } from "./gate-says";
import { NoteForm } from "./note-form";
import { PutOnAgenda } from "./put-on-agenda";
import { StillNeeded } from "./still-needed";
import { Timeline } from "./timeline";

type Props = {
  params: Promise<{ number: string }>;
  searchParams: Promise<{ tab?: string; act?: string; evidence?: string; "still-needed"?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).number.toUpperCase() };
}

const firstActs: Record<Status | "sent back" | "to ratify", Act[]> = {
  pending: ["decide", "withdraw"],
  "sent back": ["edit", "withdraw"],
  active: ["close", "extend", "revoke"],
  "to ratify": ["decide", "close", "revoke"],
  expired: ["close", "recheck", "extend"],
  rejected: ["copy"],
  closed: ["copy"],
};

export default async function ExceptionPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const now = new Date();
  const number = numberIn((await params).number);
  const exception = number === null ? null : await exceptionWithHistory(number, actor, now);
  if (!exception) notFound();

  const { name: organisationName, zone } = await organisation();
  const chain = await chainOf(exception.id);
  const own = chain.map((link) => link.number);
  const [entries, people, precedents, signals, overdue, controllerIds, recommended, notFlagged] =
    await Promise.all([
      timelineOf(exception.id, zone),
      choosablePeople(),
      precedentsOf(exception.scopes, actor, own),
      signalsOfRequest(exception, actor, now),
      overdueSteps(now, exception.id),
      controllersNow(exception, now),
      recommendationsOn({ exceptionId: exception.id }),
      whyCannotFlagNow(exception.id, actor),
    ]);
  const { tab = "overview", act, evidence, "still-needed": asksNeed } = await searchParams;
  const status = statusAt(exception, now);
  const acts = possibleActs(exception, actor, now);
  const reasons = Object.fromEntries(
    Object.entries(acts).map(([name, refusal]) => [name, refusal?.message ?? null]),
  ) as Record<Act, string | null>;
  const ownerMayNotVerify = isAtLeast(exception.risk, "high") && exception.recheck !== "compliant";

  const tabs = [
    { id: "overview", label: "Overview" },
    { id: "conditions", label: "Conditions", count: holding(exception, now) },
    { id: "evidence", label: "Evidence", count: exception.evidence.length },
    { id: "decisions", label: "Decisions", count: exception.decisions.length },
    { id: "changes", label: "Changes", count: exception.revisions.length - 1 },
    { id: "timeline", label: "Timeline", count: entries.length },
  ];
  const current = tabs.some(({ id }) => id === tab) ? tab : "overview";

  return (
    <Page
      title={exception.title}
      mark={<ExceptionNumber number={exception.number} />}
      breadcrumbs={actor.role === "outside_approver" ? undefined : [{ href: "/register", label: "Register" }]}
      facts={<Facts exception={exception} now={now} zone={zone} meId={actor.id} />}
      actions={
        <Acts
          exceptionId={exception.id}
          number={exception.number}
          reasons={reasons}
          ratifies={waitsToBeRatified(exception, now)}
          first={
            firstActs[
              waitsToBeRatified(exception, now) ? "to ratify" : exception.sentBack ? "sent back" : status
            ]
          }
          opened={isDialog(act) ? act : undefined}
          people={people}
          today={dayIn(zone, now)}
          notVerifier={ownerMayNotVerify ? exception.owner : undefined}
          me={{ id: actor.id }}
        />
      }
    >
      <PrintHead organisation={organisationName} person={actor.name} now={now} zone={zone} />
      <Band
        exception={exception}
        now={now}
        zone={zone}
        meId={actor.id}
        canEdit={!acts.edit}
        canDecide={!acts.decide}
        overdue={overdue}
      />
      {asksNeed !== undefined &&
        exception.endsAt &&
        !whyCannotConfirmNeed({ ...exception, status }, actor) && (
          <StillNeeded
            exceptionId={exception.id}
            halfTime={`It ends ${relative(exception.endsAt, now)}, ${formatInstant(exception.endsAt, zone)}.`}
            today={dayIn(zone, now)}
            meId={actor.id}
            notAtOnce={
              reasons.close ??
              (ownerMayNotVerify ? "At this risk somebody else than its owner verifies the removal." : null)
            }
          />
        )}
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid content-start gap-5">
          <TabLinks
            label={`About ${exceptionNumber(exception.number)}`}
            tabs={tabs.map(({ id, ...shown }) => ({
              ...shown,
              href: `/exceptions/EX-${exception.number}${id === "overview" ? "" : `?tab=${id}`}`,
              current: id === current,
            }))}
          />
          <Panel id="overview" title="What is asked" current={current}>
            <RequestFacts exception={exception} zone={zone} me={actor} />
          </Panel>
          <Panel id="conditions" title="Conditions" current={current}>
            <Conditions
              exception={exception}
              now={now}
              zone={zone}
              actor={actor}
              controllerIds={controllerIds}
              opened={evidence}
            />
          </Panel>
          <Panel id="evidence" title="Evidence" current={current}>
            <EvidenceList
              exception={exception}
              now={now}
              zone={zone}
              actor={actor}
              opened={evidence === "new"}
            />
          </Panel>
          <Panel id="decisions" title="Decisions" current={current}>
            <Decisions exception={exception} zone={zone} />
          </Panel>
          <Panel id="changes" title="Revisions" current={current}>
            <Changes exception={exception} nameOf={namesOf(exception, people)} zone={zone} />
          </Panel>
          <Panel id="timeline" title="Timeline" current={current}>
            <Timeline entries={entries} zone={zone} />
            <NoteForm exceptionId={exception.id} reason={reasons.note ?? undefined} />
          </Panel>
        </div>
        <aside className="grid content-start gap-8">
          <Section title="Who decides">
            <StepList exception={exception} now={now} zone={zone} />
          </Section>
          {actor.role !== "outside_approver" && (
            <GateSays exception={exception} now={now} zone={zone} canClose={!acts.close} />
          )}
          {actor.role !== "outside_approver" && (
            <Section title="Weekly meeting">
              <Recommendations recommendations={recommended} zone={zone} />
              <div className="print:hidden">
                <PutOnAgenda
                  exceptionId={exception.id}
                  number={exception.number}
                  reason={notFlagged?.message}
                />
              </div>
            </Section>
          )}
          {signals.length > 0 && (
            <Section title="Signals" count={signals.length}>
              <SignalList signals={signals} />
            </Section>
          )}
          {chain.length > 1 && (
            <Section title="Chain">
              <ChainLine chain={chain} asked={askedSpan(exception, now)} now={now} zone={zone} />
            </Section>
          )}
          {precedents.total > 0 && (
            <Section title="Like this">
              <PrecedentList precedents={precedents} />
            </Section>
          )}
        </aside>
      </div>
    </Page>
  );
}

/** "2/3": how many conditions hold. */
function holding({ conditions }: ExceptionWithHistory, now: Date) {
  const binding = conditions.filter(binds);
  if (binding.length === 0) return 0;
  const held = binding.filter((condition) => condition.state === "holds" && !isStale(condition, now));
  return `${held.length}/${binding.length}`;
}

/** Shown when it is the open tab, and all of them in print: a printed record is whole. */
function Panel({
  id,
  title,
  current,
  children,
}: {
  id: string;
  title: string;
  current: string;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className={`gap-5 ${id === current ? "grid" : "hidden print:grid"}`}>
      <h2 className="hidden text-lg font-semibold print:block">{title}</h2>
      {children}
    </section>
  );
}

const dialogs = ["close", "withdraw", "revoke", "reassign", "retract"] as const;

function isDialog(act: string | undefined): act is (typeof dialogs)[number] {
  return dialogs.some((known) => known === act);
}
