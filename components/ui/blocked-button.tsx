"use client";

import { type ComponentProps, useId } from "react";

import { Tooltip } from "@/components/ui/tooltip";

type Props = ComponentProps<"button"> & { reason: string };

/** A button that cannot be used now. It keeps its place in the tab order and its reason is read with it. */
export function BlockedButton({ reason, children, ...rest }: Props) {
  const reasonId = useId();

  return (
    <>
      <Tooltip tip={reason} openOnTap>
        {/* type="button" and no handlers: neither a press, nor Enter in a field, nor a menu around it may act through it. */}
        <button {...withoutHandlers(rest)} type="button" aria-disabled="true" aria-describedby={reasonId}>
          {children}
        </button>
      </Tooltip>
      <span id={reasonId} hidden>
        {reason}
      </span>
    </>
  );
}

function withoutHandlers(props: ComponentProps<"button">): ComponentProps<"button"> {
  return Object.fromEntries(Object.entries(props).filter(([name]) => !/^on[A-Z]/.test(name)));
}
