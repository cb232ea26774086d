import { FlaskConical, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** One line over the whole page that is always true: "Demo data. …". */
export function Strip({ icon: Icon = FlaskConical, children }: { icon?: LucideIcon; children: ReactNode }) {
  return (
    <aside
      aria-label="About this register"
      className="flex items-center gap-2 border-b border-line bg-soon-tint px-4 py-1.5 text-xs text-ink"
    >
      <Icon aria-hidden className="size-3.5! text-soon" />
      <div>{children}</div>
    </aside>
  );
}
