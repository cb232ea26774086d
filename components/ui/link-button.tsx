import type { LucideIcon } from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import { BlockedButton } from "@/components/ui/blocked-button";
import { type ButtonKind, buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";

type Props = {
  href: string;
  kind?: ButtonKind;
  icon?: LucideIcon;
  reason?: string | null;
  iconOnly?: boolean;
  children: ReactNode;
};

/** Goes somewhere and changes nothing, in the shape of a button. */
export function LinkButton({
  href,
  kind = "outlined",
  icon: Icon,
  reason,
  iconOnly = false,
  children,
}: Props) {
  const content = (
    <>
      {Icon && <Icon aria-hidden />}
      <span className={iconOnly ? "sr-only" : undefined}>{children}</span>
    </>
  );

  if (reason) {
    return (
      <BlockedButton reason={reason} className={buttonLook(kind, { iconOnly, isBlocked: true })}>
        {content}
      </BlockedButton>
    );
  }
  return (
    <Link href={href as Route} className={buttonLook(kind, { iconOnly })}>
      {content}
    </Link>
  );
}
