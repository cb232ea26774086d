"use client";

import { Plus, X } from "lucide-react";
import { Controller, useFieldArray, useWatch } from "react-hook-form";

import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import type { ChoosablePolicy } from "@/lib/policies/choosable-policies";
import type { ChoosableSystem } from "@/lib/systems/choosable-systems";
import { environmentNames } from "@/lib/words";
import { Environment, Exposure, Sensitivity } from "@/prisma/generated/enums";

import type { Directory } from "./directory";
import { FootprintFields } from "./footprint-fields";
import { Part } from "./part";
import { emptyPlace, footprintOf, type RequestValues } from "./request-values";
import { useFactsPrefill } from "./use-facts-prefill";
import { useRequest } from "./use-request";

export function WherePart({ policies, systems }: Pick<Directory, "policies" | "systems">) {
  const { control } = useRequest();
  const places = useFieldArray({ control, name: "places" });

  return (
    <Part number={2} title="Where">
      {places.fields.map((place, index) => (
        <PlaceFields
          key={place.id}
          index={index}
          policies={policies}
          systems={systems}
          onRemove={places.fields.length > 1 ? () => places.remove(index) : undefined}
        />
      ))}
      <div>
        <Button kind="ghost" icon={Plus} onClick={() => places.append(emptyPlace)}>
          Another place
        </Button>
      </div>
    </Part>
  );
}

type PlaceProps = Pick<Directory, "policies" | "systems"> & { index: number; onRemove?: () => void };

function PlaceFields({ index, policies, systems, onRemove }: PlaceProps) {
  const { control, register, errors } = useRequest();
  const prefill = usePrefill(policies, systems);
  const systemId = useWatch<RequestValues, `places.${number}.systemId`>({ name: `places.${index}.systemId` });
  const system = systems.find(({ id }) => id === systemId);
  const environments = system?.environments ?? Object.values(Environment);

  return (
    <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1.4fr)_minmax(0,0.8fr)_minmax(0,1fr)_auto]">
      <Combobox
        name={`places.${index}.systemId`}
        label="System"
        options={systems.map(({ id, name, key }) => ({ value: id, label: name, detail: key }))}
        placeholder="Search by name"
        value={systemId}
        onChange={(chosen) => prefill(index, chosen)}
        error={errors[`places.${index}.systemId`]}
      />
      <Controller
        control={control}
        name={`places.${index}.environment`}
        render={({ field }) => (
          <Select
            label="Environment"
            options={environments.map((value) => ({ value, label: environmentNames[value] }))}
            placeholder="Choose"
            error={errors[`places.${index}.environment`]}
            {...field}
          />
        )}
      />
      <TextField
        label="Part of it"
        optional
        placeholder="Host, folder, account"
        error={errors[`places.${index}.resource`]}
        {...register(`places.${index}.resource`)}
      />
      {onRemove && (
        <div className="sm:pt-6">
          <Button kind="ghost" icon={X} iconOnly onClick={onRemove}>{`Remove place ${index + 1}`}</Button>
        </div>
      )}
      <FootprintFields index={index} system={system} />
    </div>
  );
}

/** Choosing a system answers what the directory knows of it, so nobody is asked twice. What somebody changed stays. */
function usePrefill(policies: ChoosablePolicy[], systems: ChoosableSystem[]) {
  const prefillFacts = useFactsPrefill(policies, systems);
  const { setValue, getValues, getFieldState, formState } = useRequest();

  return (index: number, systemId: string | null) => {
    setValue(`places.${index}.systemId`, systemId, {
      shouldDirty: true,
      shouldValidate: formState.isSubmitted,
    });
    const system = systems.find(({ id }) => id === systemId);
    if (!system) return;
    prefillFacts();

    const [first, ...others] = system.environments;
    if (!system.environments.some((one) => one === getValues(`places.${index}.environment`))) {
      setValue(`places.${index}.environment`, first && others.length === 0 ? first : "");
    }
    const ids = getValues("places").map((place) => place.systemId);
    const chosen = systems.filter(({ id }) => ids.includes(id));
    if (!getFieldState("dataSensitivity").isDirty) {
      setValue(
        "dataSensitivity",
        highest(
          Object.values(Sensitivity),
          chosen.map(({ sensitivity }) => sensitivity),
        ),
      );
    }
    if (!getFieldState("exposure").isDirty) {
      setValue(
        "exposure",
        highest(
          Object.values(Exposure),
          chosen.map(({ exposure }) => exposure),
        ),
      );
    }
    if (getValues("dataAffected") === "") setValue("dataAffected", system.dataHeld);
    for (const [field, known] of Object.entries(footprintOf(system)) as [
      "deployment" | "dataSets",
      string,
    ][]) {
      const name = `places.${index}.${field}` as const;
      if (!getFieldState(name).isDirty) setValue(name, known);
    }
  };
}

/** The last of `ascending` that is among `found`. */
function highest<Level>(ascending: Level[], found: Level[]): Level | "" {
  return ascending.findLast((level) => found.includes(level)) ?? "";
}
