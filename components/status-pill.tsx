import type { IconName } from "@/components/ui/icon-sprite";
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

export type StatusLook = { word: string; tone: Tone; icon: IconName };

/** The status as the clock has it: past its end an exception is expired, whether or not the worker has been round (R13). */
export function StatusPill(props: Props) {
  const { word, tone, icon } = statusLook(props);
  return (
    <Pill tone={tone} icon={icon}>
      {word}
    </Pill>
  );
}

/** The pill of a status, for whoever draws it elsewhere. */
export function statusLook({
  status,
  sentBack,
  closedReason,
  startsAt,
  endsAt,
  suspended,
  now,
}: Props): StatusLook {
  switch (status) {
    case "pending":
      return sentBack
        ? { word: "Sent back", tone: "back", icon: "undo-2" }
        : { word: "Pending", tone: "wait", icon: "circle-dashed" };
    case "active":
      if (endsAt && endsAt <= now) return { word: "Expired", tone: "bad", icon: "calendar-x-2" };
      if (startsAt && startsAt > now)
        return { word: "Active, starts later", tone: "wait", icon: "circle-dashed" };
      if (suspended) return { word: "Active, not in force", tone: "bad", icon: "circle-x" };
      return { word: "Active, in force", tone: "good", icon: "circle-check" };
    case "expired":
      return { word: "Expired", tone: "bad", icon: "calendar-x-2" };
    case "rejected":
      return { word: "Rejected", tone: "over", icon: "ban" };
    case "closed":
      return { word: closedReason ? `Closed · ${closedReason}` : "Closed", tone: "over", icon: "archive" };
  }
}
