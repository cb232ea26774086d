import { Download } from "lucide-react";

import { Button } from "@/components/ui/button";

/** All rows of the filter, not only this page. It is posted because it leaves an entry in the trail. */
export function ExportButton({ query, action = "/register/export" }: { query: string; action?: string }) {
  return (
    <form method="post" action={action}>
      <input type="hidden" name="query" value={query} />
      <Button type="submit" icon={Download}>
        CSV
      </Button>
    </form>
  );
}
