"use client";

import type { Route } from "next";
import { lazy, type ReactNode, Suspense, useTransition } from "react";

import { answerOf } from "@/components/answer-of";
import { ExportButton } from "@/components/export-button";
import { type ActsProps, Selection } from "@/components/selection";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { announce } from "@/components/ui/live-region";
import { queryOf, type RegisterFilter, wholeView } from "@/lib/exceptions/register-filter";

import { remindDecidersOfSeveral } from "../exceptions/actions";
import { useAttendTo } from "../exceptions/use-attend-to";

// Two forms and their search box: fetched with the first row that is selected.
const SeveralDialogs = lazy(() => import("./several-dialogs"));

type Props = {
  filter: RegisterFilter;
  /** Why this person changes nothing here. */
  reason: string | undefined;
  children: ReactNode;
};

/** Several exceptions at once. Deciding, closing and extending are not among it: each is looked at by itself. */
export function RegisterSelection({ filter, reason, children }: Props) {
  const list = queryOf({ ...filter, page: 1 });
  return (
    <Selection keptAs={list} acts={(selection) => <Acts {...selection} filter={filter} reason={reason} />}>
      {children}
    </Selection>
  );
}

function Acts({ selected, finish, filter, reason }: ActsProps & Omit<Props, "children">) {
  const { attendTo, busy } = useAttendTo(selected, finish);
  const [nudging, start] = useTransition();
  const numbers = selected.map(({ number }) => number);
  const query = queryOf({ ...wholeView("all", filter), columns: filter.columns, numbers });

  function nudge() {
    start(async () => {
      const rows = selected.map(({ id }) => ({ exceptionId: id }));
      const outcome = await answerOf(remindDecidersOfSeveral({ batch: crypto.randomUUID(), rows }));
      finish(outcome);
      if (outcome.ok) announce(`Reminded for ${outcome.done.length} of ${selected.length}.`);
    });
  }

  return (
    <>
      <Button kind="ghost" busy={busy} onClick={() => attendTo({ watching: true }, "watched")}>
        Watch
      </Button>
      <Button kind="ghost" busy={nudging} reason={reason} onClick={nudge}>
        Nudge
      </Button>
      <Suspense>
        <SeveralDialogs selected={selected} finish={finish} reason={reason} />
      </Suspense>
      <ExportButton action="/register/export" query={query} kind="ghost" about="the selected" />
      <LinkButton kind="ghost" href={`/register${query}` as Route}>
        Show only these
      </LinkButton>
    </>
  );
}
