import { TabLinks } from "@/components/ui/tab-links";
import { queryOf, type RegisterFilter, type View, views, wholeView } from "@/lib/exceptions/register-filter";
import type { Count } from "@/lib/exceptions/register-page";

const labels: Record<View, string> = {
  "in-force": "In force",
  pending: "Pending",
  ended: "Past their end",
  sensitive: "Regulated data, customers, external models",
  "not-holding": "Conditions not holding",
  open: "Still open, and why",
  all: "All",
};

/** The questions that are asked every day (R28): one press, no further filter. */
export function Tiles({ filter, counts }: { filter: RegisterFilter; counts?: Record<View, Count> }) {
  return (
    <TabLinks
      label="Views"
      tabs={views.map((view) => ({
        href: `/register${queryOf(wholeView(view, filter))}`,
        label: labels[view],
        count: counts && short(counts[view]),
        current: view === filter.view,
      }))}
    />
  );
}

function short({ count, capped }: Count): string {
  return `${count.toLocaleString("en")}${capped ? "+" : ""}`;
}
