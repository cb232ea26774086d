import {
  Archive,
  Ban,
  CalendarX2,
  CircleCheck,
  CircleDashed,
  CircleX,
  type LucideIcon,
  Undo2,
} from "lucide-react";

import { Pill } from "@/components/ui/pill";
import type { Tone } from "@/components/ui/tone";
import type { ClosedReason, Status } from "@/prisma/generated/enums";

type Props = {
  status: Status;
  sentBack?: boolean;
  closedReason?: ClosedReason | null;
  startsAt?: Date | null;
  endsAt?: Date | null;
  /** A suspending condition is broken: approved, and yet the gate says no. */
  suspended?: boolean;
  now: Date;
};

type Look = { word: string; tone: Tone; icon: LucideIcon };

/** The status as the clock has it: past its end an exception is expired, whether or not the worker has been round (R13). */
export function StatusPill(props: Props) {
  const { word, tone, icon } = look(props);
  return (
    <Pill tone={tone} icon={icon}>
      {word}
    </Pill>
  );
}

function look({ status, sentBack, closedReason, startsAt, endsAt, suspended, now }: Props): Look {
  switch (status) {
    case "pending":
      return sentBack
        ? { word: "Sent back", tone: "back", icon: Undo2 }
        : { word: "Pending", tone: "wait", icon: CircleDashed };
    case "active":
      if (endsAt && endsAt <= now) return { word: "Expired", tone: "bad", icon: CalendarX2 };
      if (startsAt && startsAt > now)
        return { word: "Active, starts later", tone: "wait", icon: CircleDashed };
      if (suspended) return { word: "Active, not in force", tone: "bad", icon: CircleX };
      return { word: "Active, in force", tone: "good", icon: CircleCheck };
    case "expired":
      return { word: "Expired", tone: "bad", icon: CalendarX2 };
    case "rejected":
      return { word: "Rejected", tone: "over", icon: Ban };
    case "closed":
      return { word: closedReason ? `Closed · ${closedReason}` : "Closed", tone: "over", icon: Archive };
  }
}
