"use client";

import type { Directory } from "@/app/(app)/exceptions/request-form/directory";
import { Part } from "@/app/(app)/exceptions/request-form/part";
import { Segmented } from "@/components/ui/choice";
import { Combobox } from "@/components/ui/combobox";
import { TextArea } from "@/components/ui/text-area";
import { formatLength } from "@/lib/dates";
import { type FieldKey, fields } from "@/lib/import/fields";
import { environmentNames, impactWords, optionsOf } from "@/lib/words";

import { FactsField } from "./facts-field";
import type { SheetState } from "./use-sheet";

/** What the sheet cannot know is asked once for all rows. Left empty, such a row is not filed, and says why. */
export function AnswersPart({
  sheet,
  directory,
  rows,
}: {
  sheet: SheetState;
  directory: Directory;
  rows: number;
}) {
  const asked = (Object.keys(askedFor) as FieldKey[]).filter((field) => sheet.gaps[field] > 0);
  const texts = asked.filter((field) => askedFor[field] === "text");
  const has = (field: FieldKey) => asked.includes(field);
  const on = (field: FieldKey) => ({
    name: field,
    hint: whereOf(sheet.gaps[field], rows),
    value: sheet.answers[field] ?? "",
    onChange: (words: string | null) => sheet.answer({ field, words: words ?? "" }),
  });

  return (
    <Part number={3} title="Where the sheet does not say">
      <p className="max-w-read text-sm text-muted">
        Said once for all rows that do not say it themselves. How sensitive the data is and whom it reaches
        comes from the system. A row without an answer is not filed, and tells you what it lacks.
      </p>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        {has("policies") && (
          <ChooseField {...on("policies")} field="policies" options={policyOptions(directory)} />
        )}
        {has("systems") && (
          <ChooseField {...on("systems")} field="systems" options={systemOptions(directory)} />
        )}
        {has("owner") && <ChooseField {...on("owner")} field="owner" options={personOptions(directory)} />}
        {has("manager") && (
          <ChooseField
            {...on("manager")}
            field="manager"
            hint="Only where the directory names none."
            options={personOptions(directory)}
          />
        )}
        {has("environment") && (
          <PickField {...on("environment")} field="environment" options={optionsOf(environmentNames)} />
        )}
        {has("impact") && <PickField {...on("impact")} field="impact" options={impactWords} />}
        {has("length") && sheet.gaps.end > 0 && (
          <PickField
            {...on("length")}
            hint={whereOf(sheet.gaps.end, rows)}
            field="length"
            options={lengths}
          />
        )}
        {texts.map((field) => (
          <TextArea
            key={field}
            label={fields[field].label}
            {...on(field)}
            {...(field === "dataAffected" && { hint: "Left empty, it is what the system holds." })}
            onChange={(event) => sheet.answer({ field, words: event.target.value })}
          />
        ))}
      </div>
      {has("facts") && <FactsField {...on("facts")} />}
      <Segmented
        name="tooLong"
        legend="An end further away than the risk allows"
        options={[
          { value: "refuse", label: "Leave the row out" },
          { value: "shorten", label: "Ask for the longest that is allowed" },
        ]}
        value={sheet.tooLong}
        onChange={(event) => sheet.setTooLong(event.target.value === "shorten" ? "shorten" : "refuse")}
      />
    </Part>
  );
}

const askedFor: Partial<Record<FieldKey, "text" | "choice">> = {
  policies: "choice",
  systems: "choice",
  owner: "choice",
  manager: "choice",
  environment: "choice",
  impact: "choice",
  length: "choice",
  reason: "text",
  breaksIfNo: "text",
  riskIntroduced: "text",
  dataAffected: "text",
  alternatives: "text",
  mitigation: "text",
  facts: "choice",
};

type ChoiceProps = {
  field: FieldKey;
  name: string;
  hint: string;
  value: string;
  onChange: (words: string | null) => void;
  options: { value: string; label: string; detail?: string }[];
};

function ChooseField({ field, value, ...rest }: ChoiceProps) {
  return <Combobox {...rest} label={fields[field].label} placeholder="Search" value={value || null} />;
}

function PickField({ field, onChange, ...rest }: ChoiceProps) {
  return (
    <Segmented {...rest} legend={fields[field].label} onChange={(event) => onChange(event.target.value)} />
  );
}

const lengths = [1, 3, 7, 14, 30].map((days) => ({
  value: `${days} days`,
  label: formatLength(days * 86_400),
}));

function whereOf(gap: number, rows: number): string {
  if (gap === rows) return "No row says it.";
  return `${gap} of ${rows} rows ${gap === 1 ? "does" : "do"} not say it.`;
}

const policyOptions = ({ policies }: Directory) =>
  policies.map(({ key, title }) => ({ value: key, label: `${key} ${title}` }));
const systemOptions = ({ systems }: Directory) =>
  systems.map(({ key, name }) => ({ value: key, label: name, detail: key }));
const personOptions = ({ people }: Directory) =>
  people.map(({ email, name, team, title }) => ({ value: email, label: name, detail: team || title }));
