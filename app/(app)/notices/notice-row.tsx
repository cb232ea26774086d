import {
  BadgeCheck,
  CalendarX2,
  CircleCheck,
  CircleDashed,
  CircleX,
  Clock,
  FilePenLine,
  FileUp,
  Hourglass,
  type LucideIcon,
  Siren,
  Undo2,
  UserRoundX,
} from "lucide-react";

import { Instant } from "@/components/instant";
import { type Tone, toneText } from "@/components/ui/tone";
import { relative } from "@/lib/dates";
import type { MyNotice } from "@/lib/notices/my-notices";

import { NoticeLink } from "./notice-link";

const looks: Record<string, { icon: LucideIcon; tone: Tone }> = {
  decide: { icon: CircleDashed, tone: "wait" },
  overdue: { icon: Clock, tone: "bad" },
  ratify: { icon: Siren, tone: "soon" },
  sent_back: { icon: Undo2, tone: "back" },
  submit: { icon: FilePenLine, tone: "back" },
  decided: { icon: BadgeCheck, tone: "neutral" },
  lapses_soon: { icon: Hourglass, tone: "soon" },
  ends_soon: { icon: Hourglass, tone: "soon" },
  ended: { icon: CalendarX2, tone: "bad" },
  put_right: { icon: CircleCheck, tone: "good" },
  evidence_due: { icon: FileUp, tone: "soon" },
  evidence_late: { icon: FileUp, tone: "bad" },
  condition_broken: { icon: CircleX, tone: "bad" },
  condition_holds: { icon: CircleCheck, tone: "good" },
  readings_stopped: { icon: Hourglass, tone: "soon" },
  owner_left: { icon: UserRoundX, tone: "soon" },
};
const otherLook: (typeof looks)[string] = { icon: CircleDashed, tone: "neutral" };

type Props = { notice: MyNotice; now: Date; zone: string };

export function NoticeRow({ notice, now, zone }: Props) {
  const { id, kind, dueAt, isRead, lead, title, number, act, why, mustDo, href } = notice;
  const { icon: Icon, tone } = looks[kind] ?? otherLook;
  const isOver = act === null;

  return (
    <li
      data-row
      className="relative grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 border-b border-line px-2 py-3 text-sm transition-colors hover:bg-sunken sm:grid-cols-[auto_minmax(0,1fr)_auto]"
    >
      <Icon aria-hidden className={`mt-0.5 ${isOver ? "text-muted" : toneText[mustDo ? tone : "neutral"]}`} />
      <div className="grid min-w-0 gap-0.5">
        <p className={isOver ? "text-muted" : mustDo ? toneText[tone] : undefined}>
          {!isRead && (
            <>
              <span
                aria-hidden
                className="mr-1.5 inline-block size-1.5 rounded-full bg-accent align-middle"
              />
              <span className="sr-only">Unread: </span>
            </>
          )}
          <span className={isRead ? undefined : "font-medium"}>{lead}</span>
        </p>
        <p>
          <NoticeLink id={id} href={href} isRead={isRead} isOver={isOver}>
            {title}
          </NoticeLink>{" "}
          <span className="font-mono text-xs whitespace-nowrap text-muted">EX-{number}</span>
        </p>
        <p className="max-w-read text-xs text-muted">
          {isOver ? "This has been dealt with." : act} You were told {why}.
        </p>
      </div>
      <p className="text-xs text-muted max-sm:col-start-2 max-sm:pt-0.5 sm:whitespace-nowrap">
        <Instant at={dueAt} zone={zone} className="relative z-1">
          {relative(dueAt, now)}
        </Instant>
      </p>
    </li>
  );
}
