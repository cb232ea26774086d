import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

type Props = {
  title: ReactNode;
  /** How many things the page shows, beside the title. */
  count?: number;
  /** Before the title: the exception's number, a policy's key. */
  mark?: ReactNode;
  /** A line below the title: status, risk, owner, end. */
  facts?: ReactNode;
  actions?: ReactNode;
  breadcrumbs?: { href: string; label: string }[];
  /** Reading width, for forms and texts. */
  narrow?: boolean;
  children: ReactNode;
};

/** The frame of a page: where we are, one h1, what can be done, then the content. */
export function Page({ title, count, mark, facts, actions, breadcrumbs, narrow = false, children }: Props) {
  return (
    <div className={`mx-auto grid w-full content-start gap-6 ${narrow ? "max-w-3xl" : "max-w-7xl"}`}>
      <header className="grid gap-1.5">
        {breadcrumbs && <Breadcrumbs crumbs={breadcrumbs} />}
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <h1 className="min-w-0 text-xl font-semibold text-balance">
            {mark && <span className="mr-2 font-normal text-muted">{mark}</span>}
            {title}
            {count !== undefined && <span className="ml-2 font-normal text-muted tabular-nums">{count}</span>}
          </h1>
          {actions && <div className="flex flex-wrap items-center gap-2 print:hidden">{actions}</div>}
        </div>
        {facts && <div className="flex flex-wrap items-center gap-x-5 gap-y-2 text-sm">{facts}</div>}
      </header>
      {children}
    </div>
  );
}

function Breadcrumbs({ crumbs }: { crumbs: { href: string; label: string }[] }) {
  return (
    <nav aria-label="Where this is" className="print:hidden">
      <ol className="flex flex-wrap items-center gap-1 text-xs text-muted">
        {crumbs.map((crumb) => (
          <li key={crumb.href} className="flex items-center gap-1">
            <Link href={crumb.href} className="inline-flex h-6 items-center hover:text-ink hover:underline">
              {crumb.label}
            </Link>
            <ChevronRight aria-hidden className="size-3!" />
          </li>
        ))}
      </ol>
    </nav>
  );
}
