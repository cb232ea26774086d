import { kindNames } from "@/lib/meetings/agenda";
import type { Minutes, MinutesItem, NameOf } from "@/lib/meetings/minutes";
import { carriedInWords, outcomeWords, riskInWords, timeInWords } from "@/lib/meetings/minutes-words";

import { SaidAtMeeting } from "../said";
import { Subject } from "../subject";

type Props = { minutes: Minutes; nameOf: NameOf };

/** The minutes as a document: each item with why it was there, what came of it, and what became of the item. */
export function MinutesDocument({ minutes, nameOf }: Props) {
  if (minutes.items.length === 0)
    return (
      <p className="max-w-read">
        Nothing needed the meeting: nothing was expired, ended without action, was late or broken, or waited
        for a decision.
      </p>
    );
  return (
    <ol className="grid max-w-4xl divide-y divide-line border-y border-line">
      {minutes.items.map((item) => (
        <Item key={item.position} item={item} nameOf={nameOf} />
      ))}
    </ol>
  );
}

function Item({ item, nameOf }: { item: MinutesItem; nameOf: NameOf }) {
  const { position, kind, about, why, by, carried, outcome, seconds } = item;
  const mark = carriedInWords(carried);
  return (
    <li
      aria-labelledby={`item-${position}`}
      className="grid break-inside-avoid gap-x-6 gap-y-2 py-4 sm:grid-cols-[minmax(0,1fr)_11rem]"
    >
      <div className="grid content-start gap-1.5">
        <h2 id={`item-${position}`} className="font-semibold">
          <span className="mr-1.5 font-normal text-muted tabular-nums">{`${position}.`}</span>
          <Subject about={about} link />
        </h2>
        <p className="max-w-read text-sm text-muted">
          {why}
          {by && ` Put here by ${nameOf(by)}.`}
        </p>
        <SaidAtMeeting item={{ ...item, outcome: "discussed" }} nameOf={nameOf} />
      </div>
      <dl className="flex flex-wrap gap-x-3 gap-y-0.5 text-sm sm:grid sm:content-start sm:text-right print:grid print:text-right">
        <dt className="sr-only">Outcome</dt>
        <dd className={outcome === "discussed" ? "font-medium" : "font-medium text-back"}>
          {outcomeWords[outcome]}
        </dd>
        <dt className="sr-only">Why it was there</dt>
        <dd className="text-muted">{kindNames[kind]}</dd>
        {"exception" in about && (
          <>
            <dt className="sr-only">Risk</dt>
            <dd className="text-muted">{riskInWords(about)}</dd>
          </>
        )}
        {outcome !== "not reached" && (
          <>
            <dt className="sr-only">Time</dt>
            <dd className="text-muted">{timeInWords(seconds)}</dd>
          </>
        )}
        {mark && (
          <>
            <dt className="sr-only">Before</dt>
            <dd className="text-back">{`${mark} before`}</dd>
          </>
        )}
      </dl>
    </li>
  );
}
