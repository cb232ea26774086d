"use client";

import { useState } from "react";
import { Controller, useWatch } from "react-hook-form";

import { handOverSeveral } from "@/app/(app)/exceptions/actions";
import { useRecordedForm } from "@/components/directory/use-recorded-form";
import { ExceptionNumber } from "@/components/exception-number";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Combobox, type Option } from "@/components/ui/combobox";
import { ErrorSummary } from "@/components/ui/error-summary";
import { LinkButton } from "@/components/ui/link-button";
import { announce } from "@/components/ui/live-region";
import { TextArea } from "@/components/ui/text-area";
import { handOverSchema } from "@/lib/exceptions/schemas";
import type { Several } from "@/lib/exceptions/severally";

type Row = {
  id: string;
  number: number;
  title: string;
  standing: string;
  /** Why whoever looks at it cannot hand it over. */
  reason?: string;
  options: Option[];
  /** By person: what it costs that they take it over. */
  costs: Record<string, string | null>;
};
type Props = { personId: string; rows: Row[] };

/** What could not go where it was meant to go stays in the list, with the reason over it. */
export function HandOverList({ personId, rows }: Props) {
  const [skipped, setSkipped] = useState<Several["skipped"]>([]);
  const left = skipped.flatMap(({ exceptionId, message }) => {
    const row = rows.find(({ id }) => id === exceptionId);
    return row ? [`EX-${row.number}: ${message}`] : [];
  });
  return (
    <div className="grid gap-4">
      {left.length > 0 && (
        <Callout
          tone="soon"
          title={`${left.length} stayed where ${left.length === 1 ? "it was" : "they were"}.`}
        >
          <ul className="grid gap-1">
            {left.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Callout>
      )}
      <HandOverForm key={rows.map(({ id }) => id).join()} personId={personId} rows={rows} done={setSkipped} />
    </div>
  );
}

type Values = { batch: string; reason: string; rows: { exceptionId: string; ownerId: string | null }[] };

function HandOverForm({ personId, rows, done }: Props & { done: (skipped: Several["skipped"]) => void }) {
  const [batch] = useState(() => crypto.randomUUID());
  const { form, submit, isBusy, errorOf, summary } = useRecordedForm<Values, Several>({
    schema: handOverSchema,
    values: { batch, reason: "", rows: rows.map(({ id }) => ({ exceptionId: id, ownerId: null })) },
    send: handOverSeveral,
    afterwards: (handed) => {
      done(handed.skipped);
      announce(`${handed.done.length} of ${handed.done.length + handed.skipped.length} handed over.`);
    },
  });
  const chosen = useWatch({ control: form.control, name: "rows" });
  const count = chosen.filter(({ ownerId }) => ownerId).length;

  return (
    <form noValidate onSubmit={submit} className="grid gap-6">
      <ErrorSummary {...summary} />
      <ul className="grid">
        {rows.map((row, index) => (
          <li
            key={row.id}
            className="grid items-start gap-x-8 gap-y-2 border-b border-line py-3 sm:grid-cols-[1fr_20rem]"
          >
            <div className="grid gap-0.5">
              <span>
                <ExceptionNumber number={row.number} /> {row.title}
              </span>
              <span className="text-xs text-muted">{row.standing}</span>
            </div>
            {row.reason ? (
              <p className="text-sm text-muted">{row.reason}</p>
            ) : (
              <Controller
                control={form.control}
                name={`rows.${index}.ownerId`}
                render={({ field }) => (
                  <Combobox
                    name={field.name}
                    label={`New owner of EX-${row.number}`}
                    hideLabel
                    placeholder="New owner"
                    hint={costOf(row, field.value)}
                    options={row.options}
                    value={field.value}
                    onChange={field.onChange}
                  />
                )}
              />
            )}
          </li>
        ))}
      </ul>
      <TextArea label="Why they change hands" error={errorOf("reason")} {...form.register("reason")} />
      <ActionBar>
        <LinkButton href={`/people/${personId}`}>Cancel</LinkButton>
        <Button type="submit" kind="filled" busy={isBusy}>
          {count === 0 ? "Hand over" : `Hand over ${count} of ${rows.length}`}
        </Button>
      </ActionBar>
    </form>
  );
}

/** "Ben Okoro could then no longer decide it." */
function costOf({ options, costs }: Row, ownerId: string | null): string | undefined {
  const cost = ownerId && costs[ownerId];
  return cost ? `${options.find(({ value }) => value === ownerId)?.label} ${cost}.` : undefined;
}
