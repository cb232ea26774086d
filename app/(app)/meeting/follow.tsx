"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";

const seconds = 3;

/**
 * Asks every few seconds whether the meeting is still what is shown, and draws it anew when it is not: everybody looks at
 * what its leader looks at. What is being typed stays.
 */
export function Follow({ version }: { version: string | null }) {
  const router = useRouter();
  const shown = useRef(version);
  shown.current = version;

  useEffect(() => {
    let isAsking = false;
    async function ask() {
      if (document.hidden || isAsking) return;
      isAsking = true;
      const answer = await fetch("/api/meeting").catch(() => null);
      isAsking = false;
      if (!answer?.ok) return;
      const { version: now } = (await answer.json()) as { version: string | null };
      if (now !== shown.current) router.refresh();
    }
    const timer = setInterval(ask, seconds * 1000);
    window.addEventListener("focus", ask);
    return () => {
      clearInterval(timer);
      window.removeEventListener("focus", ask);
    };
  }, [router]);

  return null;
}
