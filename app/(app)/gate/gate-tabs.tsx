import { TabLinks } from "@/components/ui/tab-links";

type Props = {
  current: "evaluations" | "rules" | "found";
  /** Rules that nobody has mapped. */
  unmapped: number;
  /** Waivers in code that nobody approved. */
  found: number;
};

export function GateTabs({ current, unmapped, found }: Props) {
  return (
    <TabLinks
      label="The gate"
      tabs={[
        { href: "/gate", label: "Evaluations", current: current === "evaluations" },
        {
          href: "/gate/rules",
          label: "Rules without a policy",
          count: unmapped || undefined,
          current: current === "rules",
        },
        {
          href: "/gate/found",
          label: "Found in code",
          count: found || undefined,
          current: current === "found",
        },
      ]}
    />
  );
}
