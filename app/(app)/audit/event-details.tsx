import { Instant } from "@/components/instant";
import type { Difference } from "@/lib/audit/changes";
import type { TrailRow } from "@/lib/audit/events-page";
import { formatDay, formatTime } from "@/lib/dates";

type Props = { event: TrailRow; zone: string; whole: boolean };

/** What folds out below an event: the words that were typed, before and after, and its place in the chain. */
export function EventDetails({ event, zone, whole }: Props) {
  const { id, at, remark, differences, stream, hash } = event;
  return (
    <div className="grid gap-3 pb-2 sm:col-span-2 sm:col-start-2">
      {remark && (
        <p className="max-w-read border-l-2 border-line pl-3 break-words whitespace-pre-line text-muted">
          {remark}
        </p>
      )}
      {whole && <Differences differences={differences} />}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 text-xs">
        <dt className="text-muted">Event</dt>
        <dd className="tabular-nums">{Number(id).toLocaleString("en")}</dd>
        <dt className="text-muted">At</dt>
        <dd>
          <Instant at={at} zone={zone}>{`${formatDay(at, zone)}, ${formatTime(at, zone)}`}</Instant>
        </dd>
        {whole && (
          <>
            <dt className="text-muted">Stream</dt>
            <dd className="font-mono break-all">{stream}</dd>
            <dt className="text-muted">Hash</dt>
            <dd className="font-mono break-all">{hash}</dd>
          </>
        )}
      </dl>
    </div>
  );
}

function Differences({ differences }: { differences: Difference[] }) {
  if (differences.length === 0) return null;
  return (
    <div className="overflow-x-auto">
      <table className="text-left text-xs">
        <caption className="sr-only">Before and after</caption>
        <thead className="text-muted">
          <tr>
            <th scope="col" className="pr-6 font-normal">
              What
            </th>
            <th scope="col" className="pr-6 font-normal">
              Before
            </th>
            <th scope="col" className="font-normal">
              After
            </th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ label, before, after }) => (
            <tr key={label} className="align-top">
              <th scope="row" className="py-0.5 pr-6 font-normal text-muted">
                {label}
              </th>
              <td className="max-w-read py-0.5 pr-6 break-words">{before}</td>
              <td className="max-w-read py-0.5 font-medium break-words">{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
