"use client";

import { ListFilter } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useEffect, useState } from "react";

import { useKeyAction } from "@/components/keys/context";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import type { FilterChoices } from "@/lib/exceptions/filter-choices";
import { isNarrowed, queryOf, type RegisterFilter } from "@/lib/exceptions/register-filter";
import type { Facets } from "@/lib/exceptions/register-groups";
import { readFilterChoices } from "./actions";

// The fields bring their search boxes along: fetched when the dialog is first opened.
const FilterFields = lazy(() => import("./filter-fields"));

type Props = { filter: RegisterFilter; actorId: string };

/** Everything the list can be narrowed by, and its order. The key is `f`. */
export function FilterDialog({ filter, actorId }: Props) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(filter);
  const { choices, facets, failed } = useChoices(open, queryOf(filter));

  function openAnew(isOpen: boolean) {
    if (isOpen) setDraft({ ...filter, page: 1 });
    setOpen(isOpen);
  }
  useKeyAction("register.filter", () => openAnew(true));

  return (
    <Dialog
      title="Filter"
      open={open}
      onOpenChange={openAnew}
      trigger={<Button icon={ListFilter}>{isNarrowed(filter) ? "Filter: on" : "Filter"}</Button>}
      footer={
        <>
          <DialogClose>Cancel</DialogClose>
          <Button kind="filled" type="submit" form="register-filter">
            Show
          </Button>
        </>
      }
    >
      <form
        id="register-filter"
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          setOpen(false);
          router.push(`/register${queryOf(draft)}` as Route, { scroll: false });
        }}
      >
        {failed && <Callout tone="bad" title={failed} />}
        <Suspense>
          <FilterFields
            draft={draft}
            choices={choices}
            facets={facets}
            actorId={actorId}
            onChange={(change) => setDraft((before) => ({ ...before, ...change }))}
          />
        </Suspense>
      </form>
    </Dialog>
  );
}

type Choices = { choices: FilterChoices | null; facets: Facets | null };

/** People, rules, systems and how many stand behind each are read when the dialog opens: the page itself does not need them. */
function useChoices(wanted: boolean, query: string) {
  const [read, setRead] = useState<Choices>({ choices: null, facets: null });
  const [failed, setFailed] = useState<string | null>(null);

  useEffect(() => {
    if (!wanted) return;
    readFilterChoices(query).then(
      (outcome) => (outcome.ok ? setRead(outcome) : setFailed(outcome.message)),
      () => setFailed("People, rules and systems could not be read. The other filters work."),
    );
  }, [wanted, query]);

  return { ...read, failed };
}
