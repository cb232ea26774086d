"use client";

import { useWatch } from "react-hook-form";

import { TextField } from "@/components/ui/text-field";
import type { ChoosableSystem } from "@/lib/systems/choosable-systems";
import { hasFootprint } from "@/lib/systems/oversight";

import type { RequestValues } from "./request-values";
import { useRequest } from "./use-request";

/** Where a model or a vendor is concerned: exactly what of it runs outside the rule. Elsewhere nobody is asked. */
export function FootprintFields({ index, system }: { index: number; system: ChoosableSystem | undefined }) {
  const { register } = useRequest();
  const place = useWatch<RequestValues, `places.${number}`>({ name: `places.${index}` });
  const isSaid = Boolean(place?.deployment || place?.faces || place?.dataSets);
  if (!isSaid && !(system && hasFootprint(system))) return null;

  return (
    <div className="grid items-start gap-4 sm:col-span-full sm:grid-cols-3">
      <TextField
        label="Deployment"
        optional
        maxLength={200}
        placeholder="Region, endpoint"
        {...register(`places.${index}.deployment`)}
      />
      <TextField
        label="Who it faces"
        optional
        maxLength={200}
        placeholder="3,100 customers in Germany"
        {...register(`places.${index}.faces`)}
      />
      <TextField
        label="Data sets"
        optional
        maxLength={400}
        placeholder="By name, with commas"
        {...register(`places.${index}.dataSets`)}
      />
    </div>
  );
}
