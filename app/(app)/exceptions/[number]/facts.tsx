import { EmergencyMark, UrgentMark } from "@/components/emergency-mark";
import { Ends } from "@/components/ends";
import { Person } from "@/components/person";
import { RiskMark } from "@/components/risk-mark";
import { StatusPill } from "@/components/status-pill";
import { formatDay } from "@/lib/dates";
import type { ExceptionWithHistory } from "@/lib/exceptions/exception-with-history";
import { isSuspended } from "@/lib/exceptions/lifecycle";

import { renewalInWords } from "../record-in-words";

type Props = { exception: ExceptionWithHistory; now: Date; zone: string; meId: string };

/** What stands under the title: status, risk, who owns it, when it ends. */
export function Facts({ exception, now, zone, meId }: Props) {
  const over = exception.status === "closed" || exception.status === "rejected";
  return (
    <>
      <StatusPill {...exception} suspended={isSuspended(exception, now)} now={now} />
      <RiskMark risk={exception.risk} />
      {exception.emergency && <EmergencyMark />}
      {exception.current.content.urgent && <UrgentMark />}
      <span>
        <span className="text-muted">Owner </span>
        <Person person={exception.owner} isMe={exception.ownerId === meId} />
      </span>
      {exception.endsAt && <Ends at={exception.endsAt} now={now} zone={zone} over={over} />}
      {exception.renewal > 0 && <span className="text-muted">{renewalInWords(exception.renewal)}</span>}
      {exception.closedReason === "remediated" && exception.removedOn && (
        <span className="text-muted">{`Removed ${formatDay(exception.removedOn, "UTC")}, verified by ${exception.verifiedBy?.name ?? "a compliant re-check"}`}</span>
      )}
    </>
  );
}
