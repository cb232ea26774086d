import type { ReactNode } from "react";

type Props = {
  /** What belongs here and why there is nothing: "Nothing waits on you." */
  title: string;
  children?: ReactNode;
  /** One button. It takes the focus when the last row has left the list. */
  action?: ReactNode;
};

export function EmptyState({ title, children, action }: Props) {
  return (
    <div className="grid justify-items-start gap-1 py-8">
      <p className="font-medium">{title}</p>
      {children && <div className="max-w-read text-sm text-muted">{children}</div>}
      {action && (
        <div data-empty-action className="mt-3">
          {action}
        </div>
      )}
    </div>
  );
}
