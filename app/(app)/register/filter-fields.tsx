"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Combobox, MultiCombobox, type Option } from "@/components/ui/combobox";
import { Select } from "@/components/ui/select";
import type { FilterChoices } from "@/lib/exceptions/filter-choices";
import { outcomeNames } from "@/lib/exceptions/rechecks";
import {
  changed,
  type RegisterFilter,
  type Sort,
  type StatusWord,
  sortKeys,
  statusWords,
} from "@/lib/exceptions/register-filter";
import type { Facets } from "@/lib/exceptions/register-groups";
import { statusLabels } from "@/lib/exceptions/register-sentence";
import { riskNames } from "@/lib/exceptions/risk";
import { domainNames } from "@/lib/words";
import type { Domain, RecheckOutcome, Risk } from "@/prisma/generated/enums";

type Props = {
  draft: RegisterFilter;
  choices: FilterChoices | null;
  /** How many stand behind each choice; null while they are counted. */
  facets: Facets | null;
  actorId: string;
  onChange: (change: Partial<RegisterFilter>) => void;
};

const endings = [
  { value: "24", label: "Within 24 hours" },
  { value: "72", label: "Within 3 days" },
  { value: "168", label: "Within 7 days" },
  { value: "336", label: "Within 14 days" },
  { value: "720", label: "Within 30 days" },
];

const sortNames: Record<Sort["by"], [ascending: string, descending: string]> = {
  number: ["Oldest number first", "Newest number first"],
  title: ["What, A to Z", "What, Z to A"],
  risk: ["Lowest risk first", "Highest risk first"],
  status: ["Status, pending first", "Status, closed first"],
  ends: ["Nearest end first", "Latest end first"],
  filed: ["Filed first", "Filed last"],
};

const orders = sortKeys.flatMap((by) => [
  { value: by, label: sortNames[by][0] },
  { value: `-${by}`, label: sortNames[by][1] },
]);

export default function FilterFields({ draft, choices, facets, actorId, onChange }: Props) {
  const people = peopleOf(choices, actorId, facets?.owner);
  const hours = draft.endsWithinHours === null ? "" : String(draft.endsWithinHours);
  const isOwnLength = hours !== "" && !endings.some(({ value }) => value === hours);

  return (
    <>
      <Boxes
        legend="Status"
        names={statusLabels}
        values={[...statusWords]}
        chosen={draft.status}
        counts={facets?.status}
        onChange={(status: StatusWord[]) => onChange(changed(draft, { status }))}
      />
      <Boxes
        legend="Risk"
        names={riskNames}
        values={Object.keys(riskNames) as Risk[]}
        chosen={draft.risk}
        counts={facets?.risk}
        onChange={(risk) => onChange({ risk })}
      />
      <Checkbox
        name="urgent"
        label="Only what was asked urgently"
        checked={draft.urgent}
        onChange={({ target }) => onChange({ urgent: target.checked })}
      />
      <Boxes
        legend="Re-check"
        names={outcomeNames}
        values={Object.keys(outcomeNames) as RecheckOutcome[]}
        chosen={draft.recheck}
        onChange={(recheck) => onChange({ recheck })}
      />
      <Select
        label="Ends"
        name="ends"
        placeholder="Whenever"
        options={isOwnLength ? [{ value: hours, label: `Within ${hours} hours` }, ...endings] : endings}
        value={hours}
        onChange={({ target }) => onChange({ endsWithinHours: target.value ? Number(target.value) : null })}
      />
      <MultiCombobox
        label="Rules"
        name="policy"
        options={counted(choices?.policies ?? keysOf(draft.policy), facets?.policy)}
        value={draft.policy}
        onChange={(policy) => onChange({ policy })}
        placeholder="Any rule"
      />
      <Boxes
        legend="Kind of rule"
        names={domainNames}
        values={Object.keys(domainNames) as Domain[]}
        chosen={draft.domain}
        counts={facets?.domain}
        onChange={(domain) => onChange({ domain })}
      />
      <MultiCombobox
        label="Systems"
        name="system"
        options={counted(choices?.systems ?? keysOf(draft.system), facets?.system)}
        value={draft.system}
        onChange={(system) => onChange({ system })}
        placeholder="Any system"
      />
      {oversight.map(({ field, label, of }) => (
        <MultiCombobox
          key={field}
          label={label}
          name={field}
          options={choices?.[of] ?? keysOf(draft[field])}
          value={draft[field]}
          onChange={(values) => onChange({ [field]: values })}
          placeholder="Any"
        />
      ))}
      <MultiCombobox
        label="Owner’s team"
        name="team"
        options={counted(choices?.teams ?? keysOf(draft.team), facets?.team)}
        value={draft.team}
        onChange={(team) => onChange({ team })}
        placeholder="Any team"
      />
      <Combobox
        label="Owner"
        name="owner"
        options={people}
        value={draft.owner}
        onChange={(owner) => onChange({ owner })}
        placeholder="Anybody"
      />
      <Combobox
        label="Requester"
        name="requester"
        options={peopleOf(choices, actorId)}
        value={draft.requester}
        onChange={(requester) => onChange({ requester })}
        placeholder="Anybody"
      />
      <Select
        label="Order"
        name="order"
        options={orders}
        value={`${draft.sort.descending ? "-" : ""}${draft.sort.by}`}
        onChange={({ target }) => onChange({ sort: sortIn(target.value) })}
      />
    </>
  );
}

const oversight = [
  { field: "model", label: "Models", of: "models" },
  { field: "vendor", label: "Vendors", of: "vendors" },
  { field: "data", label: "Data sets", of: "dataSets" },
] as const;

type BoxesProps<Value extends string> = {
  legend: string;
  names: Record<Value, string>;
  values: Value[];
  chosen: Value[];
  counts?: Record<string, number>;
  onChange: (chosen: Value[]) => void;
};

function Boxes<Value extends string>({ legend, names, values, chosen, counts, onChange }: BoxesProps<Value>) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      <div className="grid grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-3">
        {values.map((value) => (
          <Checkbox
            key={value}
            name={`${legend}-${value}`}
            label={<Counted name={names[value]} count={counts?.[value]} />}
            checked={chosen.includes(value)}
            onChange={({ target }) =>
              onChange(values.filter((one) => (one === value ? target.checked : chosen.includes(one))))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

function Counted({ name, count }: { name: string; count: number | undefined }) {
  return (
    <>
      {name}
      {count !== undefined && <span className="text-muted tabular-nums"> {count.toLocaleString("en")}</span>}
    </>
  );
}

function counted(options: Option[], counts: Record<string, number> | undefined): Option[] {
  if (!counts) return options;
  return options.map((option) => ({
    ...option,
    detail: [option.detail, counts[option.value]?.toLocaleString("en")].filter(Boolean).join(" · "),
  }));
}

function peopleOf(choices: FilterChoices | null, actorId: string, counts?: Record<string, number>): Option[] {
  const me = { value: "me", label: "Me", ...(counts?.[actorId] && { detail: String(counts[actorId]) }) };
  return [me, ...counted(choices?.people.filter(({ value }) => value !== actorId) ?? [], counts)];
}

function keysOf(keys: string[]): Option[] {
  return keys.map((key) => ({ value: key, label: key }));
}

function sortIn(value: string): Sort {
  const by = sortKeys.find((key) => key === value.replace(/^-/, "")) ?? "number";
  return { by, descending: value.startsWith("-") };
}
