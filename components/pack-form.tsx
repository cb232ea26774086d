import type { ReactNode, Ref } from "react";

export type Packed = {
  of: "exception" | "list" | "quarter";
  /** "EX-1042", the register's query string, or "2026-Q4". */
  query: string;
  /** "2026-11": only what was asked for then. */
  month?: string;
};

/** Posted and not linked, because each pack leaves an entry in the trail. */
export function PackForm({
  of,
  query,
  month,
  children,
  ref,
}: Packed & { children?: ReactNode; ref?: Ref<HTMLFormElement> }) {
  return (
    <form ref={ref} method="post" action="/packs">
      <input type="hidden" name="of" value={of} />
      <input type="hidden" name="query" value={query} />
      {month && <input type="hidden" name="month" value={month} />}
      {children}
    </form>
  );
}
