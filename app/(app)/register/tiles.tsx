import { TabLinks } from "@/components/ui/tab-links";
import { queryOf, type RegisterFilter, type View, views, wholeView } from "@/lib/exceptions/register-filter";
import type { Count } from "@/lib/exceptions/register-page";
import type { ViewInSight } from "@/lib/views/views-of";

const labels: Record<View, string> = {
  "in-force": "In force",
  pending: "Pending",
  ended: "Past their end",
  sensitive: "Regulated data, customers, external models",
  "not-holding": "Conditions not holding",
  open: "Still open, and why",
  ai: "AI in use",
  all: "All",
};

type Props = { filter: RegisterFilter; pinned: ViewInSight[]; counts?: Record<View, Count> };

/** The questions that are asked every day (R28): one press, no further filter. Then what somebody pinned. */
export function Tiles({ filter, pinned, counts }: Props) {
  const builtIn = views.map((view) => ({
    href: `/register${queryOf(wholeView(view, filter))}`,
    label: labels[view],
    count: counts && short(counts[view]),
    current: filter.saved === null && view === filter.view,
  }));
  const own = pinned.map(({ id, name }) => ({
    href: `/register?saved=${id}`,
    label: name,
    current: filter.saved === id,
  }));
  return <TabLinks label="Views" tabs={[...builtIn, ...own]} />;
}

function short({ count, capped }: Count): string {
  return `${count.toLocaleString("en")}${capped ? "+" : ""}`;
}
