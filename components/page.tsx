import { ChevronRight } from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";

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
    <div
      className={`mx-auto grid w-full grid-cols-1 content-start gap-6 ${narrow ? "max-w-3xl" : "max-w-7xl"}`}
    >
      <header className="grid gap-x-6 gap-y-1.5 sm:grid-cols-[minmax(0,1fr)_auto]">
        {breadcrumbs && <Breadcrumbs crumbs={breadcrumbs} />}
        <h1 className="min-w-0 text-xl font-semibold text-balance sm:col-start-1">
          {mark && <span className="mr-1 font-normal text-muted">{mark}</span>}
          {mark && " "}
          {title}
          {count !== undefined && " "}
          {count !== undefined && <span className="ml-1 font-normal text-muted tabular-nums">{count}</span>}
        </h1>
        {facts && (
          <div className="flex flex-wrap items-center gap-x-5 gap-y-2 text-sm sm:col-start-1 sm:col-end-3">
            {facts}
          </div>
        )}
        {actions && (
          <div
            className={`flex flex-wrap items-center gap-2 max-sm:pt-1.5 sm:col-start-2 sm:self-start print:hidden ${breadcrumbs ? "sm:row-start-2" : "sm:row-start-1"}`}
          >
            {actions}
          </div>
        )}
      </header>
      {children}
    </div>
  );
}

function Breadcrumbs({ crumbs }: { crumbs: { href: string; label: string }[] }) {
  return (
    <nav aria-label="Where this is" className="sm:col-start-1 sm:col-end-3 print:hidden">
      <ol className="flex flex-wrap items-center gap-1 text-xs text-muted">
        {crumbs.map((crumb) => (
          <li key={crumb.href} className="flex items-center gap-1">
            <Link
              href={crumb.href as Route}
              className="inline-flex h-6 items-center hover:text-ink hover:underline"
            >
              {crumb.label}
            </Link>
            <ChevronRight aria-hidden className="size-3!" />
          </li>
        ))}
      </ol>
    </nav>
  );
}
