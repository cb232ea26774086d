"use client";

import { useEffect, useState } from "react";

type Props = { since: string; label: string; now: string };

/** "0:41" since an instant. Each second; each minute for whoever asked for less motion. Not read out while it runs. */
export function Timer({ since, label, now }: Props) {
  const [at, setAt] = useState(() => new Date(now).getTime());

  useEffect(() => {
    // The server's clock counts; the browser's only says how much time has passed.
    const ahead = Date.now() - new Date(now).getTime();
    const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const tick = () => setAt(Date.now() - ahead);
    tick();
    const timer = setInterval(tick, isCalm ? 60_000 : 1000);
    return () => clearInterval(timer);
  }, [now]);

  const passed = Math.max(0, Math.floor((at - new Date(since).getTime()) / 1000));
  return (
    <span role="timer" aria-live="off">
      <span className="text-muted">{label} </span>
      <span className="tabular-nums">{inDigits(passed)}</span>
    </span>
  );
}

function inDigits(seconds: number): string {
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3600),
    Math.floor(seconds / 60) % 60,
    String(seconds % 60).padStart(2, "0"),
  ];
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}
