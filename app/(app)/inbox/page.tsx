import type { Metadata } from "next";
import type { ReactNode } from "react";

import { ExceptionTable } from "@/components/directory/exception-table";
import { ExceptionNumber } from "@/components/exception-number";
import { Instant } from "@/components/instant";
import { KeyList } from "@/components/keys/key-list";
import { Page } from "@/components/page";
import { RiskMark } from "@/components/risk-mark";
import { StatusPill } from "@/components/status-pill";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Pagination } from "@/components/ui/pagination";
import { TabLinks } from "@/components/ui/tab-links";
import { RowLink, Table, Td, Th, Tr } from "@/components/ui/table";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { exceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { isSuspended } from "@/lib/exceptions/lifecycle";
import { decisionsPerPage, myDecisions } from "@/lib/exceptions/my-decisions";
import { numberIn } from "@/lib/exceptions/number-in";
import { type AwaitingDecision, requestsAwaitingDecision } from "@/lib/exceptions/requests-awaiting-decision";
import { commonSnoozes } from "@/lib/exceptions/snooze";
import { watchedBy } from "@/lib/exceptions/watched-by";
import { organisation } from "@/lib/organisation";
import { groupsOf } from "@/lib/people/groups-of";
import { verdictNames } from "@/lib/words";
import { FocusOnOpen } from "./focus-on-open";
import { Live } from "./live";
import { Pane } from "./pane";
import { InboxSelection } from "./selection";
import { WaitingRow } from "./waiting-row";

export const metadata: Metadata = { title: "Inbox" };

const tabs = ["waiting", "watching", "snoozed", "decided"] as const;

type Props = { searchParams: Promise<{ tab?: string; open?: string; since?: string; page?: string }> };

export default async function InboxPage({ searchParams }: Props) {
  const actor = await requireActor();
  const now = new Date();
  const { tab, open, since, page = "1" } = await searchParams;
  const [{ zone }, waiting, snoozed, watched] = await Promise.all([
    organisation(),
    requestsAwaitingDecision(actor, now),
    requestsAwaitingDecision(actor, now, true),
    watchedBy(actor),
  ]);
  const view = tabs.find((known) => known === tab) ?? "waiting";
  const wanted = open ? numberIn(open) : null;
  const listed = view === "snoozed" ? snoozed : waiting;
  const shown = pageOf(listed, wanted, Number(page));
  const number = view === "waiting" || view === "snoozed" ? (wanted ?? shown.rows[0]?.number ?? null) : null;

  return (
    <Page title="Inbox" count={waiting.length}>
      <FocusOnOpen number={number} />
      <TabLinks
        label="Inbox"
        tabs={[
          { href: "/inbox", label: "Waiting", count: waiting.length, current: view === "waiting" },
          {
            href: "/inbox?tab=watching",
            label: "Watching",
            count: watched.length,
            current: view === "watching",
          },
          {
            href: "/inbox?tab=snoozed",
            label: "Snoozed",
            count: snoozed.length,
            current: view === "snoozed",
          },
          { href: "/inbox?tab=decided", label: "Decided", current: view === "decided" },
        ]}
      />
      {view === "waiting" && <Live shown={waiting} open={number} />}
      {view === "decided" ? (
        <Decided actor={actor} page={Math.max(1, Number(page) || 1)} now={now} zone={zone} />
      ) : view === "watching" ? (
        watched.length === 0 ? (
          <EmptyState title="You watch nothing.">
            Watch a request to find it here, whatever becomes of it. Nobody else sees what you watch.
          </EmptyState>
        ) : (
          <ExceptionTable
            caption="What you watch"
            exceptions={watched}
            now={now}
            zone={zone}
            actorId={actor.id}
          />
        )
      ) : view === "snoozed" && snoozed.length === 0 && wanted === null ? (
        <EmptyState title="Nothing is snoozed." action={<LinkButton href="/inbox">What waits</LinkButton>}>
          What you snooze waits here until its time, an hour before it is due at the latest.
        </EmptyState>
      ) : (
        <Waiting
          actor={actor}
          waiting={listed}
          shown={shown}
          wanted={wanted}
          number={number}
          since={Number(since) || null}
          now={now}
          zone={zone}
        />
      )}
    </Page>
  );
}

type Shown = { page: number; rows: AwaitingDecision[] };

const waitingPerPage = 25;

/** The page that was asked for; with a request open, the one it stands on. */
function pageOf(waiting: AwaitingDecision[], open: number | null, asked: number): Shown {
  const place = open === null ? -1 : waiting.findIndex(({ number }) => number === open);
  const last = Math.max(1, Math.ceil(waiting.length / waitingPerPage));
  const page = place >= 0 ? Math.floor(place / waitingPerPage) + 1 : Math.min(last, Math.max(1, asked || 1));
  return { page, rows: waiting.slice((page - 1) * waitingPerPage, page * waitingPerPage) };
}

type WaitingProps = {
  actor: Actor;
  waiting: AwaitingDecision[];
  shown: Shown;
  /** What the URL asks for, and what is open: that one, or the first. */
  wanted: number | null;
  number: number | null;
  /** The revision that was read when somebody changed it. */
  since: number | null;
  now: Date;
  zone: string;
};

async function Waiting({ actor, waiting, shown, wanted, number, since, now, zone }: WaitingProps) {
  const { calendar } = await organisation();
  const exception = number === null ? null : await exceptionWithHistory(number, actor, now);
  const next = waiting.find((one) => one.number !== number);

  if (!exception) return <NothingWaits actor={actor} unknown={wanted} />;
  return (
    <div className="grid gap-x-8 gap-y-6 md:grid-cols-[17rem_minmax(0,1fr)] lg:grid-cols-[20rem_minmax(0,1fr)]">
      <KeyList
        className={`md:sticky md:top-20 md:max-h-[calc(100dvh-6rem)] md:self-start md:overflow-y-auto ${wanted ? "max-md:hidden" : ""}`}
      >
        <InboxSelection choices={commonSnoozes(now, calendar)}>
          <ul aria-label="Requests" className="divide-y divide-line border-y border-line">
            {shown.rows.map((request) => (
              <WaitingRow
                key={request.id}
                request={request}
                isOpen={request.number === number}
                now={now}
                zone={zone}
              />
            ))}
          </ul>
        </InboxSelection>
        {waiting.length === 0 && (
          <p className="py-3 text-sm text-muted">Nothing waits for you. This one was opened by its link.</p>
        )}
        <Pagination
          page={shown.page}
          pageSize={waitingPerPage}
          total={waiting.length}
          hrefFor={(to) => `/inbox?page=${to}`}
        />
      </KeyList>
      <div className={wanted ? "" : "max-md:hidden"}>
        <Pane
          exception={exception}
          actor={actor}
          now={now}
          zone={zone}
          nextHref={next ? `/inbox?open=EX-${next.number}` : "/inbox"}
          why={whyYou(waiting, exception.number)}
          mine={waiting.find((one) => one.number === exception.number)}
          since={since}
        />
      </div>
    </div>
  );
}

function whyYou(waiting: AwaitingDecision[], number: number): string | null {
  const request = waiting.find((one) => one.number === number);
  if (!request) return null;
  const { groupName, stepPosition, stepsInAll, emergency, ratifyBy } = request;
  const need =
    emergency && !ratifyBy && stepsInAll > 1
      ? `and one of its ${stepsInAll} groups approves this emergency at once`
      : `and step ${stepPosition} of ${stepsInAll} needs one of you`;
  return `Why you: you are in ${groupName}, ${need}.`;
}

async function NothingWaits({
  actor,
  unknown,
}: {
  actor: Actor;
  unknown: number | null;
}): Promise<ReactNode> {
  if (unknown !== null) {
    return (
      <EmptyState
        title={`There is no EX-${unknown} for you to see.`}
        action={<LinkButton href="/inbox">Open the inbox</LinkButton>}
      >
        The number is wrong, or the request was not put to you.
      </EmptyState>
    );
  }
  const groups = await groupsOf(actor.id, new Date());
  return groups.length === 0 ? (
    <EmptyState
      title="You are in no group, so nothing waits for your decision."
      action={<LinkButton href="/groups">See who decides</LinkButton>}
    >
      Whoever sits in a group finds here what the group has to decide. Its lead or an administrator gives
      seats.
    </EmptyState>
  ) : (
    <EmptyState
      title="Inbox clear."
      action={<LinkButton href="/inbox?tab=decided">What I decided</LinkButton>}
    >
      {`Requests for ${groups.map(({ name }) => name).join(", ")} appear here when it is your turn.`}
    </EmptyState>
  );
}

async function Decided({ actor, page, now, zone }: { actor: Actor; page: number; now: Date; zone: string }) {
  const { decisions, total } = await myDecisions(actor.id, page);
  if (total === 0) {
    return (
      <EmptyState title="You have not decided anything yet.">
        Each of your decisions stays here for ever, with the words it was made on.
      </EmptyState>
    );
  }
  return (
    <>
      <KeyList>
        <Table
          caption="What you decided"
          head={
            <>
              <Th>No.</Th>
              <Th>What</Th>
              <Th>Risk</Th>
              <Th>You</Th>
              <Th>When</Th>
              <Th>Now</Th>
            </>
          }
        >
          {decisions.map(({ id, verdict, comment, at, revision, exception }) => (
            <Tr key={id}>
              <Td nowrap>
                <RowLink href={`/exceptions/EX-${exception.number}?tab=decisions`}>
                  <ExceptionNumber number={exception.number} />
                </RowLink>
              </Td>
              <Td>
                {exception.title}
                {comment && <span className="line-clamp-1 text-xs text-muted">{comment}</span>}
              </Td>
              <Td label="Risk" nowrap>
                <RiskMark risk={exception.risk} />
              </Td>
              <Td label="You" nowrap>{`${verdictNames[verdict]} revision ${revision}`}</Td>
              <Td label="When" nowrap>
                <Instant at={at} zone={zone} />
              </Td>
              <Td label="Now" nowrap>
                <StatusPill {...exception} suspended={isSuspended(exception, now)} now={now} />
              </Td>
            </Tr>
          ))}
        </Table>
      </KeyList>
      <Pagination
        page={page}
        pageSize={decisionsPerPage}
        total={total}
        hrefFor={(to) => `/inbox?tab=decided&page=${to}`}
      />
    </>
  );
}
