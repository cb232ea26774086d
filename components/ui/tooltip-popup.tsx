"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactNode } from "react";

type Props = {
  anchor: () => Element | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onPointerEnter: () => void;
  onPointerLeave: () => void;
  side: "top" | "right" | "bottom" | "left";
  className: string;
  children: ReactNode;
};

/** The tip itself. It is a file of its own so that Tooltip can fetch it when it is needed. */
export default function TooltipPopup({
  anchor,
  open,
  onOpenChange,
  side,
  className,
  children,
  ...pointer
}: Props) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} side={side} sideOffset={6} collisionPadding={8} className="z-50">
          <Base.Popup
            {...pointer}
            className={`max-w-80 rounded-md bg-panel px-2.5 py-1.5 text-xs text-ink shadow-float transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0 ${className}`}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
