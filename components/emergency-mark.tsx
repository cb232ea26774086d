import { Icon } from "@/components/ui/icon";

/** An emergency is an icon and a word, and has no colour of its own. */
export function EmergencyMark() {
  return (
    <span className="mark font-medium">
      <Icon name="siren" />
      Emergency
    </span>
  );
}

/** What waits for an incident or a launch, decided within four working hours. */
export function UrgentMark() {
  return (
    <span className="mark font-medium">
      <Icon name="zap" />
      Urgent
    </span>
  );
}
