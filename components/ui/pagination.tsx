import { ChevronLeft, ChevronRight } from "lucide-react";

import { LinkButton } from "@/components/ui/link-button";
import { PagingNav } from "@/components/ui/paging-nav";

type Props = {
  page: number;
  pageSize: number;
  total: number;
  /** Counting stopped at `total`: there are more, and `more` says whether another page follows this one. */
  capped?: boolean;
  more?: boolean;
  /** The address of a page, with filter and sort in it. */
  hrefFor: (page: number) => string;
};

/** "51–100 of 312", and a link either way. Pages are links, so they can be sent, and Back goes back. */
export function Pagination({ page, pageSize, total, capped = false, more, hrefFor }: Props) {
  const hasNext = more ?? page * pageSize < total;
  if (page === 1 && !hasNext) return null;
  const from = (page - 1) * pageSize + 1;
  const to = capped ? page * pageSize : Math.min(total, page * pageSize);
  const inAll = `${capped ? "more than " : ""}${total.toLocaleString("en")}`;

  return (
    <PagingNav page={page}>
      <p className="text-sm text-muted tabular-nums">
        {`${from.toLocaleString("en")}–${to.toLocaleString("en")} of ${inAll}`}
      </p>
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
          reason={hasNext ? null : "This is the last page."}
        >
          Next
        </LinkButton>
      </div>
    </PagingNav>
  );
}
