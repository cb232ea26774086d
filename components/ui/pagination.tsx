import { ChevronLeft, ChevronRight } from "lucide-react";

import { LinkButton } from "@/components/ui/link-button";

type Props = {
  page: number;
  pageSize: number;
  total: number;
  /** The address of a page, with filter and sort in it. */
  hrefFor: (page: number) => string;
};

/** "51–100 of 312", and a link either way. Pages are links, so they can be sent, and Back goes back. */
export function Pagination({ page, pageSize, total, hrefFor }: Props) {
  const last = Math.max(1, Math.ceil(total / pageSize));
  if (last === 1) return null;
  const from = (page - 1) * pageSize + 1;
  const to = Math.min(total, page * pageSize);

  return (
    <nav aria-label="Pages" className="flex items-center justify-between gap-4 py-3 print:hidden">
      <p className="text-sm text-muted tabular-nums">{`${from}–${to} of ${total}`}</p>
      <div className="flex gap-2">
        <LinkButton
          href={hrefFor(page - 1)}
          icon={ChevronLeft}
          reason={page > 1 ? null : "This is the first page."}
        >
          Previous
        </LinkButton>
        <LinkButton
          href={hrefFor(page + 1)}
          icon={ChevronRight}
          reason={page < last ? null : "This is the last page."}
        >
          Next
        </LinkButton>
      </div>
    </nav>
  );
}
