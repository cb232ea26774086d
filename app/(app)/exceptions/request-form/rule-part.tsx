"use client";

import { Controller, useWatch } from "react-hook-form";

import { MultiCombobox } from "@/components/ui/combobox";
import { TextField } from "@/components/ui/text-field";
import { domainNames } from "@/lib/words";

import type { Directory } from "./directory";
import { Part } from "./part";
import type { RequestValues } from "./request-values";
import { useFactsPrefill } from "./use-facts-prefill";
import { useRequest } from "./use-request";

export function RulePart({ policies, systems }: Pick<Directory, "policies" | "systems">) {
  const prefillFacts = useFactsPrefill(policies, systems);
  const { control, register, errors } = useRequest();
  const chosen = useWatch<RequestValues, "policies">({ name: "policies" });

  return (
    <Part number={1} title="Which rule">
      <Controller
        control={control}
        name="policies"
        render={({ field }) => (
          <MultiCombobox
            label="Rules that have to be broken"
            name="policies"
            options={policies.map(({ id, key, title, domain }) => ({
              value: id,
              label: `${key} ${title}`,
              detail: domainNames[domain],
            }))}
            placeholder="Search by key or words, e.g. TLS"
            value={field.value}
            onChange={(chosen) => {
              field.onChange(chosen);
              prefillFacts();
            }}
            error={errors.policies}
          />
        )}
      />
      {policies
        .filter(({ id }) => chosen.includes(id))
        .map(({ id, key, statement, controlOwnerName }) => (
          <p key={id} className="text-sm text-muted">
            <span className="font-mono text-ink">{key}</span> {statement}{" "}
            <span className="whitespace-nowrap">{`Owner: ${controlOwnerName}.`}</span>
          </p>
        ))}
      <TextField
        label="Title"
        placeholder="What, where: TLS 1.1 on the payroll feed"
        error={errors.title}
        {...register("title")}
      />
    </Part>
  );
}
