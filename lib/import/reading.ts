// One row of a sheet while it is read: what it says, and what turns out to be missing or wrong in it.

import { type Directory, listed, type Meant, shortened } from "@/lib/import/directory";
import { type FieldKey, fields, type Words } from "@/lib/import/fields";
import type { DateOrder } from "@/lib/import/sheet-dates";
import { knownValue, none } from "@/lib/import/vocabulary";

export type Known = {
  directory: Directory;
  /** What is said for all rows that do not say it. */
  answers: Words;
  order: DateOrder | null;
  zone: string;
  now: Date;
};

export type Reading = ReturnType<typeof readingOf>;

/** What is asked for and not understood is undefined, and a problem of the row by then. */
export function readingOf(row: Words, known: Known) {
  const problems: string[] = [];
  const notes: string[] = [];

  const problem = (words: string): undefined => {
    if (!problems.includes(words)) problems.push(words);
  };
  const said = (field: FieldKey) => row[field] ?? known.answers[field];
  const notUnderstood = (field: FieldKey, words: string) =>
    problem(`${fields[field].label} not understood: “${shortened(words)}”`);

  return {
    row,
    known,
    problems,
    notes,
    problem,
    said,

    needed(field: FieldKey, missing: string): string | undefined {
      return said(field) ?? problem(missing);
    },

    meant<Thing>(meant: Meant<Thing>, unknown: string): Thing | undefined {
      return "found" in meant ? meant.found : problem(`${unknown}: ${meant.why}`);
    },

    value<Value extends string>(field: FieldKey, table: Record<Value, string[]>): Value | undefined {
      const words = said(field);
      return words === undefined ? undefined : (knownValue(words, table) ?? notUnderstood(field, words));
    },

    values<Value extends string>(field: FieldKey, table: Record<Value, string[]>): Value[] | undefined {
      const words = said(field);
      if (words === undefined) return undefined;
      if (none.includes(words.toLowerCase())) return [];
      const parts = knownValue(words, table) ? [words] : listed(words);
      return parts.flatMap((part) => knownValue(part, table) ?? notUnderstood(field, part) ?? []);
    },
  };
}
