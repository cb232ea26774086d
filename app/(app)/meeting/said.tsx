import { Gavel, ListTodo, MessageSquareText, Repeat2, ThumbsUp } from "lucide-react";
import type { ReactNode } from "react";

import { actWords, type MinutesItem, type NameOf } from "@/lib/meetings/minutes";
import { promiseInWords } from "@/lib/meetings/minutes-words";

type Props = { item: MinutesItem; nameOf: NameOf; empty?: ReactNode };

/** What has come of an item so far, in the order of weight: acts, recommendations, promises, notes. */
export function SaidAtMeeting({ item, nameOf, empty = null }: Props) {
  const { acts, recommendations, followUps, notes, outcome } = item;
  const isEmpty = acts.length + recommendations.length + followUps.length + notes.length === 0;
  if (isEmpty && outcome !== "carried over") return empty;
  return (
    <ul aria-label="Written about this item" className="grid gap-2.5 text-sm">
      {acts.map(({ by, at, action }) => (
        <Line key={`${at}${action}`} icon={<Gavel aria-hidden className="mt-0.5 text-muted" />}>
          <strong className="font-medium">{nameOf(by)}</strong> {actWords[action] ?? action}.
        </Line>
      ))}
      {recommendations.map(({ by, at, body }) => (
        <Line key={at} icon={<ThumbsUp aria-hidden className="mt-0.5 text-muted" />}>
          <strong className="font-medium">Recommended:</strong> {body}
          <Who>{nameOf(by)}</Who>
        </Line>
      ))}
      {followUps.map(({ what, owner, dueOn }) => (
        <Line key={`${what}${owner}${dueOn}`} icon={<ListTodo aria-hidden className="mt-0.5 text-muted" />}>
          <strong className="font-medium">{nameOf(owner)}:</strong> {promiseInWords({ what, dueOn })}
        </Line>
      ))}
      {notes.map(({ by, at, body }) => (
        <Line key={at} icon={<MessageSquareText aria-hidden className="mt-0.5 text-muted" />}>
          {body}
          <Who>{nameOf(by)}</Who>
        </Line>
      ))}
      {outcome === "carried over" && (
        <Line icon={<Repeat2 aria-hidden className="mt-0.5 text-back" />}>
          Carried over to the next meeting.
        </Line>
      )}
    </ul>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2 break-inside-avoid">
      {icon}
      <span className="max-w-read whitespace-pre-line">{children}</span>
    </li>
  );
}

const Who = ({ children }: { children: string }) => (
  <span className="text-xs text-muted">{` ${children}`}</span>
);
