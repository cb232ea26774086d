import { Controller, useFormContext } from "react-hook-form";

import { MultiCombobox } from "@/components/ui/combobox";
import { environmentNames, optionsOf, tokenRightWords } from "@/lib/words";
import type { Environment, TokenRight } from "@/prisma/generated/enums";

import { Boxes } from "./boxes";

type Asked = { systemIds: string[]; environments: Environment[]; rights: TokenRight[] };

type Props = {
  systems: { id: string; key: string; name: string }[];
  errorOf: (field: keyof Asked) => string | undefined;
};

/** Where a pipeline may ask, and what: for a token and for a binding alike. The form around it provides its context. */
export function MayAsk({ systems, errorOf }: Props) {
  const { control, register } = useFormContext<Asked>();
  return (
    <>
      <Controller
        control={control}
        name="systemIds"
        render={({ field }) => (
          <MultiCombobox
            name="systemIds"
            label="Systems"
            hint="It asks for these and for no others."
            placeholder="Search systems"
            options={systems.map(({ id, key, name }) => ({ value: id, label: name, detail: key }))}
            value={field.value}
            onChange={field.onChange}
            error={errorOf("systemIds")}
          />
        )}
      />
      <Boxes
        legend="Environments"
        name="environments"
        options={optionsOf(environmentNames)}
        register={register("environments")}
        error={errorOf("environments")}
      />
      <Boxes
        legend="It may"
        name="rights"
        options={tokenRightWords}
        register={register("rights")}
        error={errorOf("rights")}
      />
    </>
  );
}
