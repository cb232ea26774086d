"use client";

import {
  cloneElement,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  Suspense,
  useState,
} from "react";

type TriggerProps = {
  onClick?: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  "aria-haspopup"?: "menu";
  "aria-expanded"?: boolean;
};

type Props = {
  trigger: ReactElement<TriggerProps>;
  /** The menu, fetched when it is first opened: a Menu with `defaultOpen` around this trigger. */
  children: (trigger: ReactElement) => ReactNode;
};

/** A menu that most visits never open: until then it is its button alone. */
export function MenuOnDemand({ trigger, children }: Props) {
  const [asked, setAsked] = useState(false);
  const button = cloneElement(trigger, {
    onClick: () => setAsked(true),
    onKeyDown: ({ key }: KeyboardEvent) => key.startsWith("Arrow") && setAsked(true),
    "aria-haspopup": "menu",
    "aria-expanded": false,
  });
  return asked ? <Suspense fallback={button}>{children(trigger)}</Suspense> : button;
}
