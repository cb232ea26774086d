import type { ReactNode } from "react";

type Props = { title: string; children: ReactNode; action?: ReactNode };

/** A page that ends here, and says why and where to go: not found, not allowed. */
export function DeadEnd({ title, children, action }: Props) {
  return (
    <div className="grid justify-items-start gap-1 py-8">
      <h1 className="text-xl font-semibold">{title}</h1>
      <div className="max-w-read text-muted">{children}</div>
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
