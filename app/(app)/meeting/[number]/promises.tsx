import { CircleCheck, CircleDashed, Hourglass } from "lucide-react";

import { Person } from "@/components/person";
import { Section } from "@/components/section";
import { Pill } from "@/components/ui/pill";
import type { Actor } from "@/lib/auth/actor";
import { dayIn, formatDay } from "@/lib/dates";
import { whyCannotFinish } from "@/lib/meetings/finish-follow-up";
import type { meetingCalled } from "@/lib/meetings/past-meetings";

import { DoneButton } from "../done-button";

type Ended = Extract<NonNullable<Awaited<ReturnType<typeof meetingCalled>>>, { isOpen: false }>;
type FollowUp = Ended["followUps"][number];
type Props = { followUps: FollowUp[]; actor: Actor; leads: boolean; zone: string; now: Date };

/** What has become of what was promised there: it goes on after the minutes are closed. */
export function Promises({ followUps, actor, leads, zone, now }: Props) {
  return (
    <Section title="What was promised" count={followUps.length}>
      <ul className="max-w-4xl divide-y divide-line border-y border-line">
        {followUps.map((followUp) => (
          <li
            key={followUp.id}
            className="grid min-h-row items-center gap-x-5 gap-y-1.5 py-2 text-sm sm:grid-cols-[minmax(0,1fr)_11rem_11rem_6rem]"
          >
            <span>{followUp.what}</span>
            <Person person={followUp.owner} isMe={followUp.ownerId === actor.id} />
            <Standing followUp={followUp} today={dayIn(zone, now)} />
            <span className="print:hidden">
              {!followUp.doneAt && (
                <DoneButton
                  followUpId={followUp.id}
                  what={followUp.what}
                  reason={whyCannotFinish(followUp, actor, leads)?.message}
                />
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Standing({ followUp: { doneAt, dueOn }, today }: { followUp: FollowUp; today: string }) {
  if (doneAt)
    return (
      <span>
        <Pill tone="good" icon={CircleCheck}>
          Done
        </Pill>
      </span>
    );
  const day = formatDay(dueOn, "UTC");
  return dueOn.toISOString().slice(0, 10) < today ? (
    <span className="inline-flex items-center gap-1.5 text-bad">
      <Hourglass aria-hidden />
      {`Late since ${day}`}
    </span>
  ) : (
    <span className="inline-flex items-center gap-1.5">
      <CircleDashed aria-hidden className="text-muted" />
      {`By ${day}`}
    </span>
  );
}
