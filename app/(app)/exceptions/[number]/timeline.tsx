import { EventSentence } from "@/components/event-sentence";
import { Instant } from "@/components/instant";
import type { TimelineEntry } from "@/lib/audit/timeline";

type Props = { entries: TimelineEntry[]; zone: string };

/** All that happened, oldest first: people and the clock, each with their words. */
export function Timeline({ entries, zone }: Props) {
  return (
    <ol aria-label="History" className="divide-y divide-line border-y border-line text-sm">
      {entries.map((entry) => (
        <li
          key={entry.id}
          className="grid gap-x-6 items-start gap-y-1 py-2.5 sm:grid-cols-[11rem_minmax(0,1fr)]"
        >
          <Instant at={entry.at} zone={zone} className="text-muted" />
          <div className="grid gap-1">
            <p>
              <EventSentence parts={entry.sentence} />
            </p>
            {entry.remark && (
              <p className="max-w-read whitespace-pre-line border-l-2 border-line pl-3 text-muted">
                {entry.remark}
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
