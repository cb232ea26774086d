"use client";

import { useEffect, useRef } from "react";

import { announce } from "@/components/ui/live-region";

/** Reads `sentence` out whenever it changes, and not when the page opens: then it is read with the page. */
export function Announce({ sentence }: { sentence: string }) {
  const last = useRef(sentence);

  useEffect(() => {
    if (last.current === sentence) return;
    last.current = sentence;
    announce(sentence);
  }, [sentence]);

  return null;
}

/** Reads `sentence` out when it appears. */
export function AnnounceAtOnce({ sentence }: { sentence: string }) {
  useEffect(() => announce(sentence), [sentence]);
  return null;
}
