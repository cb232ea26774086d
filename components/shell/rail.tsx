"use client";

import type { Route } from "next";
import { usePathname } from "next/navigation";
import { type RailItem, railItems } from "@/components/shell/rail-items";
import { Link } from "@/components/ui/link";
import { Tooltip } from "@/components/ui/tooltip";

export type Counts = { inbox: number; settings: number };

const countWords = { inbox: "to decide", settings: "mails failed" };

type Seen = {
  counts: Counts;
  /** An outside approver: only the places that hold what is put to them. */
  isOutsider: boolean;
  /** An administrator or auditor. */
  isKeeper: boolean;
};

/** The places of the product. 220 px with words; 56 px of icons on a middling screen, where hover and focus say the word. */
export function Rail(seen: Seen) {
  return (
    <nav aria-label="Places" className="grid gap-0.5">
      <Places
        {...seen}
        draw={(item, link) => (
          <Tooltip key={item.href} tip={item.label} side="right" popupClassName="wide:hidden">
            {link}
          </Tooltip>
        )}
        wordsLook="sr-only wide:not-sr-only"
      />
    </nav>
  );
}

/** The same places in the drawer of a phone, always with words. */
export function DrawerPlaces({ onGo, ...seen }: Seen & { onGo: () => void }) {
  return (
    <nav aria-label="Places" className="grid gap-0.5">
      <Places {...seen} draw={(_, link) => link} onGo={onGo} />
    </nav>
  );
}

type PlacesProps = Seen & {
  draw: (item: RailItem, link: React.ReactElement<Record<string, unknown>>) => React.ReactNode;
  wordsLook?: string;
  onGo?: () => void;
};

function Places({ counts, isOutsider, isKeeper, draw, wordsLook, onGo }: PlacesProps) {
  const path = usePathname();

  return railItems
    .filter(({ forOutsiders, forKeepers }) => (forOutsiders || !isOutsider) && (isKeeper || !forKeepers))
    .map((item) => {
      const { href, label, icon: Icon } = item;
      const count = item.count ? counts[item.count] : 0;
      const isHere = [href, item.also].some((place) => isAt(path, place));

      return draw(
        item,
        <Link
          key={href}
          href={href as Route}
          onClick={onGo}
          aria-current={isHere ? "page" : undefined}
          className="relative flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm text-muted transition-colors hover:bg-sunken hover:text-ink aria-[current]:bg-sunken aria-[current]:font-medium aria-[current]:text-ink touch:h-11"
        >
          <Icon aria-hidden />
          <span className={wordsLook}>{label}</span>
          {item.count && count > 0 && <Count count={count} words={countWords[item.count]} />}
        </Link>,
      );
    });
}

function isAt(path: string, place: string | undefined): boolean {
  return place !== undefined && (path === place || (place !== "/" && path.startsWith(`${place}/`)));
}

function Count({ count, words }: { count: number; words: string }) {
  return (
    <span className="ml-auto text-xs font-medium text-accent tabular-nums sm:max-wide:absolute sm:max-wide:top-0 sm:max-wide:right-0 sm:max-wide:rounded-full sm:max-wide:bg-accent sm:max-wide:px-1 sm:max-wide:text-on-accent">
      {count}
      <span className="sr-only"> {words}</span>
    </span>
  );
}
