import { UserX } from "lucide-react";
import type { Route } from "next";
import { Link } from "@/components/ui/link";

import type { Part } from "@/lib/audit/sentences";

/** One event in a sentence, its people and exceptions as links. */
export function EventSentence({ parts }: { parts: Part[] }) {
  return (
    <span className="break-words">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence never move
        <Piece key={index} part={part} />
      ))}
    </span>
  );
}

function Piece({ part: { text, href, left } }: { part: Part }) {
  if (!href) return text;
  return (
    <>
      <Link
        href={href as Route}
        className="relative z-1 font-medium decoration-muted underline-offset-4 hover:underline"
      >
        {text}
      </Link>
      {left && (
        <span className="ml-1 text-xs whitespace-nowrap text-muted">
          <UserX aria-hidden className="-mt-0.5 mr-0.5 inline size-3!" />
          left
        </span>
      )}
    </>
  );
}
