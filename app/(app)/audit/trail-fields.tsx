import type { Route } from "next";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { SearchForm } from "@/components/ui/search-form";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import {
  type ActionGroup,
  actionGroups,
  groupNames,
  isTrailNarrowed,
  type TrailFilter,
  trailQueryOf,
} from "@/lib/audit/trail-filter";

type Props = {
  filter: TrailFilter;
  people: { value: string; label: string }[];
  /** Sign-ins are for administrators and auditors; everybody else finds their own. */
  mayChooseSignIn: boolean;
};

/** Who, what, which exception, from when to when. A GET form: it works before any script has loaded. */
export function TrailFields({ filter, people, mayChooseSignIn }: Props) {
  const { who, what, exceptionNumber, from, to } = filter;
  const groups = (Object.keys(actionGroups) as ActionGroup[]).map((group) => ({
    value: group,
    label: group === "sign-in" && !mayChooseSignIn ? "My own sign-ins" : groupNames[group],
  }));

  return (
    <SearchForm
      // A new key when the address changes: the fields then show what the address says.
      key={trailQueryOf({ ...filter, after: null, open: null })}
      action={"/audit" as Route}
      scroll={false}
      role="search"
      aria-label="In the trail"
      className="grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap print:hidden"
    >
      <div className="max-sm:col-span-2 sm:w-48">
        <Select label="Who" name="who" placeholder="Anybody" options={people} defaultValue={who ?? ""} />
      </div>
      <div className="sm:w-44">
        <Select label="What" name="what" placeholder="Anything" options={groups} defaultValue={what ?? ""} />
      </div>
      <div className="sm:w-28">
        <TextField
          label="Exception"
          name="exception"
          placeholder="EX-1042"
          defaultValue={exceptionNumber === null ? "" : `EX-${exceptionNumber}`}
        />
      </div>
      <div className="sm:w-36">
        <TextField label="From" name="from" type="date" defaultValue={from ?? ""} />
      </div>
      <div className="sm:w-36">
        <TextField label="To" name="to" type="date" defaultValue={to ?? ""} />
      </div>
      <div className="flex gap-2 max-sm:col-span-2">
        <Button type="submit">Show</Button>
        {isTrailNarrowed(filter) && (
          <LinkButton kind="ghost" href="/audit">
            Clear filters
          </LinkButton>
        )}
      </div>
    </SearchForm>
  );
}
