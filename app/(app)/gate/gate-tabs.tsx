import { TabLinks } from "@/components/ui/tab-links";

type Props = { current: "evaluations" | "rules"; unmapped: number };

export function GateTabs({ current, unmapped }: Props) {
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
      ]}
    />
  );
}
