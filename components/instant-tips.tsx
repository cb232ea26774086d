"use client";

import { lazy, Suspense, useEffect, useRef, useState } from "react";

import { type Reading, readings, spoken } from "@/lib/instants";

const TooltipPopup = lazy(() => import("@/components/ui/tooltip-popup"));

const openAfter = 250;
/** Time enough for the pointer to reach the tip. */
const closeAfter = 120;

type Shown = { anchor: HTMLElement; readings: Reading[]; open: boolean };

/** The readings of every Instant on the page, in the viewer's own zone too: on hover, on focus and by a tap. */
export function InstantTips() {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [shown, setShown] = useState<Shown | null>(null);

  function turn(on: boolean, anchor: HTMLElement | null, after = 0) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (on && anchor) setShown({ anchor, readings: readHere(anchor), open: true });
      else setShown((now) => now && { ...now, open: false });
    }, after);
  }

  const latest = useRef(turn);
  latest.current = turn;
  useEffect(() => {
    const stop = listen((...how) => latest.current(...how));
    return () => {
      clearTimeout(timer.current);
      stop();
    };
  }, []);

  if (!shown) return null;
  return (
    <Suspense>
      <TooltipPopup
        anchor={() => shown.anchor}
        open={shown.open}
        onOpenChange={(open) => turn(open, shown.anchor)}
        onPointerEnter={() => turn(true, shown.anchor)}
        onPointerLeave={() => turn(false, shown.anchor, closeAfter)}
        side="top"
        className=""
      >
        <span className="grid grid-cols-[auto_auto] gap-x-3 tabular-nums">
          {shown.readings.map(({ text, place }) => (
            <span key={place} className="contents">
              <span>{text}</span>
              <span className="text-muted">{place}</span>
            </span>
          ))}
        </span>
      </TooltipPopup>
    </Suspense>
  );
}

// The server cannot know where the viewer is: the instant is read anew when it is asked for.
function readHere(instant: HTMLElement): Reading[] {
  const viewerZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const at = new Date(instant.querySelector("time")?.dateTime ?? "");
  return readings(at, instant.dataset.instant ?? "UTC", viewerZone);
}

type Turn = (on: boolean, anchor: HTMLElement | null, after?: number) => void;

function listen(turn: Turn): () => void {
  const gone = new AbortController();
  const on = <Name extends keyof DocumentEventMap>(
    name: Name,
    work: (instant: HTMLElement, event: DocumentEventMap[Name]) => void,
  ) =>
    document.addEventListener(
      name,
      (event) => {
        const instant = instantOf(event.target);
        if (instant) work(instant, event);
      },
      { signal: gone.signal },
    );

  on("pointerover", (instant, { pointerType, relatedTarget }) => {
    if (pointerType === "mouse" && instantOf(relatedTarget) !== instant) turn(true, instant, openAfter);
  });
  on("pointerout", (instant, { pointerType, relatedTarget }) => {
    if (pointerType === "mouse" && instantOf(relatedTarget) !== instant) turn(false, instant, closeAfter);
  });
  on("focusin", (instant) => {
    instant.ariaDescription = spoken(readHere(instant));
    if (instant.matches(":focus-visible")) turn(true, instant);
  });
  on("focusout", (instant) => turn(false, instant));
  on("click", (instant) => turn(true, instant));
  return () => gone.abort();
}

function instantOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-instant]") : null;
}
