import { formatInstant, relative } from "@/lib/dates";
import type { OverdueStep } from "@/lib/exceptions/overdue-steps";

/** "Security is late: due 3 hours ago, Fri 20 Nov 2026, 12:00. Risk committee, the group above, is told." */
export function overdueSentence({ group, above, dueAt }: OverdueStep, now: Date, zone: string): string {
  const late = `${group.name} is late: due ${relative(dueAt, now)}, ${formatInstant(dueAt, zone)}.`;
  return above ? `${late} ${above.name}, the group above, is told.` : late;
}
