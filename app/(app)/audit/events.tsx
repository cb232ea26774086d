import { ChevronRight } from "lucide-react";
import type { Route } from "next";
import { EventSentence } from "@/components/event-sentence";
import { KeyList } from "@/components/keys/key-list";
import { RememberRow } from "@/components/keys/remember-row";
import { Announce } from "@/components/ui/announce";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import type { TrailRow } from "@/lib/audit/events-page";
import { isTrailNarrowed, type TrailFilter, trailQueryOf } from "@/lib/audit/trail-filter";
import { dayIn, formatDay, formatTime } from "@/lib/dates";

import { EventDetails } from "./event-details";

type Props = {
  filter: TrailFilter;
  sentence: string;
  rows: TrailRow[];
  /** Where the next page begins; null on the last. */
  next: bigint | null;
  zone: string;
  /** Hashes, before and after: for administrators and auditors. */
  whole: boolean;
};

/** The events by day, the newest first. */
export function Events({ filter, sentence, rows, next, zone, whole }: Props) {
  if (rows.length === 0) return <NoEvents filter={filter} sentence={sentence} />;
  const title = `${sentence}, newest first${filter.after === null ? "" : ", continued"}`;

  return (
    <KeyList className="grid gap-6">
      <p className="text-sm text-muted">
        {title}
        <Announce sentence={title} />
      </p>
      <RememberRow />
      {byDay(rows, zone).map(([day, events]) => (
        <section key={day} aria-labelledby={`day-${day}`} className="grid gap-1">
          <h2 id={`day-${day}`} className="text-sm font-semibold">
            {formatDay(events[0]?.at ?? new Date(0), zone)}
          </h2>
          <ol className="divide-y divide-line border-y border-line">
            {events.map((event) => (
              <Event key={String(event.id)} event={event} filter={filter} zone={zone} whole={whole} />
            ))}
          </ol>
        </section>
      ))}
      <nav aria-label="Pages" className="flex justify-end gap-2 print:hidden">
        {filter.after !== null && (
          <LinkButton href={`/audit${trailQueryOf({ ...filter, after: null, open: null })}`}>
            Newest
          </LinkButton>
        )}
        <LinkButton
          href={`/audit${trailQueryOf({ ...filter, after: next, open: null })}`}
          reason={next === null ? "This is where the trail begins." : null}
        >
          Older
        </LinkButton>
      </nav>
    </KeyList>
  );
}

type EventProps = { event: TrailRow; filter: TrailFilter; zone: string; whole: boolean };

function Event({ event, filter, zone, whole }: EventProps) {
  const { id, at, sentence, status, statusBefore, hash } = event;
  const isOpen = filter.open === id;
  const href = `/audit${trailQueryOf({ ...filter, open: isOpen ? null : id })}`;

  return (
    <li
      data-row
      className="grid break-inside-avoid gap-x-4 gap-y-1 py-1.5 text-sm has-[[data-row-link]:focus-visible]:bg-accent-tint sm:grid-cols-[6.5rem_minmax(0,1fr)_auto]"
    >
      <Link
        href={href as Route}
        scroll={false}
        data-row-link
        aria-expanded={isOpen}
        aria-label={`${formatTime(at, zone)}, details of event ${id}`}
        className="inline-flex min-h-6 items-center gap-1 self-start rounded-sm text-muted tabular-nums hover:text-ink touch:min-h-11"
      >
        <ChevronRight
          aria-hidden
          className={`size-3.5! transition-transform print:hidden ${isOpen ? "rotate-90" : ""}`}
        />
        <time dateTime={at.toISOString()}>{formatTime(at, zone)}</time>
      </Link>
      <p className="pt-0.5">
        <EventSentence parts={sentence} />
      </p>
      <p className="flex min-h-6 items-center gap-4 text-xs text-muted sm:justify-end">
        {status && status !== statusBefore && (
          <span>{statusBefore ? `${statusBefore} → ${status}` : status}</span>
        )}
        {whole && <span className="font-mono">{`${hash.slice(0, 8)}…`}</span>}
      </p>
      {isOpen && <EventDetails event={event} zone={zone} whole={whole} />}
    </li>
  );
}

function NoEvents({ filter, sentence }: { filter: TrailFilter; sentence: string }) {
  if (filter.after !== null) {
    return (
      <EmptyState
        title="The trail begins before this."
        action={<LinkButton href={`/audit${trailQueryOf({ ...filter, after: null })}`}>Newest</LinkButton>}
      />
    );
  }
  if (!isTrailNarrowed(filter)) {
    return (
      <EmptyState title="Nothing has happened yet.">
        Each change of the register leaves one event here: who, what, when, before and after.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Nothing matches." action={<LinkButton href="/audit">Clear filters</LinkButton>}>
      {`${sentence}: there is no such event.`}
    </EmptyState>
  );
}

function byDay(rows: TrailRow[], zone: string): [string, TrailRow[]][] {
  const days = new Map<string, TrailRow[]>();
  for (const row of rows) {
    const day = dayIn(zone, row.at);
    days.set(day, [...(days.get(day) ?? []), row]);
  }
  return [...days];
}
