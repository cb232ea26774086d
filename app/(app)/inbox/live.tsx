"use client";

import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

import { Button } from "@/components/ui/button";

type Known = { number: number; revision: number };

/**
 * Asks when the page is looked at again and every 30 seconds whether the inbox is still what is shown. Nothing moves by
 * itself: what is new waits behind a button.
 */
export function Live({ shown, open }: { shown: Known[]; open: number | null }) {
  const router = useRouter();
  const [now, setNow] = useState<Known[]>(shown);
  const key = shown.map(({ number, revision }) => `${number}.${revision}`).join();

  useEffect(() => {
    let stopped = false;
    async function ask() {
      if (document.hidden) return;
      const answer = await fetch("/api/inbox").catch(() => null);
      if (answer?.ok && !stopped) setNow(await answer.json());
    }
    const timer = setInterval(ask, 30_000);
    window.addEventListener("focus", ask);
    return () => {
      stopped = true;
      clearInterval(timer);
      window.removeEventListener("focus", ask);
    };
  }, []);
  // What is shown now is the newest that is known.
  const [seen, setSeen] = useState(key);
  if (seen !== key) {
    setSeen(key);
    setNow(shown);
  }

  const words = whatChanged(shown, now, open);
  return (
    <div role="status" className="text-sm">
      {words && (
        <span className="flex flex-wrap items-center gap-3 rounded-md bg-back-tint px-3 py-1.5 text-back">
          {words}
          <Button icon={RefreshCw} onClick={() => router.refresh()}>
            Show
          </Button>
        </span>
      )}
    </div>
  );
}

function whatChanged(shown: Known[], now: Known[], open: number | null): string | null {
  const before = new Map(shown.map(({ number, revision }) => [number, revision]));
  const after = new Map(now.map(({ number, revision }) => [number, revision]));
  if (open !== null && before.has(open) && after.get(open) !== before.get(open)) {
    return after.has(open)
      ? `EX-${open} was changed since you opened it.`
      : `EX-${open} no longer waits for you.`;
  }
  const fresh = now.filter(({ number }) => !before.has(number)).length;
  const gone = shown.filter(({ number }) => !after.has(number)).length;
  if (fresh > 0) return `${fresh} new.`;
  return gone > 0 ? `${gone} no longer ${gone === 1 ? "waits" : "wait"}.` : null;
}
