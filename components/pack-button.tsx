import { PackageCheck } from "lucide-react";

import { type Packed, PackForm } from "@/components/pack-form";
import { Button } from "@/components/ui/button";

/** What is shown, with its trail and its evidence, in one file that can be checked without this register. */
export function PackButton({ reason, ...packed }: Packed & { reason?: string | null }) {
  return (
    <PackForm {...packed}>
      <Button type="submit" icon={PackageCheck} reason={reason}>
        Evidence pack
      </Button>
    </PackForm>
  );
}
