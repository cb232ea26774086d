import type { ReactNode } from "react";

import { Mark } from "@/components/shell/mark";

type Props = {
  banner?: ReactNode;
  /** For a list rather than a form. */
  wide?: boolean;
  children: ReactNode;
};

/** The frame of pages without a session: sign in, setup, and what went wrong before anybody was known. */
export function PlainFrame({ banner, wide = false, children }: Props) {
  return (
    <div className="flex min-h-dvh flex-col">
      {banner}
      <main
        id="content"
        tabIndex={-1}
        className={`mx-auto grid w-full flex-1 content-start gap-6 px-4 py-16 outline-none ${wide ? "max-w-5xl" : "max-w-md sm:py-[18vh]"}`}
      >
        <p className="flex items-center gap-2 text-sm font-semibold">
          <Mark />
          Exceptions register
        </p>
        {children}
      </main>
    </div>
  );
}
