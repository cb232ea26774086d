"use client";

import { Search } from "lucide-react";
import type { Route } from "next";
import { useRef } from "react";
import { useKeyAction } from "@/components/keys/context";
import { ShownKey } from "@/components/keys/shown-key";
import { controlLook } from "@/components/ui/field";
import { SearchForm } from "@/components/ui/search-form";
import { isNarrowed, queryOf, type RegisterFilter } from "@/lib/exceptions/register-filter";

/** Words, numbers and names before a colon. A GET form: it works before any script has loaded. The key is `/`. */
export function SearchWords({ filter }: { filter: RegisterFilter }) {
  const box = useRef<HTMLInputElement>(null);
  useKeyAction("search.focus", () => {
    box.current?.focus();
    box.current?.select();
  });
  const kept = new URLSearchParams(queryOf({ ...filter, q: "", page: 1 }));
  // Who searches from where the register begins searches everything.
  if (filter.view === "in-force" && !isNarrowed(filter)) kept.delete("view");

  return (
    <SearchForm
      action={"/register" as Route}
      scroll={false}
      role="search"
      aria-label="In this list"
      className="relative min-w-0 flex-1 max-sm:basis-full sm:max-w-md"
    >
      {[...kept].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-muted"
      />
      <input
        // A new key when the address changes: the box then shows what the address says.
        key={filter.q}
        ref={box}
        type="search"
        name="q"
        aria-label="Search this list"
        placeholder="risk:high ends:<7d owner:@me words"
        defaultValue={filter.q}
        className={`${controlLook} h-control pr-9! pl-8! [&::-webkit-search-cancel-button]:appearance-none`}
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
