import { Instant } from "@/components/instant";
import { formatInstant, relative } from "@/lib/dates";
import type { Continuing } from "@/lib/exceptions/preview";

/** By when to ask so that there is no gap, or that there will be one (R16). */
export function AskInTime({ continuing, now, zone }: { continuing: Continuing; now: Date; zone: string }) {
  const { number, endsAt, askBy } = continuing;
  if (endsAt <= now) {
    return (
      <p className="text-xs text-soon">
        {`EX-${number} ended ${relative(endsAt, now)}, ${formatInstant(endsAt, zone)}. The gap stays on the record: this starts at approval.`}
      </p>
    );
  }
  if (!askBy) {
    return (
      <p className="text-xs text-soon">
        {`The last step falls due after EX-${number} ends, ${formatInstant(endsAt, zone)}. Until it is signed there is a gap.`}
      </p>
    );
  }
  return (
    <p className="text-xs text-muted">
      Ask by <Instant at={askBy} zone={zone} className="font-medium text-ink" />
      {` to avoid a gap: EX-${number} ends ${formatInstant(endsAt, zone)}.`}
    </p>
  );
}
