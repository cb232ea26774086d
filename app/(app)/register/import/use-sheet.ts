"use client";

import { useMemo, useState } from "react";

import type { FieldKey, Words } from "@/lib/import/fields";
import { type Columns, gapsIn, guessedColumns, presetOf, whyUnmatched } from "@/lib/import/match";
import type { PresetKey } from "@/lib/import/presets";
import type { SheetSent } from "@/lib/import/schemas";
import { readSheet, type Sheet } from "@/lib/import/sheet";
import { type DateOrder, orderIn } from "@/lib/import/sheet-dates";
import type { Outcome } from "@/lib/refusal";

/** A sheet that was read, and where it is from: "pasted", "register.csv, Windows-1252". */
type Source = { text: string; from: string; sheet: Sheet };

/** The sheet and all that is said about it, until it is sent. `changed` is called with each change. */
export function useSheet(changed: () => void) {
  const [source, setSource] = useState<Source | null>(null);
  const [preset, setPreset] = useState<PresetKey | null>(null);
  const [columns, setColumns] = useState<Columns>([]);
  const [chosenOrder, setOrder] = useState<DateOrder | null>(null);
  const [answers, setAnswers] = useState<Words>({});
  const [tooLong, setTooLong] = useState<SheetSent["tooLong"]>("refuse");

  const rows = useMemo(() => source?.sheet.rows.map(({ cells }) => cells) ?? [], [source]);
  const gaps = useMemo(() => gapsIn(rows, columns), [rows, columns]);
  const dates = useMemo(() => orderIn(datesIn(rows, columns)), [rows, columns]);
  const order = chosenOrder ?? dates.proven;

  function read(text: string, from: string): Outcome {
    const sheet = readSheet(text);
    if (!sheet.ok) return sheet;
    const found = presetOf(sheet.headings);
    setSource({ text, from, sheet });
    setPreset(found);
    setColumns(guessedColumns(sheet.headings, found));
    setOrder(null);
    changed();
    return { ok: true };
  }

  /** What is said for all rows is sent only where a row does not say it. */
  function sent(): SheetSent {
    const asked = Object.entries(answers).filter(
      ([field, words]) => words.trim() && gaps[field as FieldKey] > 0,
    );
    return { text: source?.text ?? "", columns, answers: Object.fromEntries(asked), order, tooLong };
  }

  const andChanged =
    <Value>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value);
      changed();
    };

  return {
    source,
    preset,
    columns,
    order,
    dates,
    answers,
    tooLong,
    gaps,
    unmatched: whyUnmatched(columns),
    read,
    sent,
    forget: andChanged(() => setSource(null)),
    choosePreset: andChanged((chosen: PresetKey | null) => {
      setPreset(chosen);
      setColumns(guessedColumns(source?.sheet.headings ?? [], chosen));
    }),
    match: andChanged(({ at, field }: { at: number; field: FieldKey | null }) =>
      setColumns((now) => now.with(at, field)),
    ),
    setOrder: andChanged(setOrder),
    answer: andChanged(({ field, words }: { field: FieldKey; words: string }) =>
      setAnswers((now) => ({ ...now, [field]: words })),
    ),
    setTooLong: andChanged(setTooLong),
  };
}

export type SheetState = ReturnType<typeof useSheet>;

function datesIn(rows: string[][], columns: Columns): string[] {
  const at = columns.flatMap((field, index) => (field === "start" || field === "end" ? [index] : []));
  return rows.flatMap((cells) => at.flatMap((index) => cells[index]?.trim() || []));
}
