import { Search } from "lucide-react";
import type { Route } from "next";
import { ShownKey } from "@/components/keys/shown-key";
import { SearchForm } from "@/components/ui/search-form";

/** Searches the register. A plain GET form: it works before any script has loaded. */
export function SearchBox() {
  return (
    <SearchForm action={"/register" as Route} role="search" className="relative w-full max-w-md min-w-0">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-muted"
      />
      <input
        type="search"
        name="q"
        data-search
        aria-label="Search the register"
        placeholder="Search"
        className="h-control w-full rounded-md border border-edge bg-panel pr-9 pl-8 text-sm hover:border-muted [&::-webkit-search-cancel-button]:appearance-none"
      />
      <span
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-1.5 -translate-y-1/2 touch:hidden"
      >
        <ShownKey keys="/" />
      </span>
    </SearchForm>
  );
}
