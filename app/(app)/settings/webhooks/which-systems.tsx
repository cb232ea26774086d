import type { ComponentProps } from "react";

import { MultiCombobox } from "@/components/ui/combobox";

export type SystemChoice = { id: string; key: string; name: string };
type Props = Pick<ComponentProps<typeof MultiCombobox>, "value" | "onChange"> & {
  systems: SystemChoice[];
  error?: string;
};

/** Whose exceptions it is about. */
export function WhichSystems({ systems, ...field }: Props) {
  return (
    <MultiCombobox
      name="systemIds"
      label="Systems"
      hint="It is about exceptions of these. None chosen: of all, and about policies that do not fit."
      placeholder="Search systems"
      options={systems.map(({ id, key, name }) => ({ value: id, label: name, detail: key }))}
      {...field}
    />
  );
}
