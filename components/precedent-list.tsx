import { ExceptionNumber } from "@/components/exception-number";
import { formatLength } from "@/lib/dates";
import type { Precedents } from "@/lib/exceptions/precedents";
import { statusNames } from "@/lib/words";

/** "4 from the same rule and system, of which 3 were approved, for 5 days at most", and the latest of them. */
export function PrecedentList({ precedents }: { precedents: Precedents }) {
  return (
    <div className="grid gap-2 text-sm">
      <p>{inWords(precedents)}</p>
      <ul className="grid gap-2">
        {precedents.shown.map(({ number, title, status, closedReason, same }) => (
          <li key={number} className="grid grid-cols-[4.5rem_minmax(0,1fr)] items-baseline gap-x-2">
            <ExceptionNumber number={number} link />
            <span>{title}</span>
            <span className="col-start-2 text-xs text-muted">{`${statusNames[status]}${closedReason ? ` (${closedReason})` : ""}, same ${same}`}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function inWords({ total, approved, longestSeconds, same }: Precedents): string {
  const like = `${total} from the same ${same}`;
  if (approved === 0) return `${like}, none of which was approved.`;
  const longest = longestSeconds === null ? "" : `, ${formatLength(longestSeconds)} at most`;
  return `${like}, of which ${approved === total ? (total === 1 ? "it" : "all") : approved} ${approved === 1 ? "was" : "were"} approved${longest}.`;
}
