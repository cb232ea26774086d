"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import { type ReactElement, type ReactNode, useState } from "react";

type Props = {
  tip: ReactNode;
  /** The element that carries the tip: one that can take the focus. */
  children: ReactElement<Record<string, unknown>>;
  side?: "top" | "right" | "bottom" | "left";
  /** Fingers cannot hover: with this, a tap shows the tip too. */
  openOnTap?: boolean;
  popupClassName?: string;
};

/** What the eye gets on hover and focus. Whoever uses it says the same to screen readers, by label or description. */
export function Tooltip({ tip, children, side = "top", openOnTap = false, popupClassName = "" }: Props) {
  const [open, setOpen] = useState(false);

  return (
    <Base.Root open={open} onOpenChange={setOpen}>
      <Base.Trigger
        render={children}
        delay={250}
        closeOnClick={!openOnTap}
        onClick={openOnTap ? () => setOpen(true) : undefined}
      />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} collisionPadding={8} className="z-50">
          <Base.Popup
            className={`max-w-80 rounded-md bg-panel px-2.5 py-1.5 text-xs text-ink shadow-float transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0 ${popupClassName}`}
          >
            {tip}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
