"use client";

import { lazy, type ReactNode, Suspense, useRef, useState } from "react";

// A page shows fifty tips' places and mostly none of the tips: what draws and places them comes with the first one.
const TooltipPopup = lazy(() => import("@/components/ui/tooltip-popup"));

const openAfter = 250;
/** Time enough for the pointer to reach the tip. */
const closeAfter = 120;

type Props = {
  tip: ReactNode;
  /** The element that carries the tip: one that can take the focus. */
  children: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
  /** Fingers cannot hover: with this, a tap shows the tip too. */
  openOnTap?: boolean;
  popupClassName?: string;
};

/** What the eye gets on hover and focus. Whoever uses it says the same to screen readers, by label or description. */
export function Tooltip({ tip, children, side = "top", openOnTap = false, popupClassName = "" }: Props) {
  const around = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [open, setOpen] = useState<boolean | "never asked for">("never asked for");

  function turn(on: boolean, after = 0) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen((now) => (now === "never asked for" && !on ? now : on)), after);
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it has no box; it listens to the one element inside */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the focus shows the tip to whoever has no pointer */}
      <span
        ref={around}
        className="contents"
        onPointerEnter={({ pointerType }) => pointerType === "mouse" && turn(true, openAfter)}
        onPointerLeave={({ pointerType }) => pointerType === "mouse" && turn(false, closeAfter)}
        onFocus={({ target }) => target.matches(":focus-visible") && turn(true)}
        onBlur={() => turn(false)}
        onClick={() => turn(openOnTap)}
      >
        {children}
      </span>
      {open !== "never asked for" && (
        <Suspense>
          <TooltipPopup
            anchor={() => around.current?.firstElementChild ?? null}
            open={open}
            onOpenChange={turn}
            onPointerEnter={() => turn(true)}
            onPointerLeave={() => turn(false, closeAfter)}
            side={side}
            className={popupClassName}
          >
            {tip}
          </TooltipPopup>
        </Suspense>
      )}
    </>
  );
}
