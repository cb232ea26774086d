"use client";

import {
  cloneElement,
  createContext,
  lazy,
  type ReactElement,
  type ReactNode,
  type Ref,
  Suspense,
  useContext,
  useRef,
  useState,
} from "react";

import { buttonLook } from "@/components/ui/button-look";
import type { WindowProps } from "@/components/ui/dialog-window";

// Most dialogs of a page are never opened: the window comes over the wire with the first that is.
const DialogWindow = lazy(() => import("@/components/ui/dialog-window"));

const Close = createContext<() => void>(() => {});

type TriggerProps = {
  ref?: Ref<HTMLButtonElement>;
  onClick?: () => void;
  "aria-haspopup"?: "dialog";
  "aria-expanded"?: boolean;
};

type Props = WindowProps & {
  trigger?: ReactElement<TriggerProps>;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

/** Takes the focus, keeps it while open, gives it back. Esc closes. */
export function Dialog({ trigger, open: given, onOpenChange, ...shown }: Props) {
  const opener = useRef<HTMLButtonElement>(null);
  const [ownOpen, setOwnOpen] = useState(false);
  const open = given ?? ownOpen;
  const [wasOpen, setWasOpen] = useState(open);
  if (open && !wasOpen) setWasOpen(true);

  function turn(on: boolean) {
    setOwnOpen(on);
    onOpenChange?.(on);
  }

  return (
    <Close value={() => turn(false)}>
      {trigger &&
        cloneElement(trigger, {
          ref: opener,
          onClick: () => turn(true),
          "aria-haspopup": "dialog",
          "aria-expanded": open,
        })}
      {wasOpen && (
        <Suspense>
          <DialogWindow {...shown} open={open} onOpenChange={turn} opener={opener} />
        </Suspense>
      )}
    </Close>
  );
}

export function DialogClose({ children }: { children: ReactNode }) {
  const close = useContext(Close);
  return (
    <button type="button" className={buttonLook("outlined")} onClick={close}>
      {children}
    </button>
  );
}
