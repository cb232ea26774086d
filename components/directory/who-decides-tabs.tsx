import { TabLinks } from "@/components/ui/tab-links";

/** Groups decide, and rules say which: two pages beside each other. */
export function WhoDecidesTabs({ current }: { current: "groups" | "rules" }) {
  return (
    <TabLinks
      label="Who decides"
      tabs={[
        { href: "/groups", label: "Groups", current: current === "groups" },
        { href: "/rules", label: "Routing rules", current: current === "rules" },
      ]}
    />
  );
}
