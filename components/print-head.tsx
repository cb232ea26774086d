import { formatInstant } from "@/lib/dates";

type Props = { organisation: string; person: string; now: Date; zone: string };

/** On paper only: whose register this is, who printed it and when. */
export function PrintHead({ organisation, person, now, zone }: Props) {
  return (
    <p className="hidden border-b border-line pb-2 text-xs print:block">
      {`${organisation} · printed by ${person} on ${formatInstant(now, zone)} (${zone.replaceAll("_", " ")})`}
    </p>
  );
}
