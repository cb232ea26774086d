import { TabLinks } from "@/components/ui/tab-links";

const places = [
  { href: "/settings/organisation", label: "Organisation" },
  { href: "/settings/mail", label: "Mail" },
  { href: "/settings/pipelines", label: "Pipelines" },
  { href: "/settings/webhooks", label: "Webhooks" },
] as const;

/** Where the settings are, on top of each of them. */
export function SettingsTabs({ current }: { current: (typeof places)[number]["href"] }) {
  return (
    <TabLinks
      label="Settings"
      tabs={places.map(({ href, label }) => ({ href, label, current: href === current }))}
    />
  );
}
