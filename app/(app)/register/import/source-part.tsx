"use client";

import { FileDown, FileUp } from "lucide-react";
import { type ClipboardEvent, useRef, useState } from "react";

import { Part } from "@/app/(app)/exceptions/request-form/part";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/text-area";
import { decoded } from "@/lib/import/decode";
import { separatorNames } from "@/lib/import/grid";
import type { Outcome } from "@/lib/refusal";
import { emptySheet } from "./empty-sheet";
import { saveAs } from "./save-as";
import type { SheetState } from "./use-sheet";

/** Where the sheet comes from. What was pasted stays in its field until it is read, and comes back to be changed. */
export function SourcePart({ sheet }: { sheet: SheetState }) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();

  function take(outcome: Outcome) {
    setProblem(outcome.ok ? undefined : outcome.message);
  }

  // The field holds it only after the event, and a long sheet is read once.
  function pasted(event: ClipboardEvent<HTMLTextAreaElement>) {
    const field = event.currentTarget;
    setTimeout(() => {
      setText(field.value);
      take(sheet.read(field.value, "pasted"));
    });
  }

  async function chosen(file: File) {
    const read = decoded(new Uint8Array(await file.arrayBuffer()));
    if (!read.ok) return take(read);
    setText(read.text);
    take(sheet.read(read.text, `${file.name}, ${read.encoding}`));
  }

  return (
    <Part number={1} title="The sheet">
      {sheet.source ? (
        <Taken source={sheet.source} onChange={sheet.forget} />
      ) : (
        <>
          <TextArea
            name="sheet"
            label="Paste the cells, headings first"
            hint="From Excel, Sheets, LibreOffice or as CSV: at most 2,000 rows and 5 MB. You see what becomes of each row before anything is filed."
            placeholder={example}
            spellCheck={false}
            autoComplete="off"
            wrap="off"
            value={text}
            error={problem}
            onChange={(event) => setText(event.target.value)}
            onPaste={pasted}
          />
          <div className="flex flex-wrap items-center gap-2">
            <Button onClick={() => take(sheet.read(text, "pasted"))}>Read the sheet</Button>
            <FileButton onChosen={(file) => void chosen(file)} />
            <Button kind="ghost" icon={FileDown} onClick={() => saveAs("exceptions.csv", emptySheet())}>
              Take an empty sheet
            </Button>
          </div>
        </>
      )}
    </Part>
  );
}

/** What stands first, and how high the field is while nothing is in it. */
const example = `Title\tPolicy\tSystem\tOwner\tEnd${"\n".repeat(5)}`;

type TakenProps = { source: NonNullable<SheetState["source"]>; onChange: (value: undefined) => void };

function Taken({ source: { sheet, from }, onChange }: TakenProps) {
  const { rows, headings, separator } = sheet;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
      <p>
        <span className="font-medium">{counted(rows.length, "row")}</span>
        {` under ${counted(headings.length, "heading")}, ${from}, kept apart by ${separatorNames[separator]}.`}
      </p>
      <Button onClick={() => onChange(undefined)}>Change</Button>
    </div>
  );
}

function FileButton({ onChosen }: { onChosen: (file: File) => void }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={FileUp} onClick={() => field.current?.click()}>
        Choose a CSV file
      </Button>
      <input
        ref={field}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
        aria-label="CSV file"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) onChosen(file);
          // The same file can be chosen again once it was changed.
          event.target.value = "";
        }}
      />
    </>
  );
}

function counted(amount: number, thing: string): string {
  return `${amount.toLocaleString("en")} ${thing}${amount === 1 ? "" : "s"}`;
}
