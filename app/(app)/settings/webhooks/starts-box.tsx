import type { ComponentProps } from "react";

import { Checkbox } from "@/components/ui/checkbox";

type Props = { register: ComponentProps<"input"> & { name: string }; error?: string };

export function StartsBox({ register, error }: Props) {
  return (
    <Checkbox
      {...register}
      label="It starts the re-check"
      hint="When an exception ends, recheck.requested carries an address and a one-time token with it. Whoever reads the message can answer the re-check, and so close the exception."
      error={error}
    />
  );
}
