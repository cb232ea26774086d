import { Search } from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import { type Chip, Chips } from "@/components/directory/chips";
import { FilterSentence } from "@/components/filter-sentence";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { SearchForm } from "@/components/ui/search-form";
import { TextField } from "@/components/ui/text-field";

type Props = {
  path: string;
  searchLabel: string;
  q: string;
  /** View and order, so that a search keeps them. */
  kept: Record<string, string>;
  chips: Chip[];
  words: string;
  shown: number;
  total: number;
  unknown: string[];
  children?: ReactNode;
};

/** Over each list of the directory: search, views, and in words what is shown. All of it stands in the address. */
export function ListBar({
  path,
  searchLabel,
  q,
  kept,
  chips,
  words,
  shown,
  total,
  unknown,
  children,
}: Props) {
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 print:hidden">
        <Chips label="Views" chips={chips} />
        <SearchForm
          action={path as Route}
          scroll={false}
          role="search"
          className="flex items-end gap-2 max-sm:w-full"
        >
          {Object.entries(kept).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <div className="w-56 max-sm:w-auto max-sm:flex-1">
            {/* A new key when the address changes: the box then shows what the address says. */}
            <TextField
              key={q}
              name="q"
              type="search"
              label={searchLabel}
              hideLabel
              placeholder={searchLabel}
              defaultValue={q}
            />
          </div>
          <Button type="submit" icon={Search} iconOnly>
            Search
          </Button>
        </SearchForm>
      </div>
      {unknown.length > 0 && (
        <Callout
          tone="neutral"
          title={`This list does not know ${unknown.join(" and ")}, so it was left out.`}
        />
      )}
      <FilterSentence words={words} shown={shown} total={total} />
      {children}
    </div>
  );
}
