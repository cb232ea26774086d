"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode, RefObject } from "react";

import { buttonLook } from "@/components/ui/button-look";

export type WindowProps = {
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the one that acts last. `DialogClose` makes the one that does not. */
  footer?: ReactNode;
  initialFocus?: RefObject<HTMLElement | null>;
  /** "wide" has room for two columns; "palette" has no head and stands near the top; "drawer" slides in from the left. */
  shape?: "dialog" | "wide" | "palette" | "drawer";
};

type Props = WindowProps & {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Where the focus goes back to. */
  opener: RefObject<HTMLElement | null>;
};

const shapes = {
  dialog:
    "inset-x-0 bottom-0 mx-auto max-h-[85dvh] rounded-t-lg sm:top-[12vh] sm:bottom-auto sm:max-w-lg sm:rounded-lg",
  wide: "inset-x-0 bottom-0 mx-auto max-h-[85dvh] rounded-t-lg sm:top-[12vh] sm:bottom-auto sm:max-w-3xl sm:rounded-lg",
  palette: "inset-x-2 top-2 mx-auto max-w-xl rounded-lg sm:top-[12vh]",
  drawer: "inset-y-0 left-0 w-64",
};

/** The window itself. It is a file of its own so that Dialog can fetch it when it is first opened. */
export default function DialogWindow({
  title,
  description,
  children,
  footer,
  shape = "dialog",
  initialFocus,
  opener,
  open,
  onOpenChange,
}: Props) {
  const isPalette = shape === "palette";
  return (
    <Base.Root open={open} onOpenChange={(isOpen) => onOpenChange(isOpen)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-[oklch(0_0_0/0.35)] transition-opacity duration-180 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          initialFocus={initialFocus}
          finalFocus={opener.current ? opener : undefined}
          className={`fixed z-50 flex flex-col overflow-hidden bg-panel shadow-float transition-opacity duration-180 data-ending-style:opacity-0 data-starting-style:opacity-0 ${shapes[shape]}`}
        >
          <div className={isPalette ? "sr-only" : "px-4 pt-4 pr-14"}>
            <div className="grid gap-1">
              <Base.Title className="text-lg font-semibold">{title}</Base.Title>
              {description && (
                <Base.Description className="text-sm text-muted">{description}</Base.Description>
              )}
            </div>
          </div>
          <div className={isPalette ? "contents" : "min-h-0 overflow-y-auto p-4"}>{children}</div>
          {footer && (
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-4 py-3">{footer}</div>
          )}
          {!isPalette && (
            // Last in the order of focus: a dialog with a field starts in the field.
            <Base.Close
              aria-label="Close"
              className={`absolute! top-2.5 right-2.5 ${buttonLook("ghost", { iconOnly: true })}`}
            >
              <X aria-hidden />
            </Base.Close>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
