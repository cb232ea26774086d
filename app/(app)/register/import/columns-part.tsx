"use client";

import { Part } from "@/app/(app)/exceptions/request-form/part";
import { Segmented } from "@/components/ui/choice";
import { Select } from "@/components/ui/select";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { type FieldKey, fieldKeys, fields } from "@/lib/import/fields";
import { presetOf } from "@/lib/import/match";
import { type PresetKey, presetKeys, presets } from "@/lib/import/presets";
import type { Sheet } from "@/lib/import/sheet";
import type { DateOrder } from "@/lib/import/sheet-dates";

import type { SheetState } from "./use-sheet";

type Props = { sheet: SheetState; found: Sheet; zone: string };

/** Which column says what: guessed from its heading, and changed here. */
export function ColumnsPart({ sheet, found, zone }: Props) {
  const left = sheet.columns.filter((field) => field === null).length;
  return (
    <Part number={2} title="Columns">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Select
          name="preset"
          label="Where it was exported from"
          hint={
            sheet.preset && sheet.preset === presetOf(found.headings) ? "Told by its headings." : undefined
          }
          options={presetOptions}
          placeholder="A sheet of your own"
          value={sheet.preset ?? ""}
          onChange={(event) => sheet.choosePreset((event.target.value || null) as PresetKey | null)}
        />
        {sheet.dates.ambiguous && <OrderField sheet={sheet} example={sheet.dates.ambiguous} />}
      </div>
      <Table
        caption="Columns of the sheet and what they say"
        head={
          <>
            <Th>Column</Th>
            <Th>First cells</Th>
            <Th>Says</Th>
          </>
        }
      >
        {found.headings.map((heading, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place; headings may be the same
          <Tr key={at}>
            <Td label="Column" nowrap>
              <span className="font-medium">{heading || `Column ${at + 1}`}</span>
            </Td>
            <Td label="First cells" grow>
              <span className="line-clamp-2 break-words text-muted">{firstCells(found, at)}</span>
            </Td>
            <Td>
              <div className="w-full sm:w-64">
                <Select
                  name={`column-${at}`}
                  label={`What ${heading || `column ${at + 1}`} says`}
                  hideLabel
                  options={fieldOptions}
                  placeholder="Left out"
                  value={sheet.columns[at] ?? ""}
                  error={sheet.unmatched[at]}
                  onChange={(event) =>
                    sheet.match({ at, field: (event.target.value || null) as FieldKey | null })
                  }
                />
              </div>
            </Td>
          </Tr>
        ))}
      </Table>
      <p className="max-w-read text-sm text-muted">
        {left > 0 && `${left === 1 ? "One column is" : `${left} columns are`} left out. `}
        {sheet.columns.includes("end") && `A day without a time ends at 23:59, ${zone}.`}
      </p>
    </Part>
  );
}

function OrderField({ sheet, example }: { sheet: SheetState; example: string }) {
  return (
    <Segmented
      name="order"
      legend={`What comes first in ${example}`}
      hint={
        sheet.dates.proven
          ? `The ${sheet.dates.proven}: ${sheet.dates.by} can be nothing else.`
          : "It can be read in two ways, so nothing is guessed."
      }
      options={[
        { value: "day", label: "The day" },
        { value: "month", label: "The month" },
      ]}
      value={sheet.order ?? ""}
      onChange={(event) => sheet.setOrder(event.target.value as DateOrder)}
    />
  );
}

const presetOptions = presetKeys.map((key) => ({ value: key, label: presets[key].name }));
const fieldOptions = fieldKeys.map((key) => ({ value: key, label: fields[key].label }));

function firstCells({ rows }: Sheet, at: number): string {
  const cells = rows.map(({ cells }) => cells[at]?.trim() ?? "").filter(Boolean);
  return [...new Set(cells.slice(0, 20))].slice(0, 3).join(" · ").slice(0, 200);
}
