import { Siren, Zap } from "lucide-react";

/** An emergency is an icon and a word, and has no colour of its own. */
export function EmergencyMark() {
  return (
    <span className="inline-flex items-center gap-1 align-middle font-medium whitespace-nowrap">
      <Siren aria-hidden />
      Emergency
    </span>
  );
}

/** What waits for an incident or a launch, decided within four working hours. */
export function UrgentMark() {
  return (
    <span className="inline-flex items-center gap-1 align-middle font-medium whitespace-nowrap">
      <Zap aria-hidden />
      Urgent
    </span>
  );
}
