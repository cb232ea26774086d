"use client";

import { Plus } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useId, useState, useTransition } from "react";

import { answerOf } from "@/components/answer-of";
import { ActDialog } from "@/components/directory/act-dialog";
import { ActionBar } from "@/components/ui/action-bar";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { LinkButton } from "@/components/ui/link-button";
import { announce } from "@/components/ui/live-region";
import { Select, type SelectOption } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { type Rule, type Rules, rulesSchema, type Who } from "@/lib/exceptions/rules";
import type { Refusal } from "@/lib/refusal";

import { publishDraft, saveDraft } from "../actions";
import { RuleEditor } from "./rule-editor";

type Props = {
  rules: Rules;
  note: string;
  /** The draft as it is stored; null: it is not stored yet. */
  saved: { version: number; at: string } | null;
  cannotPublish: string | null;
  groups: SelectOption[];
};

type Row = { id: number; rule: Rule };

/** The next version of the rules, row by row, in the words in which they are read. */
export function DraftEditor({ rules, note: noteBefore, saved, cannotPublish, groups }: Props) {
  const router = useRouter();
  const formId = useId();
  const [rows, setRows] = useState<Row[]>(rules.rules.map((rule, id) => ({ id, rule })));
  const [fallback, setFallback] = useState<Who>(rules.fallback);
  const [note, setNote] = useState(noteBefore);
  const [refusal, setRefusal] = useState<(Refusal & { attempt: number }) | null>(null);
  const [isBusy, start] = useTransition();

  const written: Rules = { rules: rows.map(({ rule }) => rule), fallback };
  const isChanged = JSON.stringify([written, note]) !== JSON.stringify([rules, noteBefore]);
  const refuse = (found: Refusal) => setRefusal((last) => ({ ...found, attempt: (last?.attempt ?? 0) + 1 }));

  function save() {
    const parsed = rulesSchema.safeParse(written);
    const [issue] = parsed.error?.issues ?? [];
    if (issue) {
      const [, index] = issue.path;
      const where = typeof index === "number" ? `Rule ${index + 1}: ` : "";
      return refuse({ ok: false, code: "invalid-input", message: where + issue.message });
    }
    start(async () => {
      const outcome = await answerOf<{ version: number }>(
        saveDraft({ rules: written, note, seenAt: saved?.at ?? null }),
      );
      if (!outcome.ok) return refuse(outcome);
      announce(`The draft of version ${outcome.version} is kept.`);
      router.refresh();
    });
  }

  const change = (id: number, rule: Rule) => setRows(rows.map((row) => (row.id === id ? { id, rule } : row)));
  const move = (from: number, to: number) => {
    const moved = [...rows];
    moved.splice(to, 0, ...moved.splice(from, 1));
    setRows(moved);
  };
  const add = () => setRows([...rows, { id: Math.max(0, ...rows.map(({ id }) => id)) + 1, rule: newRule }]);

  return (
    <form
      id={formId}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      className="grid gap-6"
    >
      {refusal && <ErrorSummary message={refusal.message} attempt={refusal.attempt} />}
      <ol className="grid gap-4">
        {rows.map(({ id, rule }, index) => (
          <li key={id}>
            <RuleEditor
              id={id}
              number={index + 1}
              rule={rule}
              groups={groups}
              onChange={(next) => change(id, next)}
              onRemove={rows.length > 1 ? () => setRows(rows.filter((row) => row.id !== id)) : undefined}
              onUp={index > 0 ? () => move(index, index - 1) : undefined}
              onDown={index < rows.length - 1 ? () => move(index, index + 1) : undefined}
            />
          </li>
        ))}
      </ol>
      <div>
        <Button icon={Plus} onClick={add}>
          Add a rule
        </Button>
      </div>

      <div className="grid max-w-read gap-5">
        <Select
          name="fallback"
          label="When no rule matches, who decides"
          options={[{ value: forum, label: "The executive forum" }, ...groups]}
          value={fallback.kind === "group" ? fallback.key : forum}
          onChange={({ target }) =>
            setFallback(target.value === forum ? { kind: "forum" } : { kind: "group", key: target.value })
          }
        />
        <TextArea
          name="note"
          label="Note"
          hint="What changes and why, for whoever reads it in a year."
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </div>

      <ActionBar>
        <LinkButton href="/rules">Cancel</LinkButton>
        <Button type="submit" kind="filled" busy={isBusy} busyLabel="Saving…">
          Save draft
        </Button>
        {saved && (
          <ActDialog
            label="Publish"
            reason={
              isChanged ? "Save the draft first: what is published is what was checked." : cannotPublish
            }
            title={`Publish version ${saved.version}`}
            confirm="Publish"
            keep="Not yet"
            done={`Version ${saved.version} is in force.`}
            act={async () => {
              const outcome = await publishDraft({ version: saved.version, seenAt: saved.at });
              if (outcome.ok) router.push("/rules" as Route);
              return outcome;
            }}
          >
            <p>
              Whatever is filed from then on is routed by it. Open requests keep the version they were filed
              under. A published version never changes.
            </p>
          </ActDialog>
        )}
      </ActionBar>
    </form>
  );
}

const forum = "*forum";

const newRule: Rule = {
  name: "",
  when: {},
  steps: [{ who: { kind: "control_owner" }, needed: 1, opens: "at once" }],
};
