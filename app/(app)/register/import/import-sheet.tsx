"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";

import type { Directory } from "@/app/(app)/exceptions/request-form/directory";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { announce } from "@/components/ui/live-region";
import type { Checked, CheckedRow } from "@/lib/import/check-sheet";
import type { Imported, ImportedRow } from "@/lib/import/import-sheet";
import type { Refusal } from "@/lib/refusal";

import { AnswersPart } from "./answers-part";
import { CheckedPart } from "./checked-part";
import { ColumnsPart } from "./columns-part";
import { FiledPart } from "./filed-part";
import { SourcePart } from "./source-part";
import { useSheet } from "./use-sheet";
import { useStreamed } from "./use-streamed";

type CheckOf = { id: string; rows: CheckedRow[]; failed: string };
type FiledOf = { rows: ImportedRow[]; failed: string };

/** Paste, match, check, create: each part stands below the one before, and a change above asks for a new check. */
export function ImportSheet({ zone, directory }: { zone: string; directory: Directory }) {
  const router = useRouter();
  const [check, setCheck] = useState<CheckOf | null>(null);
  const [filed, setFiled] = useState<FiledOf | null>(null);
  const [refusal, setRefusal] = useState<(Refusal & { attempt: number }) | null>(null);
  const result = useRef<HTMLDivElement>(null);
  const sheet = useSheet(() => {
    setCheck(null);
    setRefusal(null);
  });
  const checking = useStreamed<CheckedRow, Checked>("/register/import/check");
  const filing = useStreamed<ImportedRow, Imported>("/register/import/file");

  function refuse(found: Refusal) {
    setRefusal((last) => ({ ...found, attempt: (last?.attempt ?? 0) + 1 }));
  }

  async function checkAll() {
    setRefusal(null);
    const told = await checking.send(sheet.sent());
    if (!told) return;
    if (!told.ok) return refuse(told);
    setCheck({ id: crypto.randomUUID(), rows: told.rows, failed: told.last.failed });
    show(`${told.rows.filter(({ state }) => state === "fine").length} of ${told.rows.length} rows are fine.`);
  }

  async function createAll({ id, rows }: CheckOf) {
    const fine = rows.filter((row) => row.state === "fine");
    const rulesSeen = Math.max(...fine.map(({ rules }) => rules));
    setRefusal(null);
    const told = await filing.send({
      ...sheet.sent(),
      id,
      rows: fine.map(({ number }) => number),
      rulesSeen,
    });
    if (!told) return;
    if (!told.ok) return refuse(told);
    setFiled({ rows: told.rows, failed: told.last.failed });
    show(`${told.rows.filter(({ state }) => state === "filed").length} requests are filed.`);
    router.refresh();
  }

  /** What has come is said, and the focus goes there. */
  function show(sentence: string) {
    announce(sentence);
    setTimeout(() => result.current?.focus());
  }

  function startAgain() {
    setFiled(null);
    sheet.forget(undefined);
  }

  if (filed) {
    return (
      <div ref={result} tabIndex={-1} className="outline-none">
        <FiledPart {...filed} onAgain={startAgain} />
      </div>
    );
  }

  const rows = sheet.source?.sheet.rows.length ?? 0;
  return (
    <div className="grid gap-8">
      {refusal && <ErrorSummary message={refusal.message} attempt={refusal.attempt} />}
      <SourcePart sheet={sheet} />
      {sheet.source && (
        <>
          <ColumnsPart sheet={sheet} found={sheet.source.sheet} zone={zone} />
          <AnswersPart sheet={sheet} directory={directory} rows={rows} />
          {check ? (
            <div ref={result} tabIndex={-1} className="border-t border-line pt-5 outline-none">
              <CheckedPart {...check} done={filing.done} onCreate={() => void createAll(check)} />
            </div>
          ) : (
            <ActionBar>
              <Button
                kind="filled"
                busy={checking.done !== null}
                busyLabel={`Checked ${checking.done} of ${rows}`}
                onClick={() => void checkAll()}
              >
                {rows === 1 ? "Check the row" : `Check ${rows} rows`}
              </Button>
            </ActionBar>
          )}
        </>
      )}
    </div>
  );
}
