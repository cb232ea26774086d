import { PackageCheck } from "lucide-react";

import { type Packed, PackForm } from "@/components/pack-form";
import { Button } from "@/components/ui/button";

type Props = Omit<Packed, "month"> & {
  /** Only what was asked for in this month. */
  month?: { key: string; name: string };
  reason?: string | null;
};

/** What is shown, with its trail and its evidence, in one file that can be checked without this register. */
export function PackButton({ reason, month, ...packed }: Props) {
  return (
    <PackForm {...packed} month={month?.key}>
      <Button type="submit" icon={PackageCheck} reason={reason}>
        Evidence pack
        {month && <span className="sr-only">{` of ${month.name}`}</span>}
      </Button>
    </PackForm>
  );
}
