import type { LucideIcon } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

import { AnnounceAtOnce } from "@/components/ui/announce";
import { BlockedButton } from "@/components/ui/blocked-button";
import { type ButtonKind, buttonLook } from "@/components/ui/button-look";

type Props = Omit<ComponentProps<"button">, "disabled" | "className"> & {
  kind?: ButtonKind;
  icon?: LucideIcon;
  /** Why it cannot be used now: the sentence the server would give. The button stays, can be focused, and says it. */
  reason?: string | null;
  /** True while the server has not answered: "Recording…" stands in place, and another press does nothing. */
  busy?: boolean;
  busyLabel?: string;
  /** An icon alone still has words, for whoever cannot see it. */
  iconOnly?: boolean;
  children: ReactNode;
};

export function Button({
  kind = "outlined",
  icon: Icon,
  reason,
  busy = false,
  busyLabel = "Recording…",
  iconOnly = false,
  type = "button",
  children,
  ...rest
}: Props) {
  const content = (
    <>
      {Icon && <Icon aria-hidden />}
      <span className={iconOnly ? "sr-only" : undefined}>{busy ? busyLabel : children}</span>
    </>
  );

  if (reason) {
    return (
      <BlockedButton {...rest} reason={reason} className={buttonLook(kind, { iconOnly, isBlocked: true })}>
        {content}
      </BlockedButton>
    );
  }
  // The same element busy or not, so that the focus stays on it.
  return (
    <button
      {...rest}
      type={busy ? "button" : type}
      onClick={busy ? undefined : rest.onClick}
      aria-disabled={busy || undefined}
      className={buttonLook(kind, { iconOnly, isBlocked: busy })}
    >
      {content}
      {busy && <AnnounceAtOnce sentence={busyLabel} />}
    </button>
  );
}
