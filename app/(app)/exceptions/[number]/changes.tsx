import { Instant } from "@/components/instant";
import { EmptyState } from "@/components/ui/empty-state";
import { Differences } from "@/components/word-difference";
import type { NameOf } from "@/lib/exceptions/differences";
import type { ExceptionWithHistory } from "@/lib/exceptions/exception-with-history";

import { differenceTo } from "../record-in-words";

type Props = { exception: ExceptionWithHistory; nameOf: NameOf; zone: string };

/** The revisions, newest first, each with what it changed. */
export function Changes({ exception, nameOf, zone }: Props) {
  const newestFirst = exception.revisions.toReversed();
  return (
    <div className="grid gap-6">
      {newestFirst.length === 1 && (
        <EmptyState title="Asked once, and not changed since.">
          A change makes a new revision, and whoever has approved decides again.
        </EmptyState>
      )}
      {newestFirst.map((revision, index) => {
        const before = newestFirst[index + 1];
        return (
          <article key={revision.number} className="grid gap-2">
            <h3 className="text-sm">
              <span className="font-medium">{`Revision ${revision.number}`}</span>
              {` ${before ? "by" : "filed by"} ${revision.by.name} · `}
              <Instant at={revision.at} zone={zone} />
            </h3>
            {before && <Differences {...differenceTo(revision, before, nameOf, zone)} />}
            <p className="font-mono text-xs break-all text-muted">{revision.contentHash}</p>
          </article>
        );
      })}
    </div>
  );
}
