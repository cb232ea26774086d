import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { factQuestions, regulationNames } from "@/lib/exceptions/schemas";
import type { MadeUp } from "@/lib/exceptions/try-rules";
import type { ChoosablePolicy } from "@/lib/policies/choosable-policies";
import type { ChoosableSystem } from "@/lib/systems/choosable-systems";
import { environmentNames, exposureWords, impactNames, optionsOf, sensitivityWords } from "@/lib/words";

type Props = {
  asked: MadeUp & { policyKey: string; systemKey: string };
  policies: ChoosablePolicy[];
  systems: ChoosableSystem[];
  version: string | undefined;
};

/** A plain form: what is asked stands in the address, so a colleague sees the same answer. */
export function MadeUpForm({ asked, policies, systems, version }: Props) {
  const { classification, scope, renewal } = asked;
  return (
    <form method="get" action="/rules/test" className="grid gap-4">
      {version && <input type="hidden" name="version" value={version} />}
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          name="policy"
          label="Rule that is broken"
          options={policies.map(({ key, title }) => ({ value: key, label: `${key} ${title}` }))}
          defaultValue={asked.policyKey}
        />
        <Select
          name="system"
          label="System"
          options={systems.map(({ key, name }) => ({ value: key, label: name }))}
          defaultValue={asked.systemKey}
        />
        <Select
          name="environment"
          label="Environment"
          options={optionsOf(environmentNames)}
          defaultValue={scope[0]?.environment}
        />
        <Select
          name="data"
          label="Data"
          options={sensitivityWords}
          defaultValue={classification.dataSensitivity}
        />
        <Select
          name="exposure"
          label="Could affect"
          options={exposureWords}
          defaultValue={classification.exposure}
        />
        <Select
          name="impact"
          label="Damage"
          options={optionsOf(impactNames)}
          defaultValue={classification.impact}
        />
      </div>
      <Ticks
        legend="While the rule is broken, it"
        name="facts"
        words={factQuestions}
        ticked={Object.entries(classification.facts).flatMap(([fact, holds]) => (holds ? [fact] : []))}
      />
      <Ticks
        legend="Regulations that apply"
        name="regulations"
        words={regulationNames}
        ticked={classification.regulations ?? []}
      />
      <div className="flex flex-wrap items-end gap-4">
        <div className="w-28">
          <TextField name="renewal" label="Renewal" type="number" min={0} max={20} defaultValue={renewal} />
        </div>
        <Button type="submit" kind="filled">
          Test it
        </Button>
      </div>
    </form>
  );
}

type TicksProps = { legend: string; name: string; words: Record<string, string>; ticked: string[] };

function Ticks({ legend, name, words, ticked }: TicksProps) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      <div className="grid gap-x-4 gap-y-0.5 sm:grid-cols-2">
        {Object.entries(words).map(([value, label]) => (
          <Checkbox
            key={value}
            id={`field-${name}-${value}`}
            name={name}
            value={value}
            label={label}
            defaultChecked={ticked.includes(value)}
          />
        ))}
      </div>
    </fieldset>
  );
}
